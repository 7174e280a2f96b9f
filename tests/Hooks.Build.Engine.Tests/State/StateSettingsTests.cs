using System.Text.RegularExpressions;
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
    public void Every_setting_that_the_targets_hand_to_the_state_is_one()
    {
        // Where the sources are not beside the tests there is nothing to compare with.
        if (Targets() is not { } file)
        {
            Assert.Inconclusive("the targets are not there");
            return;
        }

        var text = File.ReadAllText(file);
        var settings = Regex.Match(text, "<_HooksSettings>(.*?)</_HooksSettings>", RegexOptions.Singleline, TimeSpan.FromSeconds(10)).Groups[1].Value;
        var names = Regex.Matches(settings, "(?:^|;)(\\w+)=", RegexOptions.None, TimeSpan.FromSeconds(10)).Select(match => match.Groups[1].Value).ToList();
        names.Count.ShouldBeGreaterThan(10);
        names.ShouldBeSubsetOf(StateSettings.Names);
    }

    private static string? Targets()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "targets", "Hooks.Build.targets")))
            {
                return Path.Combine(folder, "targets", "Hooks.Build.targets");
            }
        }

        return null;
    }
}
