using System.Diagnostics;
using System.Runtime.Versioning;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.FileSystem;

[TestClass]
public sealed class FileTurnTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Turn => Path.Combine(_folder.Path, "turn");

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void One_has_it_at_a_time()
    {
        var (inside, most) = (0, 0);
        _ = Parallel.For(0, 50, _ =>
        {
            using var turn = FileTurn.Take(Turn);
            most = Math.Max(most, Interlocked.Increment(ref inside));
            _ = Interlocked.Decrement(ref inside);
        });
        most.ShouldBe(1);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux, IgnoreMessage = "Uses flock of util-linux.")]
    public void Who_is_killed_gives_it_back()
    {
        using (new HeldLock(Turn))
        {
            FileTurn.TryTake(Turn).ShouldBeNull();
        }

        FileTurn.Take(Turn).Dispose();
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux, IgnoreMessage = "Uses flock of util-linux.")]
    public void Who_locks_the_folder_holds_up_nobody()
    {
        using HeldLock other = new(_folder.Path);
        using var turn = FileTurn.TryTake(Turn).ShouldNotBeNull();
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Links need a right there, and cat is no program of it.")]
    public void It_ends_with_its_process_though_children_live_on()
    {
        Process child;
        using (FileTurn.Take(Turn))
        {
            child = Process.Start(new ProcessStartInfo("cat") { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false })!;
            child.StandardInput.WriteLine("runs");
            child.StandardInput.Flush();
            child.StandardOutput.ReadLine().ShouldBe("runs");
        }

        using (child)
        {
            FileTurn.TryTake(Turn).ShouldNotBeNull().Dispose();
            child.Kill();
        }
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Links need a right there.")]
    public void It_is_one_by_whatever_way_its_folder_is_reached()
    {
        using TempFolder elsewhere = new();
        var link = Path.Combine(elsewhere.Path, "link");
        _ = Directory.CreateSymbolicLink(link, _folder.Path);
        using var turn = FileTurn.Take(Turn);
        FileTurn.TryTake(Path.Combine(link, "turn")).ShouldBeNull();
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Links need a right there.")]
    public void A_link_in_its_place_is_not_followed()
    {
        var target = Path.Combine(_folder.Path, "target");
        _ = File.CreateSymbolicLink(Turn, target);
        Should.Throw<UnauthorizedAccessException>(() => FileTurn.Take(Turn)).Message.ShouldContain("is in the way");
        File.Exists(target).ShouldBeFalse();
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "It has no such modes.")]
    [UnsupportedOSPlatform("windows")]
    [DataRow("rwxr-xr-x", "rw-------")]
    [DataRow("rwxrwxr-x", "rw-rw----")]
    [DataRow("rwxrwx---", "rw-rw----")]
    [DataRow("rwxrwxrwx", "rw-rw-rw-")]
    public void Who_may_write_into_its_folder_can_take_it_whatever_the_umask_says(string folder, string expected)
    {
        File.SetUnixFileMode(_folder.Path, Mode(folder));
        FileTurn.Take(Turn).Dispose();
        File.GetUnixFileMode(Turn).ShouldBe(Mode(expected));
        File.SetUnixFileMode(Turn, Mode("rw-r-----"));
        FileTurn.Take(Turn).Dispose();
        File.GetUnixFileMode(Turn).ShouldBe(Mode(expected));

        static UnixFileMode Mode(string text) => (UnixFileMode)text.Aggregate(0, (mode, letter) => (mode << 1) | (letter == '-' ? 0 : 1));
    }

    [TestMethod]
    public void A_folder_that_is_not_there_is_told() =>
        Should.Throw<IOException>(() => FileTurn.Take(Path.Combine(_folder.Path, "no", "such", "turn")).Dispose());
}
