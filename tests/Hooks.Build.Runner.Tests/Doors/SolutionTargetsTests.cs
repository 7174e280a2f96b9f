using System.Text;
using Hooks.Build.Runner.Doors;

namespace Hooks.Build.Runner.Tests.Doors;

[TestClass]
public sealed class SolutionTargetsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SolutionTargetsTests()
    {
        _ = Directory.CreateDirectory(In("build"));
        File.WriteAllText(In("build/Hooks.csproj"), "");
        File.WriteAllText(In("All.slnx"), "<Solution />");
    }

    private string Targets => In("Directory.Solution.targets");

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void An_older_file_that_lacks_targets_is_told_and_becomes_what_is_written_today()
    {
        Offer(write: true).ShouldHaveSingleItem().ShouldContain("is written");
        var today = File.ReadAllText(Targets);
        File.WriteAllText(Targets, Without(today, "LockHooks", "HookReport"));

        var before = File.ReadAllText(Targets);
        Offer(write: false)
            .ShouldBe(
                [$"{Targets} is older and does not have HookReport, LockHooks, so that the solution does not either (MSB4057): -p:HooksWriteSolutionTargets=true adds them"]);
        File.ReadAllText(Targets).ShouldBe(before);

        Offer(write: true).ShouldHaveSingleItem().ShouldContain("has HookReport, LockHooks now");
        File.ReadAllText(Targets).Split('\n').Order().ShouldBe(today.Split('\n').Order());
        Offer(write: false).ShouldBeEmpty();
        Offer(write: true).ShouldBeEmpty();
    }

    [TestMethod]
    public void What_somebody_wrote_into_it_stays_byte_for_byte()
    {
        const string Own = "<!-- \u00FC -->\r\n  <Target Name=\"Mine\" />\r\n";
        var text =
            $"<Project>\r\n{Own}  <Target Name=\"InstallHooks\"><MSBuild Projects=\"build/Hooks.csproj\" Targets=\"InstallHooks\" /></Target>\r\n</Project>\r\n";
        File.WriteAllBytes(Targets, [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)]);
        _ = Offer(write: true).ShouldHaveSingleItem();
        var written = File.ReadAllBytes(Targets);
        written.AsSpan().StartsWith(Encoding.UTF8.Preamble).ShouldBeTrue();
        var now = Encoding.UTF8.GetString(written.AsSpan(3));
        now.ShouldStartWith("<Project>\r\n" + Own);
        now.ShouldContain("  <Target Name=\"LockHooks\"><MSBuild Projects=\"build/Hooks.csproj\" Targets=\"LockHooks\" /></Target>\r\n");
        now.Replace("\r\n", "", StringComparison.Ordinal).ShouldNotContain("\n");
        _ = System.Xml.Linq.XDocument.Parse(now);
    }

    [TestMethod]
    public void Of_a_file_that_asks_in_another_form_is_told_what_it_lacks_and_it_is_left_as_it_is()
    {
        const string Other = "<Project><Target Name=\"InstallHooks\"><CallTarget Targets=\"Other\" /></Target></Project>";
        File.WriteAllText(Targets, Other);
        Offer(write: true).ShouldHaveSingleItem().ShouldContain("does not have RunHooks, ");
        Offer(write: false).ShouldHaveSingleItem().ShouldContain("add them as InstallHooks is there");
        File.ReadAllText(Targets).ShouldBe(Other);
    }

    [TestMethod]
    public void What_stands_in_a_comment_is_not_there_and_nothing_is_written_into_one()
    {
        var comment = $"<!--\n{OursAlone}-->\n";
        File.WriteAllText(Targets, $"<Project>\n{comment}</Project>\n");
        Offer(write: true).ShouldHaveSingleItem().ShouldContain("exists and is left as it is");
        File.WriteAllText(Targets, $"<Project>\n{comment}{OursAlone}</Project>\n");
        Offer(write: true).ShouldHaveSingleItem().ShouldContain("has RunHooks, ");
        File.ReadAllText(Targets).ShouldStartWith($"<Project>\n{comment}  <Target Name=\"RunHooks\">");
        Offer(write: true).ShouldBeEmpty();
    }

    [TestMethod]
    public void A_file_in_UTF_16_that_has_all_lacks_nothing()
    {
        _ = Offer(write: true);
        File.WriteAllText(Targets, File.ReadAllText(Targets), Encoding.Unicode);
        Offer(write: true).ShouldBeEmpty();
        Offer(write: false).ShouldBeEmpty();
    }

    [TestMethod]
    public void What_holds_for_two_solutions_is_told_once()
    {
        _ = Directory.CreateDirectory(In("src"));
        File.WriteAllText(In("src/Some.slnx"), "<Solution />");
        File.WriteAllText(Targets, $"<Project>\n{OursAlone}</Project>\n");
        Offer(write: false).ShouldHaveSingleItem().ShouldContain("is older and does not have RunHooks, ");
    }

    private const string OursAlone = "  <Target Name=\"InstallHooks\"><MSBuild Projects=\"build/Hooks.csproj\" Targets=\"InstallHooks\" /></Target>\n";

    private static string Without(string text, params string[] targets) =>
        string.Join('\n', text.Split('\n').Where(line => !targets.Any(target => line.Contains($"\"{target}\"", StringComparison.Ordinal))));

    private string In(string name) => Path.Combine(_folder.Path, name);

    private IReadOnlyList<string> Offer(bool write) => SolutionTargets.Offer(_folder.Path, In("build/Hooks.csproj"), write);
}
