using System.Runtime.Versioning;
using Hooks.Build.Engine.Caching.Store;
using Hooks.Build.Engine.Fingerprints;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Tests.Caching.Store;

/// <summary>A folder that cannot be used costs what would be remembered, and one warning.</summary>
[TestClass]
public sealed class BadFolderTests : IDisposable
{
    private readonly StoreBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [TestMethod]
    public void No_folder_remembers_nothing_and_is_no_reason_to_warn()
    {
        List<Problem> warnings = [];
        ResultStore store = new(new CacheFolder("", warnings.Add), _bench.Clock);
        store.Store(StoreBench.Key(1), StoreBench.Result(), _bench.Root);
        store.Find(StoreBench.Key(1)).ShouldBeNull();
        warnings.ShouldBeEmpty();
    }

    [TestMethod]
    public void A_file_in_the_place_of_the_folder_is_left_alone()
    {
        File.WriteAllText(_bench.Cache, "mine");
        KnowsNothing(_bench.Cache);
        File.ReadAllText(_bench.Cache).ShouldBe("mine");
    }

    [TestMethod]
    public void A_file_in_the_place_of_our_part_of_the_folder_is_left_alone()
    {
        _ = Directory.CreateDirectory(_bench.Cache);
        File.WriteAllText(_bench.Folder.Ours, "mine");
        KnowsNothing("is not a folder");
    }

    [TestMethod]
    public void A_link_in_the_place_of_our_part_of_the_folder_is_not_followed()
    {
        _ = Directory.CreateDirectory(_bench.Cache);
        _ = Directory.CreateSymbolicLink(_bench.Folder.Ours, _bench.Root);
        KnowsNothing("is a link");
        Directory.GetDirectories(_bench.Root).ShouldBeEmpty();
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux, IgnoreMessage = "Mounts a file system.")]
    public void A_read_only_folder_still_gives_what_it_has()
    {
        _bench.Mount(_bench.Cache, "size=1m");
        _bench.Store.Store(StoreBench.Key(2), StoreBench.Result(), _bench.Root);
        StoreBench.Run("mount", "-o", "remount,ro", _bench.Cache).ShouldBe(0);
        _ = _bench.NextRun().Store.Find(StoreBench.Key(2)).ShouldNotBeNull();
        KnowsNothing("Read-only");
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux, IgnoreMessage = "Mounts a file system.")]
    public void A_full_disk_stores_nothing_and_leaves_no_half_of_a_file()
    {
        _bench.Mount(_bench.Cache, "size=64k");
        var outputs = _bench.Write(("big.bin", new string('x', 200_000)));
        _bench.Store.Store(StoreBench.Key(2), StoreBench.Result() with { Outputs = outputs }, _bench.Root);
        _bench.Stored().ShouldBeEmpty();
        KnowsNothing(_bench.Cache);
    }

    [TestMethod]
    public void A_folder_that_is_deleted_in_mid_run_starts_anew_without_a_word()
    {
        _ = _bench.Remember(1, ("a.txt", "a"));
        Directory.Delete(_bench.Cache, recursive: true);
        _bench.Store.Find(StoreBench.Key(1)).ShouldBeNull();
        _ = _bench.Remember(1, ("a.txt", "a"));
        _ = _bench.Store.Find(StoreBench.Key(1)).ShouldNotBeNull();
        CacheTag.IsIn(_bench.Folder.Ours).ShouldBeTrue();
        _bench.Warnings.ShouldBeEmpty();
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux, IgnoreMessage = "Mounts a file.")]
    public void An_entry_that_is_there_and_cannot_be_replaced_costs_nothing()
    {
        _ = _bench.Remember(1, ("a.txt", "a"));
        _bench.Hold(_bench.PathOf(CacheLayout.Results, StoreBench.Key(1)));
        _ = _bench.Remember(1, ("a.txt", "a"));
        _ = _bench.Remember(2, ("b.txt", "b"));
        _ = _bench.Store.Find(StoreBench.Key(1)).ShouldNotBeNull();
        _ = _bench.Store.Find(StoreBench.Key(2)).ShouldNotBeNull();
        _bench.Stored().Count(file => file.EndsWith(".draft", StringComparison.Ordinal)).ShouldBe(0);
        _bench.Warnings.ShouldBeEmpty();
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux, IgnoreMessage = "Mounts a file.")]
    public void Content_that_is_damaged_and_cannot_be_replaced_is_a_miss_and_the_rest_is_stored()
    {
        var content = _bench.PathOf(CacheLayout.Content, _bench.Remember(1, ("a.txt", "a"))[0].Digest);
        File.WriteAllText(content, "b");
        _bench.Hold(content);
        _ = _bench.Remember(1, ("a.txt", "a"));
        _ = _bench.Remember(2, ("b.txt", "b"));
        _ = _bench.Store.Find(StoreBench.Key(2)).ShouldNotBeNull();
        _bench.Warnings.ShouldBeEmpty();
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux, IgnoreMessage = "Gives files away.")]
    public void A_folder_of_another_user_is_not_believed()
    {
        _ = _bench.Remember(1, ("a.txt", "a"));
        if (StoreBench.Run("chown", "-R", "65534", _bench.Folder.Ours) != 0)
        {
            Assert.Inconclusive("files cannot be given away here");
        }

        _ = _bench.NextRun();
        KnowsNothing("belongs to another user");
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux, IgnoreMessage = "Reads as a user what root owns.")]
    [UnsupportedOSPlatform("windows")]
    public void A_folder_of_ones_own_in_which_others_write_is_not_believed()
    {
        _ = _bench.Remember(1, ("a.txt", "a"));
        File.SetUnixFileMode(_bench.Folder.Ours, (UnixFileMode)0b111_111_111);
        _ = _bench.NextRun();
        KnowsNothing("can be written by other users");
    }

    [TestMethod]
    [DataRow("chown 65534 d; chmod 755 d", "user 65534 may exchange what is in", DisplayName = "another user's")]
    [DataRow("chown 65534 d; chmod 1777 d", "user 65534 may exchange what is in", DisplayName = "another user's, though sticky")]
    [DataRow("chgrp 65534 d; chmod 775 d", "group 65534 may exchange what is in", DisplayName = "of a group")]
    [DataRow("chmod 777 d", "anybody may exchange what is in", DisplayName = "everybody's")]
    [DataRow("mv d e; mkdir d; ln -s ../e/cache d/cache; chown -h 65534 d", "user 65534 may exchange what is in", DisplayName = "another user's with a link in it")]
    [OSCondition(OperatingSystems.Linux, IgnoreMessage = "Gives files away.")]
    public void A_folder_that_others_may_put_another_in_the_place_of_is_not_believed(string how, string reason)
    {
        using StoreBench below = new("d/cache");
        _ = below.Remember(1, ("a.txt", "a"));
        if (StoreBench.Run("sh", "-c", $"cd '{Path.GetDirectoryName(below.Cache)}/..' && {how}") != 0)
        {
            Assert.Inconclusive("files cannot be given away here");
        }

        _ = below.NextRun();
        below.Store.Find(StoreBench.Key(1)).ShouldBeNull();
        below.Warnings.ShouldHaveSingleItem().Message.ShouldContain(reason);
    }

    [TestMethod]
    [DataRow("chmod 1777 d", DisplayName = "sticky, and one's own")]
    [DataRow("chgrp $(id -u) d; chmod 775 d", DisplayName = "of a group that is the user's alone")]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Modes.")]
    public void A_folder_that_is_safe_below_one_in_which_others_write_is_believed(string how)
    {
        using StoreBench below = new("d/cache");
        _ = below.Remember(1, ("a.txt", "a"));
        _ = StoreBench.Run("sh", "-c", $"cd '{Path.GetDirectoryName(below.Cache)}/..' && {how}");
        _ = below.NextRun();
        _ = below.Store.Find(StoreBench.Key(1)).ShouldNotBeNull();
        below.Warnings.ShouldBeEmpty();
    }

    [TestMethod]
    public void A_folder_in_the_place_of_an_entry_is_a_miss()
    {
        _ = Directory.CreateDirectory(_bench.PathOf(CacheLayout.Results, StoreBench.Key(1)));
        KnowsNothing(_bench.Cache);
    }

    // All that a run can ask for, several times over: nothing throws, nothing is found, and the user hears of it once.
    private void KnowsNothing(string reason)
    {
        for (var i = 0; i < 3; i++)
        {
            _ = _bench.Remember(1, ("a.txt", "a"));
            _bench.Store.Find(StoreBench.Key(1)).ShouldBeNull();
            _bench.Store.StoreContent(Engine.Hashing.Sha256.Hex("b"u8), new MemoryStream("b"u8.ToArray())).ShouldBeFalse();
            var memory = FileMemory.Open(_bench.Folder, "key", _bench.Clock);
            memory.Add(new Fingerprint(1, 2));
            memory.Save();
            new StoreTrimmer(_bench.Folder, _bench.Clock, new StoreLimits()).Trim();
        }

        var warning = _bench.Warnings.ShouldHaveSingleItem();
        warning.Code.ShouldBe("HOOK9019");
        warning.Message.ShouldContain(_bench.Cache);
        warning.Message.ShouldContain(reason);
    }
}
