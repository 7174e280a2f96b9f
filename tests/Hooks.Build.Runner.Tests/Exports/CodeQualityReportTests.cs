using static Hooks.Build.Runner.Tests.Exports.Runs;
using static Hooks.Build.Runner.Tests.Output.Reports;

namespace Hooks.Build.Runner.Tests.Exports;

[TestClass]
public sealed class CodeQualityReportTests
{
    [TestMethod]
    public void Findings_and_failed_hooks_are_entries_with_file_line_and_severity() =>
        Read("gitlab", Of(Failed("Lint", Error()), Hook("Test", HookOutcome.TimedOut, "60 s"))).EnumerateArray()
            .Select(entry => (entry.GetProperty("check_name")
                .GetString(), entry.GetProperty("severity")
                    .GetString(), entry.GetProperty("location")
                        .GetProperty("path")
                        .GetString(), entry.GetProperty("location").GetProperty("lines").GetProperty("begin").GetInt32()))
            .ShouldBe([("X1", "major", "src/A.cs", 12), ("HOOK1001", "major", "build/RepoHooks.cs", 3), ("HOOK1002", "major", "build/RepoHooks.cs", 3)]);

    [TestMethod]
    public void Any_run_has_entries_that_are_whole_and_unique()
    {
        Random random = new(3);
        for (var i = 0; i < 300; i++)
        {
            var entries = Read("gitlab", Any(random)).EnumerateArray().ToList();
            entries.ShouldAllBe(entry => entry.GetProperty("description").GetString()!.Length > 0
                && entry.GetProperty("location").GetProperty("lines").GetProperty("begin").GetInt32() > 0);
            entries.Select(entry => entry.GetProperty("fingerprint").GetString()).ShouldBeUnique();
        }
    }
}
