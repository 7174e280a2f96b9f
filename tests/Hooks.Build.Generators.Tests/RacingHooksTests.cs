using Hooks.Build.Generators.Tests.Kit;
using Microsoft.CodeAnalysis;

namespace Hooks.Build.Generators.Tests;

[TestClass]
public sealed class RacingHooksTests
{
    [TestMethod]
    public async Task Two_that_may_write_one_file_are_told_on_the_globs_that_say_so()
    {
        var diagnostics = await AnalyzerRun.VerifyAsync(
            """
            static class RepoHooks
            {
                [Hook(Files = ["docs/**", "**/*.cs"], Fix = "format {files}")] const string Format = "format --check {files}";
                [Hook(Writes = [{|HOOK0008:"src/**"|}])] const string Generate = "generate";
            }
            """);
        diagnostics[0].GetMessage().ShouldBe("Hooks 'Generate' and 'Format' may both write 'src/a.cs', and neither waits for the other");
        Text(diagnostics[0].AdditionalLocations.ShouldHaveSingleItem()).ShouldBe("\"**/*.cs\"");
    }

    [TestMethod]
    public Task Three_fixers_without_order_are_told_as_many_pairs_as_need_one() => AnalyzerRun.VerifyMessagesAsync(
        """
        static class RepoHooks
        {
            [Hook(Files = ["**/*.txt"], Fix = "a --fix {files}")] const string A = "a {files}";
            [Hook(Files = [{|HOOK0008:"**/*.txt"|}], Fix = "b --fix {files}")] const string B = "b {files}";
            [Hook(Files = [{|HOOK0008:"**/*.txt"|}], Fix = "c --fix {files}")] const string C = "c {files}";
        }
        """,
        "Hooks 'B' and 'A' may both write 'a.txt', and neither waits for the other",
        "Hooks 'C' and 'B' may both write 'a.txt', and neither waits for the other");

    [TestMethod]
    public Task A_reader_is_told_of_the_writer_wherever_it_stands() => AnalyzerRun.VerifyMessagesAsync(
        """
        static class RepoHooks
        {
            [Hook(Files = [{|HOOK0009:"**/*.cs"|}])] const string Lint = "lint {files}";
            [Hook(Writes = ["gen/*.cs"])] const string Generate = "generate";
            [Hook(Reads = ["tool.json", {|HOOK0009:"gen/**"|}])] const string Compile = "compile";
        }
        """,
        "Hook 'Lint' reads 'gen/a.cs', which hook 'Generate' may write before or after that: neither waits for the other",
        "Hook 'Compile' reads 'gen/a.cs', which hook 'Generate' may write before or after that: neither waits for the other");

    [TestMethod]
    public Task A_writer_that_waits_for_others_is_told_at_its_reader() => AnalyzerRun.VerifyAsync(
        """
        static class RepoHooks
        {
            [Hook] const string Restore = "restore";
            [Hook(Files = [{|HOOK0009:"gen/**"|}])] const string Lint = "lint {files}";
            [Hook(DependsOn = [nameof(Restore)], Writes = ["gen/**"])] const string Generate = "generate";
        }
        """);

    [TestMethod]
    [DataRow("DependsOn = [nameof(Format)]")]
    [DataRow("After = [nameof(Format)]")]
    [DataRow("After = [nameof(Between)]")]
    [DataRow("Locks = [\"Source\"]")]
    [DataRow("Exclude = [\"src/**\"]")]
    [DataRow("Exclude = [\"*/**\"]")]
    [DataRow("Stages = HookStages.PrePush")]
    public Task An_order_a_lock_other_files_or_another_stage_leave_nothing_to_chance(string setting) => AnalyzerRun.VerifyAsync(
        $$"""
        static class RepoHooks
        {
            [Hook(Files = ["src/**/*.cs"], Fix = "format {files}", Locks = ["source"])] const string Format = "format --check {files}";
            [Hook(DependsOn = [nameof(Format)])] const string Between = "between";
            [Hook(Files = ["**/*.cs"], Fix = "header {files}", {{setting}})] const string Header = "header --check {files}";
        }
        """);

    [TestMethod]
    public Task Profiles_leave_it_to_chance_as_a_run_without_any_has_all_hooks() => AnalyzerRun.VerifyAsync(
        """
        static class RepoHooks
        {
            [Hook(Files = ["**/*.cs"], Fix = "a {files}", Profiles = ["fast"])] const string A = "a --check {files}";
            [Hook(Files = [{|HOOK0008:"**/*.cs"|}], Fix = "b {files}", Profiles = ["full"])] const string B = "b --check {files}";
        }
        """);

    [TestMethod]
    public Task A_fix_counts_where_it_applies_and_what_is_written_always() => AnalyzerRun.VerifyAsync(
        """
        static class RepoHooks
        {
            [Hook(Files = ["**/*.cs"], Fix = "a {files}", Stages = HookStages.Build)] const string A = "a --check {files}";
            [Hook(Files = ["**/*.cs"], Fix = "b {files}", Stages = HookStages.Build)] const string B = "b --check {files}";
            [Hook(Writes = ["x/*.md"], Stages = HookStages.Build)] const string C = "c";
            [Hook(Writes = [{|HOOK0008:"x/a.m?"|}], Stages = HookStages.Build)] const string D = "d";
        }
        """);

    [TestMethod]
    public Task A_command_that_is_given_all_files_reads_all() => AnalyzerRun.VerifyAsync(
        """
        static class RepoHooks
        {
            [Hook(Writes = ["src/gen.cs"])] const string Generate = "generate";
            [{|HOOK0009:Hook|}] const string Lint = "lint {files}";
            [Hook(Exclude = ["src/**"])] const string Spell = "spell {files}";
            [Hook] const string Test = "test";
        }
        """);

    [TestMethod]
    public Task A_method_writes_what_it_is_given_where_it_asks_whether_to_repair() => AnalyzerRun.VerifyAsync(
        """
        static class RepoHooks
        {
            [Hook(Files = ["**/*.md"])] static bool One(HookContext hook) => hook.Fixing;
            [Hook(Files = [{|HOOK0008:"**/*.md"|}])] static bool Two(HookContext hook) => !hook.Fixing;
            [Hook(Files = [{|HOOK0009:"**/*.md"|}])] static bool Passes(HookContext hook) => Helper(hook);
            static bool Helper(HookContext hook) => hook.Files.Count > 0;
        }
        """);

    [TestMethod]
    public Task The_checks_of_the_engine_are_computed_together_and_asked_again() => AnalyzerRun.VerifyAsync(
        """
        static class RepoHooks
        {
            [Hook] const string Whitespace = StandardHooks.TrailingWhitespace;
            [Hook] const string EndOfFile = StandardHooks.EndOfFileFixer;
            [Hook] const string LineEnds = StandardHooks.MixedLineEnding;
            [Hook] const string Pretty = StandardHooks.PrettyFormatJson;
            [Hook] const string Json = StandardHooks.CheckJson;
            [Hook] const string Format = "csharp:format";
            [Hook(Files = ["**/*.json"], Fix = "mine --fix {files}")] const string Mine = "mine {files}";
            [Hook(Files = ["**/*.md"])] static bool Reader(HookContext hook) => hook.Files.Count > 0;
            [Hook(Files = ["**/*.cs"])] static bool CodeReader(HookContext hook) => hook.Files.Count > 0;
        }
        """);

    [TestMethod]
    public Task A_formatter_of_ones_own_beside_ours_is_told_and_so_are_tests_that_a_fix_makes_stale() => AnalyzerRun.VerifyAsync(
        """
        static class RepoHooks
        {
            [Hook] const string Format = "csharp:format";
            [Hook(Files = [{|HOOK0008:"**/*.cs"|}], Fix = "csharpier format {files}")] const string Csharpier = "csharpier check {files}";
            [Hook(Stages = HookStages.PreCommit)] const string {|HOOK0009:Test|} = "csharp:test";
        }
        """);

    [TestMethod]
    public Task Malformed_globs_and_circles_are_told_alone() => AnalyzerRun.VerifyAsync(
        """
        static class RepoHooks
        {
            [Hook(Writes = ["**/*.cs", {|HOOK0006:"a["|}])] const string A = "a";
            [Hook(Writes = ["**/*.cs"])] const string B = "b";
        }
        """);

    [TestMethod]
    public async Task What_cannot_be_proved_is_not_told()
    {
        var rest = new string('?', 24);
        var source = $$"""
            static class RepoHooks
            {
                [Hook(Files = ["x/?{{rest}}*"], Exclude = ["x/*a{{rest}}", "x/*b{{rest}}", "x/*[!ab]*"], Fix = "a {files}")] const string A = "a --check {files}";
                [Hook(Writes = ["x/**"])] const string B = "b";
            }
            """;
        (await AnalyzerRun.VerifyAsync(source)).ShouldBeEmpty();
    }

    [TestMethod]
    public Task A_place_of_an_item_that_there_is_not_is_no_place() => AnalyzerRun.VerifyAsync(
        """
        static class RepoHooks
        {
            [Hook(Files = [{|HOOK0006:"{item}/**"|}], Fix = "fix {files}")] const string A = "a {files}";
            [Hook(Writes = ["item/**"])] const string B = "b";
        }
        """);

    [TestMethod]
    public async Task The_warnings_obey_the_project()
    {
        var compilation = Project.Of(
            """static class RepoHooks { [Hook(Writes = ["a/*"])] const string A = "a"; [Hook(Writes = ["a/*"])] const string B = "b"; }""");
        var silenced = compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions([new("HOOK0008", ReportDiagnostic.Suppress)]));
        (await AnalyzerRun.RunAsync(silenced)).ShouldBeEmpty();
        var strict = compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions([new("HOOK0008", ReportDiagnostic.Error)]));
        (await AnalyzerRun.RunAsync(strict)).ShouldHaveSingleItem().Severity.ShouldBe(DiagnosticSeverity.Error);
        GeneratorRun.Of(strict).PlanText.ShouldNotContain("Refused=");
    }

    private static string Text(Location location) => location.SourceTree!.GetText().ToString(location.SourceSpan);
}
