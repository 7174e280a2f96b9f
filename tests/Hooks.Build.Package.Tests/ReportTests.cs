using System.Text.Json;
using Hooks.Build.Package.Tests.Kit;

namespace Hooks.Build.Package.Tests;

/// <summary>What commits and builds leave in the log is told by the program and by the target.</summary>
[TestClass]
public sealed class ReportTests
{
    private const string Members = """
        [Hook(Stages = HookStages.PreCommit, Retries = 1, Cache = false)] const string Once = "sh -c 'test ! -e flaky || {{ rm flaky; exit 1; }}'";
        [Hook(Stages = HookStages.PreCommit, Files = ["**/*.txt"])] const string Words = "sh -c '! grep -l bad \"$@\"' sh {files}";
        """;

    [TestMethod]
    public async Task Three_commits_are_told_as_text_as_JSON_and_by_the_target()
    {
        var built = await TestRepository.CreateBuiltAsync(Members);
        (await Hooks("report")).ShouldExitWith(0).Output.ShouldContain("note: there is no log of runs yet in ");

        var repository = await CommitRepository.OfAsync(built);
        _ = (await built.TargetAsync("InstallHooks")).ShouldExitWith(0);
        await repository.GitAsync("checkout", "--quiet", "-b", "topic");
        await repository.StageAsync("a.txt", "good");
        _ = (await repository.CommitAsync()).ShouldExitWith(0);
        await repository.StageAsync("b.txt", "bad");
        _ = (await repository.CommitAsync()).ShouldExitWith(1);
        repository.Write("flaky", "");
        await repository.StageAsync("b.txt", "better");
        _ = (await repository.CommitAsync()).ShouldExitWith(0);

        var text = (await Hooks("report", "--stage", "pre-commit")).ShouldExitWith(0);
        text.Lines.ShouldContain(line => line.StartsWith("3 runs since ", StringComparison.Ordinal), text.Output);
        text.Lines.ShouldContain(line => line.StartsWith("Words ", StringComparison.Ordinal) && line.Contains(" 33 % ", StringComparison.Ordinal), text.Output);

        using var json = JsonDocument.Parse((await Hooks("report", "--branch", "topic", "--format", "json")).ShouldExitWith(0).Output);
        json.RootElement.GetProperty("runs").GetInt32().ShouldBe(3);
        var hooks = json.RootElement.GetProperty("hooks").EnumerateArray().ToDictionary(hook => hook.GetProperty("name").GetString()!, StringComparer.Ordinal);
        (hooks["Words"].GetProperty("verdicts").GetInt32(), hooks["Words"].GetProperty("failed").GetInt32()).ShouldBe((3, 1));
        (hooks["Once"].GetProperty("verdicts").GetInt32(), hooks["Once"].GetProperty("passedOnRetry").GetInt32()).ShouldBe((3, 1));
        (await Hooks(
            "report", "--branch", "other", "--format", "json")).ShouldExitWith(0).Output.ShouldContain("none of the 3 runs in the log is what was asked for");

        // A build has made it known.
        (await Hooks("report", "--machine")).ShouldExitWith(0).Lines.ShouldContain(line => line.StartsWith(built.Root, StringComparison.Ordinal)
            && line.Contains(" PreCommit ", StringComparison.Ordinal));

        (await Hooks("report", "--html", "out/page.html")).ShouldExitWith(0).Output.ShouldContain("3 runs since ");
        built.Read("out/page.html").ShouldStartWith("<!DOCTYPE html>");
        (await Hooks("report", "--html", ".")).ShouldExitWith(2).Output.ShouldContain("--html is '.', which is a folder and no file");

        (await Hooks("report", "--hook", "Wrods")).ShouldExitWith(2).Output.ShouldContain("did you mean 'Words'?");
        (await built.TargetAsync(
            "HookReport",
            "-p:HookFilter=Words",
            "-p:HookReportPage=page.html")).ShouldExitWith(0).Lines.ShouldContain(line => line.StartsWith("Words ", StringComparison.Ordinal));
        built.Has("build/page.html").ShouldBeTrue();
        (await built.TargetAsync("HookReport", "-p:HookReportSince=never"))
            .ShouldExitWith(1).Errors.ShouldHaveSingleItem()
            .ShouldContain("error HOOK9002: HookReportSince is 'never'; allowed: ");

        Task<SdkRun> Hooks(params string[] arguments) => built.DotnetAsync([RunnerTests.RunnerOf(built), .. arguments]);
    }
}
