using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Executing;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Commands;

/// <summary>Findings that are read as a hook declares it.</summary>
[TestClass]
public sealed class DeclaredProblemsTests
{
    private const string Sarif =
        """{"version":"2.1.0","runs":[{"results":[{"ruleId":"R","level":"error","message":{"text":"bad"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"a.js"},"region":{"startLine":3}}}]}]}]}""";

    [TestMethod]
    public async Task A_pattern_reads_lines_and_known_forms_are_read_as_before()
    {
        var found = await FoundAsync(@"^(?<file>[^:]+):(?<line>\d+):(?<column>\d+): (?<code>[A-Z]\d+) (?:\[(?<level>\w+)\] )?(?<text>.+)$", process => process.Write("""
            a.py:1:2: E501 line too long
            a.py:3:4: W605 [warning] odd escape
            a.py:5:6: N801 [note] not worth telling
            a.c:7:8: error: as gcc writes it
            nothing at all

            """));
        found.ShouldBe(["Error a.py(1,2) E501 line too long", "Warning a.py(3,4) W605 odd escape", "Error a.c(7,8)  as gcc writes it"]);
    }

    [TestMethod]
    public async Task A_report_is_read_that_the_command_wrote()
    {
        var found = await FoundAsync("out/*.sarif", process =>
        {
            var folder = Directory.CreateDirectory(Path.Combine(process.Asked.WorkingDirectory, "out")).FullName;
            File.WriteAllText(Path.Combine(folder, "a.sarif"), Sarif);
            File.WriteAllText(Path.Combine(folder, "b.sarif"), Sarif.Replace("a.js", "b.js", StringComparison.Ordinal));
        });
        found.ShouldBe(["Error a.js(3,0) R bad", "Error b.js(3,0) R bad"]);
    }

    [TestMethod]
    public async Task A_report_of_an_older_run_does_not_count_and_a_missing_one_is_told()
    {
        using ExecutorBench bench = new() { Launcher = FakeLauncher.ThatExits(1) };
        bench.MakeFolder("out");
        await File.WriteAllTextAsync(Path.Combine(bench.Root, "out", "a.sarif"), Sarif);
        Shown(bench, await bench.RunAsync(Hook("out/a.sarif"))).ShouldBe([$"Warning (0,0)  it wrote no report a.sarif into {Path.Combine(bench.Root, "out")}"]);
    }

    [TestMethod]
    [DataRow("nonsense", "it is neither SARIF nor a JUnit or TRX report")]
    [DataRow("{\"runs\":[", "its report cannot be read: ")]
    public async Task A_report_that_cannot_be_read_is_told(string content, string problem)
    {
        var found = await FoundAsync("a.sarif", process => File.WriteAllText(Path.Combine(process.Asked.WorkingDirectory, "a.sarif"), content));
        found.ShouldHaveSingleItem().ShouldContain(problem);
    }

    [TestMethod]
    public async Task A_report_that_is_none_hides_no_other()
    {
        var found = await FoundAsync("*.sarif", process =>
        {
            File.WriteAllText(Path.Combine(process.Asked.WorkingDirectory, "a.sarif"), "nonsense");
            File.WriteAllText(Path.Combine(process.Asked.WorkingDirectory, "b.sarif"), Sarif);
        });
        found.Count.ShouldBe(2);
        found.ShouldContain("Error a.js(3,0) R bad");
    }

    [TestMethod]
    public async Task A_pattern_that_is_too_slow_is_told_once_and_not_asked_again()
    {
        var found = await FoundAsync(@"^(?<text>(\w+\.?)+):$", process => process.Write(string.Concat(Enumerable.Repeat(new string('a', 60) + "\n", 1000))));
        found.ShouldHaveSingleItem().ShouldContain("Problems took more than a second for one line of output");
    }

    private static async Task<IReadOnlyList<string>> FoundAsync(string problems, Action<FakeProcess> run)
    {
        using ExecutorBench bench = new()
        {
            Launcher = new FakeLauncher
            {
                OnStart = process =>
                {
                    run(process);
                    process.Exit(1);
                },
            },
        };
        return Shown(bench, await bench.RunAsync(Hook(problems)));
    }

    private static PlannedHook Hook(string problems) => new() { Index = 0, Name = "Hook", Command = [["tool"]], Problems = problems };

    private static IReadOnlyList<string> Shown(ExecutorBench bench, HookReport report) =>
        [.. report.Findings.Select(finding =>
            $"{finding.Level} {(finding.File.Length == 0 ? "" : Path.GetRelativePath(bench.Root, finding.File))}({finding.Line},{finding.Column}) {finding.Code} {finding.Message}")];
}
