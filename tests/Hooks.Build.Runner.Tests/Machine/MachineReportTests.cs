using System.Runtime.Versioning;
using System.Text.Json;
using System.Xml.Linq;
using Hooks.Build.Engine.State;
using Hooks.Build.Engine.Statistics;
using Hooks.Build.Runner.Hosting;
using Hooks.Build.Runner.Machine;
using Hooks.Build.Runner.Output;
using Hooks.Build.Runner.Projects;
using Hooks.Build.Runner.Tests.Doors;
using Hooks.Build.Runner.Tests.LogReports;
using Hooks.Build.Runner.Tests.Serving;
using static Hooks.Build.Runner.Tests.Documentation.Repository;

namespace Hooks.Build.Runner.Tests.Machine;

[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Looks at permissions.")]
[UnsupportedOSPlatform("windows")]
public sealed class MachineReportTests : IDisposable
{
    private const string Docs = "docs/report.md";
    private static readonly DateTimeOffset Now = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);
    private readonly TemporaryFolder _folder = new();

    private ProjectRegister Register => ProjectRegister.Of(name => name == (OperatingSystem.IsMacOS() ? "HOME" : "XDG_STATE_HOME") ? _folder.Path : null)!;

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void There_are_rows_for_each_repository_and_its_hooks_the_most_time_first()
    {
        Add("small", 2);
        Add("large", 12);
        var text = Text();
        text[0].ShouldStartWith("2 repositories, 14 runs since ");
        text.Where(line => line.StartsWith(_folder.Path, StringComparison.Ordinal)).Select(Columns).ShouldBe(
        [
            $"{_folder.Path}/large / PreCommit / 12 / 24.0 s / 2.0 s / 2.0 s / 2.0 s / 0 / 0 / 1.00 / -",
            $"{_folder.Path}/small / PreCommit / 2 / 4.0 s / 2.0 s / 2.0 s / 2.0 s / 0 / 0 / 1.00 / -",
            $"{_folder.Path}/large / Test / PreCommit / 12 / 24.0 s / 2.0 s / 2.0 s / 2.0 s / 0 / 0 / - / 5 ms / 1.5 / - / ████████████",
            $"{_folder.Path}/small / Test / PreCommit / 2 / 4.0 s / 2.0 s / 2.0 s / 2.0 s / 0 / 0 / - / 5 ms / 1.5 / - / ██",
        ]);
    }

    [TestMethod]
    public void Projects_of_one_repository_are_one_and_one_log_is_read_once()
    {
        Add("one", 2);
        Add("one", 0, project: "other/Hooks.csproj");
        Report().Repositories.ShouldHaveSingleItem().History.Runs.Count.ShouldBe(2);
    }

    [TestMethod]
    public void A_project_that_is_gone_is_told_once_and_forgotten()
    {
        Add("there", 2);
        Add("gone", 2);
        Directory.Delete(Path.Combine(_folder.Path, "gone"), recursive: true);
        Report().Notes.ShouldHaveSingleItem().ShouldBe($"1 project is gone and not known any more: {_folder.Path}/gone/build/Hooks.csproj");
        Report().Notes.ShouldBeEmpty();
    }

    [TestMethod]
    public void A_project_without_a_state_stays_known()
    {
        Add("there", 2);
        File.Delete(Path.Combine(_folder.Path, "there/build/obj/hooks.state"));
        Report().Notes.ShouldHaveSingleItem().ShouldStartWith("1 project has no state of its build");
        Report().Notes.ShouldHaveSingleItem();
    }

    [TestMethod]
    public void Where_nothing_is_known_it_says_how_projects_become_known()
    {
        Report().Notes.ShouldHaveSingleItem().ShouldStartWith("no project is known on this machine yet");
        MachineReport.Make(register: null, Query).Notes.ShouldHaveSingleItem().ShouldStartWith("no project is known on this machine yet");
    }

    [TestMethod]
    public void A_folder_that_others_may_enter_is_told_and_not_read()
    {
        Add("there", 2);
        File.SetUnixFileMode(Register.Folder, (UnixFileMode)0x1FF);
        Report().Repositories.ShouldBeEmpty();
        Report().Notes.ShouldHaveSingleItem().ShouldContain("is not a folder that this user alone may enter");
    }

    [TestMethod]
    public void Links_are_not_followed_and_a_log_of_a_gigabyte_is_read_at_its_end()
    {
        Add("there", 2);
        Add("linked", 2);
        Add("large", 2);
        var linked = Path.Combine(_folder.Path, "linked/build/obj/hooks");
        Directory.Delete(linked, recursive: true);
        _ = Directory.CreateSymbolicLink(linked, Path.Combine(_folder.Path, "there/build/obj/hooks"));
        var log = Path.Combine(_folder.Path, "large/build/obj/hooks/runs.jsonl");
        using (var file = File.OpenWrite(log))
        {
            file.SetLength(1L << 30);
        }

        File.AppendAllLines(log, ReportTests.Log(3).Prepend(""));
        var report = Report();
        report.Repositories.Select(repository => (Path.GetFileName(repository.Root), repository.History.Runs.Count)).ShouldBe([("large", 3), ("there", 2)]);
        report.Notes.ShouldContain($"{linked} is not a folder of this user, so that its log is not read");
        report.Notes.ShouldContain(note => note.StartsWith($"of the log of {_folder.Path}/large ", StringComparison.Ordinal)
            && note.Contains("longer than a log gets", StringComparison.Ordinal));
    }

    [TestMethod]
    public void A_state_that_is_of_another_project_is_not_believed()
    {
        Add("there", 2);
        File.WriteAllText(Path.Combine(_folder.Path, "Other.csproj"), "<Project />");
        Register.Add(new ProjectPlace(Path.Combine(_folder.Path, "Other.csproj"), Path.Combine(_folder.Path, "there/build/obj/hooks.state")));
        Report().Repositories.ShouldHaveSingleItem();
        Report().Notes.ShouldHaveSingleItem().ShouldContain("Other.csproj");
    }

    [TestMethod]
    public void The_documentation_has_the_fields_that_are_written()
    {
        Add("there", 12);
        using var json = JsonDocument.Parse(MachineJson.Write(Report()));
        Code(Documentation.Repository.Text(Docs).Split("\nAs JSON: ")[2].Split('\n')[0])
            .ShouldBe(json.RootElement.EnumerateObject().Select(field => field.Name), ignoreOrder: true);
        Names(Docs, "| Field of a repository |")
            .ShouldBe(json.RootElement.GetProperty("repositories")[0].EnumerateObject().Select(field => field.Name), ignoreOrder: true);
    }

    [TestMethod]
    public void The_page_shows_names_as_text_and_its_policy_lets_nothing_in()
    {
        Add("<script>alert(1)</script>&\"", 2, log => log.Replace("\"Test\"", "\"<img src=x onerror=alert(1)>\\u202e\"", StringComparison.Ordinal));
        var page = MachinePage.Of(Report());
        page.ShouldNotContain("<script");
        page.ShouldNotContain("<img");
        page.ShouldContain("&lt;img src=x onerror=alert(1)&gt;&lt;U+202E&gt;");
        page.ShouldContain("default-src 'none'");

        // All but what HTML does not close is well formed.
        var body = XElement.Parse(page[page.IndexOf("<body>", StringComparison.Ordinal)..page.IndexOf("</html>", StringComparison.Ordinal)]);
        body.Descendants("tbody").First().Elements("tr").ShouldHaveSingleItem().Elements("td").Count().ShouldBe(11);
    }

    [TestMethod]
    public void A_narrow_terminal_is_never_written_over_its_edge()
    {
        Add("there", 2);
        foreach (var width in (int[])[60, 79, 120])
        {
            MachineText.Lines(Report(), width, (_, text) => text).ShouldAllBe(line => DisplayWidth.Of(line) <= width);
        }
    }

    [TestMethod]
    public void The_real_program_tells_it_from_any_folder_and_says_what_does_not_go_together()
    {
        var elsewhere = Path.Combine(_folder.Path, "elsewhere");
        _ = Directory.CreateDirectory(elsewhere);
        var (code, output) = UiProgram.Run(elsewhere, "report", "--machine", "--hook", "Lint");
        code.ShouldBe(ExitCodes.WrongUse);
        output.ShouldContain("--machine is about all repositories: leave out --agents, --hook and --project");
        UiProgram.Run(elsewhere, "report", "--machine", "--html", "page.html").ExitCode.ShouldBe(ExitCodes.Passed);
        File.ReadAllText(Path.Combine(elsewhere, "page.html")).ShouldContain("Hooks on this machine");
    }

    private static ReportQuery Query => new() { Now = Now, Since = Now - TimeSpan.FromDays(7) };

    private MachineReport Report() => MachineReport.Make(Register, Query);

    private List<string> Text() => [.. MachineText.Lines(Report(), int.MaxValue, (_, text) => text)];

    private static string Columns(string line) => string.Join(" / ", line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    // A repository with a project that was built, and a log.
    private void Add(string name, int runs, Func<string, string>? change = null, string project = "build/Hooks.csproj")
    {
        var root = Path.Combine(_folder.Path, name);
        var file = Path.Combine(root, project);
        var logs = Path.Combine(root, "build/obj/hooks");
        _ = Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        _ = Directory.CreateDirectory(logs);
        File.WriteAllText(file, "<Project />");
        if (runs > 0)
        {
            File.WriteAllLines(Path.Combine(logs, "runs.jsonl"), ReportTests.Log(runs).Select(line => change?.Invoke(line) ?? line));
        }

        PlanState state = new() { Assembly = file, RepositoryRoot = root, Project = file, LogDirectory = logs };
        ProjectPlace place = new(file, Path.Combine(Path.GetDirectoryName(file)!, "obj", "hooks.state"));
        PlanStateFile.Write(place.StateFile, PlanInputs.Stamp(state, [], [file], [], watchesFolders: false, Now));
        Register.Add(place);
    }
}
