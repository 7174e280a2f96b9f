using System.Runtime.Versioning;
using Hooks.Build.Engine.Caching.Results;
using Hooks.Build.Engine.Caching.Store;
using Hooks.Build.Engine.Tests.Caching.Store;

namespace Hooks.Build.Engine.Tests.Caching.Results;

/// <summary>Files that a hook wrote come back as they were, or nothing changes.</summary>
[TestClass]
public sealed class OutputTests : IDisposable
{
    private readonly StoreBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [TestMethod]
    public void Files_come_back_with_their_folders()
    {
        var outputs = _bench.Remember(1, ("out/deep/a.txt", "a"), ("b.txt", ""));
        Directory.Delete(_bench.In("out"), recursive: true);
        _ = _bench.Write(("b.txt", "changed"));
        Restore(outputs).ShouldBeTrue();
        _bench.Read("out/deep/a.txt").ShouldBe("a");
        _bench.Read("b.txt").ShouldBe("");
        Directory.GetFiles(_bench.Root, "*", SearchOption.AllDirectories).Length.ShouldBe(2);
    }

    [TestMethod]
    public void A_file_that_has_its_content_is_not_touched()
    {
        var outputs = _bench.Remember(1, ("a.txt", "a"), ("b.txt", "b"));
        var before = _bench.Tree();
        // Nothing is read from the store either.
        Directory.Delete(_bench.Cache, recursive: true);
        Restore(outputs).ShouldBeTrue();
        _bench.Tree().ShouldBe(before);
    }

    [TestMethod]
    [DataRow("damaged")]
    [DataRow("missing")]
    public void Nothing_changes_where_one_of_several_contents_is(string state)
    {
        var outputs = _bench.Remember(1, ("a.txt", "old a"), ("new/b.txt", "old b"));
        Directory.Delete(_bench.In("new"), recursive: true);
        _ = _bench.Write(("a.txt", "mine"));
        var content = _bench.PathOf(CacheLayout.Content, outputs[1].Digest);
        File.Delete(content);
        if (state == "damaged")
        {
            File.WriteAllText(content, "evil!");
        }

        var before = _bench.Tree();
        Restore(outputs).ShouldBeFalse();
        _bench.Tree().ShouldBe(before);
    }

    [TestMethod]
    [DataRow("../out.txt")]
    [DataRow("sub/../../out.txt")]
    [DataRow("/out.txt")]
    [DataRow("./out.txt")]
    [DataRow("sub//out.txt")]
    [DataRow("sub/")]
    [DataRow("")]
    [DataRow("a\0b")]
    [DataRow(".git/hooks/pre-commit")]
    [DataRow("sub/.GIT/config")]
    public void A_path_that_leads_elsewhere_is_refused(string path)
    {
        var output = _bench.Remember(1, ("a.txt", "a"))[0];
        var before = _bench.Tree();
        Restore([output with { Path = path }]).ShouldBeFalse();
        _bench.Tree().ShouldBe(before);
        OutputCollector.Collect(_bench.Root, [path]).ShouldBeNull();
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Links are everybody's on Unix.")]
    public void A_link_is_neither_followed_nor_replaced()
    {
        var output = _bench.Remember(1, ("a.txt", "a"))[0];
        _ = Directory.CreateDirectory(_bench.In("there"));
        _ = Directory.CreateSymbolicLink(_bench.In("sub"), _bench.In("there"));
        _ = File.CreateSymbolicLink(_bench.In("link.txt"), _bench.In("a.txt"));
        var before = _bench.Tree();
        Restore([output with { Path = "sub/x.txt" }]).ShouldBeFalse();
        Restore([output with { Path = "link.txt" }]).ShouldBeFalse();
        _bench.Tree().ShouldBe(before);
        OutputCollector.Collect(_bench.Root, ["link.txt"]).ShouldBeNull();
    }

    [TestMethod]
    public void A_folder_in_the_place_of_a_file_is_left_alone()
    {
        var output = _bench.Remember(1, ("a.txt", "a"))[0];
        _ = _bench.Write(("b.txt/mine.txt", "mine"));
        Restore([output with { Path = "b.txt" }]).ShouldBeFalse();
        Restore([output with { Path = "a.txt/c.txt" }]).ShouldBeFalse();
        _bench.Read("b.txt/mine.txt").ShouldBe("mine");
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Modes are Unix's.")]
    [UnsupportedOSPlatform("windows")]
    public void Whether_a_file_can_be_executed_comes_back_and_the_rest_of_its_mode_stays()
    {
        const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        _ = _bench.Write(("tool", "x"), ("data", "y"));
        File.SetUnixFileMode(_bench.In("tool"), Own | UnixFileMode.UserExecute);
        var outputs = _bench.Remember(1, ("tool", "x"), ("data", "y"));
        outputs.Select(file => file.IsExecutable).ShouldBe([false, true]);

        // The same content and the wrong mode; other content and a mode of its own.
        File.SetUnixFileMode(_bench.In("tool"), Own | UnixFileMode.GroupRead);
        File.WriteAllText(_bench.In("data"), "changed");
        File.SetUnixFileMode(_bench.In("data"), Own | UnixFileMode.UserExecute);
        Restore(outputs).ShouldBeTrue();
        File.GetUnixFileMode(_bench.In("tool")).ShouldBe(Own | UnixFileMode.GroupRead | UnixFileMode.UserExecute | UnixFileMode.GroupExecute);
        File.GetUnixFileMode(_bench.In("data")).ShouldBe(Own);

        File.Delete(_bench.In("tool"));
        Restore(outputs).ShouldBeTrue();
        (File.GetUnixFileMode(_bench.In("tool")) & UnixFileMode.UserExecute).ShouldNotBe(UnixFileMode.None);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux, IgnoreMessage = "Mounts a file system.")]
    public void Files_come_back_onto_another_file_system_than_the_cache()
    {
        _bench.Mount(_bench.In("out"), "size=1m");
        var outputs = _bench.Remember(1, ("out/deep/a.txt", "a"));
        Directory.Delete(_bench.In("out/deep"), recursive: true);
        Restore(outputs).ShouldBeTrue();
        _bench.Read("out/deep/a.txt").ShouldBe("a");
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux, IgnoreMessage = "Mounts a file system.")]
    public void Nothing_changes_where_there_is_no_room_for_all_files()
    {
        _bench.Mount(_bench.In("out"), "size=64k");
        var outputs = _bench.Remember(1, ("big.bin", new string('x', 200_000)), ("out/a.txt", "a"));
        _ = _bench.Write(("out/a.txt", "mine"));
        var before = _bench.Tree();
        Restore([outputs[1], outputs[0] with { Path = "out/big.bin" }]).ShouldBeFalse();
        _bench.Tree().ShouldBe(before);
    }

    [TestMethod]
    public void Files_are_described_in_order_each_once()
    {
        _ = _bench.Write(("b", "bb"), ("a", "a"), ("B", ""));
        var files = OutputCollector.Collect(_bench.Root, ["b", "a", "b", "B"])!;
        files.Select(file => $"{file.Path} {file.Size}").ShouldBe(["B 0", "a 1", "b 2"]);
        files[1].Digest.ShouldBe(Engine.Hashing.Sha256.Hex("a"u8));
    }

    [TestMethod]
    public void A_file_that_is_not_there_cannot_be_described() => OutputCollector.Collect(_bench.Root, ["missing"]).ShouldBeNull();

    private bool Restore(IReadOnlyList<CachedFile> outputs) => OutputRestorer.Restore(_bench.Store, outputs, _bench.Root);
}
