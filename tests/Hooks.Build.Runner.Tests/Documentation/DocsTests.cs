using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Hooks.Build.Engine.Model;
using Hooks.Build.Plan;
using Hooks.Build.Runner.Commands;
using Hooks.Build.Runner.Hosting;
using Hooks.Build.Runner.Mcp;
using Hooks.Build.Runner.Output;
using Hooks.Build.Runner.Tests.Output;
using static Hooks.Build.Runner.Tests.Documentation.Repository;

namespace Hooks.Build.Runner.Tests.Documentation;

/// <summary>Each table of the documentation says what the code does that it describes.</summary>
[TestClass]
public sealed partial class DocsTests
{
    private const string Runner = "docs/runner.md";

    [GeneratedRegex("(?:\"|error |warning )(HOOK[0-9]{4})", RegexOptions.None, 10000)]
    private static partial Regex Id();

    [GeneratedRegex("dotnet (?:build|msbuild) [^`]*-(?:t:[A-Za-z]*Hooks?[A-Za-z]*|p:Hooks[A-Za-z]+)", RegexOptions.None, 10000)]
    private static partial Regex TargetCommand();

    [TestMethod]
    public void Every_diagnostic_of_the_code_is_in_the_table_and_no_other() =>
        Table("docs/diagnostics.md", "| Id |").Select(row => row[0])
            .ShouldBe(
                Sources().SelectMany(text => Id().Matches(text)).Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal), ignoreOrder: true);

    [TestMethod]
    public void The_commands_are_those_of_the_program() =>
        Table(Runner, "| Command |").Select(row => row[0].Trim('`').Split(' ')[1])
            .ShouldBe([.. HooksCommandLine.Create().Subcommands.Select(command => command.Name), "agent", "git-hook", "door"], ignoreOrder: true);

    [TestMethod]
    public void The_tools_of_the_mcp_server_and_their_arguments_are_those_that_it_has()
    {
        using var tools = McpTools.Read();
        Table("docs/agents.md", "| Tool |").Select(row => $"{row[0]}: {row[1]}")
            .ShouldBe(tools.All.EnumerateArray()
                .Select(tool =>
                    $"`{tool.GetProperty("name")}`: {string.Join(", ", tool.GetProperty("inputSchema").GetProperty("properties").EnumerateObject().Select(property => $"`{property.Name}`"))}"));
    }

    [TestMethod]
    public void The_options_of_run_are_those_of_the_program() =>
        Names(Runner, "| Option of `run` |").Where(name => name.StartsWith("--", StringComparison.Ordinal)).Select(name => name.Split(' ')[0])
            .ShouldBe(RunCommand.Create().Options.Select(option => option.Name), ignoreOrder: true);

    [TestMethod]
    public void The_table_of_exit_codes_has_each_of_them()
    {
        var text = Text(Runner);
        var table = text[text.IndexOf("## Exit codes", StringComparison.Ordinal)..text.IndexOf("## Formats", StringComparison.Ordinal)];
        table.Split('\n')
            .Select(line => line.Trim('|', ' ').Split(' ')[0])
            .Where(cell => int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Select(cell => int.Parse(cell, CultureInfo.InvariantCulture))
            .ShouldBe(
                typeof(ExitCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (int)field.GetRawConstantValue()!), ignoreOrder: true);
    }

    [TestMethod]
    public void The_fields_of_a_run_are_those_that_are_written()
    {
        using var json = Written();
        Names(Runner, "| `run` |").ShouldBe(json.RootElement.GetProperty("run").EnumerateObject().Select(field => field.Name), ignoreOrder: true);
        Code(Table(Runner, "| `run` |").Single(row => row[0] == "`counts`")[1])
            .ShouldBe(json.RootElement.GetProperty("run").GetProperty("counts").EnumerateObject().Select(field => field.Name), ignoreOrder: true);
    }

    [TestMethod]
    public void The_fields_of_a_hook_are_those_that_are_written()
    {
        using var json = Written();
        var hook = json.RootElement.GetProperty("hooks")[0];
        Names(Runner, "| hook |").ShouldBe(hook.EnumerateObject().Select(field => field.Name), ignoreOrder: true);
        var findings = Table(Runner, "| hook |").Single(row => row[0] == "`findings`")[1];
        Code(findings)
            .Except(Enum.GetNames<HookFindingLevel>(), StringComparer.Ordinal)
            .ShouldBe(hook.GetProperty("findings")[0].EnumerateObject().Select(field => field.Name), ignoreOrder: true);
        Code(findings).Intersect(Enum.GetNames<HookFindingLevel>(), StringComparer.Ordinal).ShouldBe(Enum.GetNames<HookFindingLevel>(), ignoreOrder: true);
        Values("outcome").ShouldBe(Enum.GetNames<HookOutcome>(), ignoreOrder: true);
        Values("source").ShouldBe(Enum.GetNames<ResultSource>(), ignoreOrder: true);
    }

    [TestMethod]
    public void What_becomes_of_a_working_copy_is_told_in_full() =>
        Code(Table(Runner, "| `run` |").Single(row => row[0] == "`repaired`")[1]).Intersect(Enum.GetNames<WorkingCopyFix>(), StringComparer.Ordinal)
            .ShouldBe(Enum.GetNames<WorkingCopyFix>(), ignoreOrder: true);

    [TestMethod]
    public void The_kinds_of_hooks_in_a_list_are_those_that_are_written()
    {
        var text = Text(Runner);
        var from = text.IndexOf("`kind` (", text.IndexOf("`list --format json`", StringComparison.Ordinal), StringComparison.Ordinal);
        Code(text[(from + 6)..text.IndexOf(')', from)])
            .Select(kind => kind.ToUpperInvariant())
            .ShouldBe(Enum.GetNames<HookKind>().Select(name => name.ToUpperInvariant()), ignoreOrder: true);
    }

    [TestMethod]
    public void The_stages_of_git_are_those_that_are_installed() =>
        Table("docs/install.md", "| Stage |")
            .Select(row => (row[0].Trim('`'), row[1].Trim('`')))
            .ShouldBe(Engine.Settings.GitHooks.All.Select(hook => (hook.Stage.ToString(), hook.Name)), ignoreOrder: true);

    [TestMethod]
    public void A_command_that_builds_a_target_of_hooks_says_of_which_project() =>
        Directory.GetFiles(PathOf("docs"), "*.md", SearchOption.AllDirectories).Append(PathOf("README.md")).SelectMany(File.ReadLines)
            .SelectMany(line => TargetCommand().Matches(line))
            .Select(match => match.Value)
            .Where(command => !command.Contains("proj", StringComparison.Ordinal) && !command.Contains(".sln", StringComparison.Ordinal))
            .ShouldBeEmpty();

    private static IEnumerable<string> Values(string field) => Code(Table(Runner, "| hook |").Single(row => row[0] == $"`{field}`")[1]);

    private static JsonDocument Written() => JsonDocument.Parse(Reports.Written(terminal =>
    {
        using JsonOutput output = new(
            new EventStream(terminal), new RunRequest { RepositoryRoot = "/repository", LogDirectory = "/repository/logs" }, byLines: false);
        output.End(Reports.Run(Reports.Hook("Lint", HookOutcome.Failed, "exit code 3") with { Findings = [Reports.Error()] }));
    }));
}
