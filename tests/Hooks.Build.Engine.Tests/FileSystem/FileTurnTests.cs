using System.Diagnostics;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.FileSystem;

[TestClass]
public sealed class FileTurnTests
{
    [TestMethod]
    public void One_has_it_at_a_time_and_nothing_is_left()
    {
        using TempFolder folder = new();
        var (inside, most) = (0, 0);
        _ = Parallel.For(0, 50, _ =>
        {
            using var turn = FileTurn.Take(folder.Path, "turn");
            most = Math.Max(most, Interlocked.Increment(ref inside));
            _ = Interlocked.Decrement(ref inside);
        });
        most.ShouldBe(1);
        Directory.GetFileSystemEntries(folder.Path).ShouldBeEmpty();
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux, IgnoreMessage = "Uses flock of util-linux.")]
    public void Who_is_killed_gives_it_back_and_leaves_nothing()
    {
        using TempFolder folder = new();
        using var other = Process.Start(new ProcessStartInfo("flock", [folder.Path, "sh", "-c", "echo has it; exec sleep 1000"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        other.StandardOutput.ReadLine().ShouldBe("has it");
        var taken = Task.Run(() => FileTurn.Take(folder.Path, "turn"));
        taken.IsCompleted.ShouldBeFalse();
        other.Kill(entireProcessTree: true);
        taken.GetAwaiter().GetResult().Dispose();
        Directory.GetFileSystemEntries(folder.Path).ShouldBeEmpty();
    }

    [TestMethod]
    public void A_folder_that_is_not_there_is_told() =>
        Should.Throw<IOException>(() => FileTurn.Take(Path.Combine(Path.GetTempPath(), "no", "such", "folder"), "turn").Dispose());
}
