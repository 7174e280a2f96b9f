using Hooks.Build.Catalog;

namespace Hooks.Build.Checks.Tests.Documentation;

/// <summary>What is written of the ready-made hooks is true: the table in docs/checks.md (<c>UPDATE_BASELINES=1</c> writes it) and the constants.</summary>
[TestClass]
public sealed class CheckTableTests
{
    private const string Begin = "<!-- The table below is written by CheckTableTests with UPDATE_BASELINES=1. -->\n\n";
    private const string End = "\n<!-- The end of the table. -->\n";
    private const string BeginSecrets = "<!-- The formats below are written by CheckTableTests with UPDATE_BASELINES=1. -->\n\n";
    private const string EndSecrets = "\n<!-- The end of the formats. -->\n";

    [TestMethod]
    public void The_table_in_the_documentation_is_that_of_the_catalogue() => DocumentedTable.ShouldBeWritten(Begin, End, CheckTable.Text());

    [TestMethod]
    public void The_formats_of_secrets_in_the_documentation_are_those_of_the_check() =>
        DocumentedTable.ShouldBeWritten(BeginSecrets, EndSecrets, SecretTable.Text());

    [TestMethod]
    public void The_constants_are_the_commands_of_the_ready_made_hooks()
    {
        var tools = HookConstants.All.Select(constant => constant.Command.Split(':')[0]).ToHashSet(StringComparer.Ordinal);
        tools.ShouldContain("hooks");

        HookConstants.All.Select(constant => constant.Command)
            .ShouldBe(HookCatalog.All.Where(hook => tools.Contains(hook.Tool)).Select(hook => hook.Command), ignoreOrder: true);
    }

    [TestMethod]
    public void A_constant_is_named_as_its_hook()
    {
        foreach (var (name, command) in HookConstants.All)
            name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..]
                .ShouldBe(
                    command[(command.IndexOf(':', StringComparison.Ordinal) + 1)..].Replace("-", "", StringComparison.Ordinal), StringCompareShould.IgnoreCase);
    }

    [TestMethod]
    public void The_hooks_of_coding_agents_have_their_constants_and_are_told_of_with_all_their_arguments()
    {
        var constants = typeof(AgentHooks).GetFields()
            .Select(field => (Name: $"{nameof(AgentHooks)}.{field.Name}", Command: (string)field.GetRawConstantValue()!))
            .ToList();
        constants.Select(constant => constant.Command).ShouldBe(GuardHooks.All.Select(hook => hook.Command), ignoreOrder: true);
        var page = File.ReadAllText(Path.Combine(DocumentedTable.Docs, "agents.md"));
        foreach (var hook in GuardHooks.All)
        {
            var (name, command) = constants.Single(constant => constant.Command == hook.Command);
            name.Replace(nameof(AgentHooks) + ".", "", StringComparison.Ordinal)
                .ShouldBe(command[6..].Replace("-", "", StringComparison.Ordinal), StringCompareShould.IgnoreCase);
            page.ShouldContain($"| `{name}` |");
            hook.Options.ShouldAllBe(option => page.Contains("`" + option.Name, StringComparison.Ordinal));
        }
    }
}
