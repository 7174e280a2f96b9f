using Hooks.Build.Engine.History;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.History;

[TestClass]
public sealed class LogRotationTests
{
    [TestMethod]
    public void A_full_log_is_put_aside_and_still_read()
    {
        using RunLogBench bench = new();
        bench.Append(RunLogBench.Report(Make.Hook("Old"), 1));
        Fill(bench);
        bench.Append(RunLogBench.Report(Make.Hook("New"), 1));
        new FileInfo(bench.Path).Length.ShouldBeLessThan(2000);
        bench.Read().Records.OfType<LoggedHook>().Select(hook => hook.Hook).ShouldBe(["Old", "New"]);
    }

    [TestMethod]
    public void The_oldest_files_go()
    {
        using RunLogBench bench = new();
        for (var i = 0; i < RunLogFormat.OldFiles + 3; i++)
        {
            bench.Append(RunLogBench.Report(Make.Hook($"H{i}"), 1));
            Fill(bench);
        }

        bench.Read().Records.OfType<LoggedHook>().Select(hook => hook.Hook).ShouldBe(["H2", "H3", "H4", "H5"]);
        Directory.GetFiles(bench.Folder, "runs*.jsonl").Length.ShouldBe(RunLogFormat.OldFiles + 1);
    }

    [TestMethod]
    public async Task Of_those_that_find_it_full_at_the_same_time_one_puts_it_aside()
    {
        using RunLogBench bench = new();
        bench.Append(RunLogBench.Report(Make.Hook("Old"), 1));
        Fill(bench);
        await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => bench.Append(RunLogBench.Report(Make.Hook($"H{i}"), 1)))));
        File.Exists(RunLogFormat.PathOf(bench.Folder, age: 2)).ShouldBeFalse();
        bench.Read().Records.OfType<LoggedHook>().Count().ShouldBe(17);
    }

    [TestMethod]
    public void While_another_process_rotates_the_log_grows_on()
    {
        using RunLogBench bench = new();
        Fill(bench);
        using (new FileStream(Path.Combine(bench.Folder, "runs.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            bench.Append(RunLogBench.Report(Make.Hook("A"), 1));
        }

        File.Exists(RunLogFormat.PathOf(bench.Folder, age: 1)).ShouldBeFalse();
        bench.Read().Records.Count.ShouldBe(2);
    }

    // Blank lines say nothing and take room.
    private static void Fill(RunLogBench bench) => File.AppendAllText(bench.Path, new string('\n', (int)RunLogFormat.MostBytes));
}
