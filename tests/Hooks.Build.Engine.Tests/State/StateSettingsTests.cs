using Hooks.Build.Engine.State;

namespace Hooks.Build.Engine.Tests.State;

[TestClass]
public sealed class StateSettingsTests
{
    private static readonly Dictionary<string, string> Nothing = new(StringComparer.Ordinal);

    public static IEnumerable<object[]> All => StateSettings.Names.Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(All))]
    public void A_setting_of_the_command_line_holds_once(string name) => StateSettings.GivenOnce(["Configuration", name], Nothing).ShouldBe(name);

    [TestMethod]
    [DynamicData(nameof(All))]
    public void A_setting_of_the_environment_holds_once_in_any_case(string name)
    {
        foreach (var spelled in new[] { name, name.ToUpperInvariant(), "h" + name[1..] })
        {
            StateSettings.GivenOnce([], new Dictionary<string, string>(StringComparer.Ordinal) { ["PATH"] = "/bin", [spelled] = "x" }).ShouldBe(spelled);
        }
    }

    [TestMethod]
    [DynamicData(nameof(All))]
    public void An_empty_variable_is_no_setting(string name) =>
        StateSettings.GivenOnce(["TargetFramework"], new Dictionary<string, string>(StringComparer.Ordinal) { [name] = "" }).ShouldBeNull();

    [TestMethod]
    [DataRow("HooksFix", true)]
    [DataRow("hooksfix", true)]
    [DataRow("HooksCSharpWorker", true)]
    [DataRow("HookStage", false)]
    [DataRow("HooksInstall", false)]
    [DataRow("HooksLogDirectory", false)]
    public void The_state_keeps_what_says_how_hooks_run(string name, bool isKept) => StateSettings.IsKept(name).ShouldBe(isKept);
}
