using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Git;

/// <summary>Our reader on indexes that git wrote.</summary>
[TestClass]
public sealed class GitIndexTests
{
    private static readonly string[] Names = [
        "a", "a b", "a/b/c", "a-b", "b/c", "b/cd", "b/ce", "über", "日本", "😀", new string('n', 200) + "/" + new string('m', 200), "z"];

    [TestMethod]
    [DataRow("2", "sha1")]
    [DataRow("3", "sha1")]
    [DataRow("4", "sha1")]
    [DataRow("2", "sha256")]
    [DataRow("3", "sha256")]
    [DataRow("4", "sha256")]
    public async Task Every_version_and_hash_is_read(string version, string hash)
    {
        using var repository = new TempRepository($"--object-format={hash}").Write(Names[1..]).Stage(Names[1..]);
        // What version 3 has beyond 2 is written only where it is needed.
        _ = version == "3" ? repository.Git("update-index", "--skip-worktree", "b/c", "z") : repository.Git("update-index", "--index-version", version);
        (await File.ReadAllBytesAsync(repository.In(".git/index")))[7].ShouldBe(byte.Parse(version, System.Globalization.CultureInfo.InvariantCulture));
        var staged = await StagedAsync(repository);
        staged.Count.ShouldBe(Names.Length - 1);
        GitIndex.Find(repository.In(".git/index"), staged)
            .ShouldNotBeNull()
            .ShouldAllBe(entry => entry != null && entry.Value.Size > 0 && entry.Value.Mode == 0x81A4);
    }

    [TestMethod]
    [DataRow("2", "sha1")]
    [DataRow("4", "sha1")]
    [DataRow("2", "sha256")]
    [DataRow("4", "sha256")]
    public void A_path_is_listed_where_it_or_what_is_below_it_is_in_any_case(string version, string hash)
    {
        using var repository = new TempRepository($"--object-format={hash}").Write(Names[1..]).Stage(Names[1..]);
        _ = repository.Git("update-index", "--index-version", version);
        foreach (var (path, isListed) in ((string, bool)[])[
            ("b/c", true), ("b", true), ("B/C", true), ("a/b", true), ("z/below/it", true), ("b/c.txt", false), ("a-", false), ("c", false), ("bb", false)])
        {
            GitIndex.Lists(repository.In(".git/index"), path).ShouldBe(isListed, path);
        }

        GitIndex.Lists(repository.In(".git/index"), "über").ShouldBeNull();
        GitIndex.Lists(repository.In(".git/none"), "b").ShouldBeNull();
        _ = repository.Git("update-index", "--split-index");
        GitIndex.Lists(repository.In(".git/index"), "b").ShouldBeNull();
    }

    [TestMethod]
    public async Task An_entry_remembers_how_the_file_was()
    {
        using var repository = new TempRepository().Write("a").Stage("a");
        var entry = GitIndex.Find(repository.In(".git/index"), await StagedAsync(repository))!.Single()!.Value;
        var file = FileStatus.Read(repository.In("a"));
        entry.Modified.ShouldBe(file.Modified);
        entry.Changed.ShouldBe(file.Changed);
        entry.Inode.ShouldBe((uint)file.Inode);
        entry.User.ShouldBe(file.User);
        entry.Size.ShouldBe((uint)file.Size);
    }

    [TestMethod]
    public async Task What_is_not_there_or_has_other_content_is_not_found()
    {
        using var repository = new TempRepository().Write("b", "d").Stage("b", "d");
        var staged = await StagedAsync(repository);
        List<StagedEntry> wanted = [
            staged[0] with { Path = "a"u8.ToArray() },
            staged[0] with { ObjectId = new string('0', 40) },
            staged[0] with { Path = "c"u8.ToArray() },
            staged[1],
            staged[1] with { Path = "e"u8.ToArray() }];
        GitIndex.Find(repository.In(".git/index"), wanted)!.Select(entry => entry != null).ShouldBe([false, false, false, true, false]);
    }

    [TestMethod]
    public async Task A_split_index_is_left_to_git()
    {
        using var repository = new TempRepository().Write("a", "b").Stage("a", "b");
        var staged = await StagedAsync(repository);
        _ = repository.Git("update-index", "--split-index");
        GitIndex.Find(repository.In(".git/index"), staged).ShouldBeNull();
        (await repository.StagedAsync()).ShouldBe(["a Same", "b Same"]);
    }

    [TestMethod]
    public async Task A_sparse_index_is_left_to_git()
    {
        using var repository = new TempRepository().Commit("in/a", "out/b");
        _ = repository.Git("sparse-checkout", "set", "--cone", "--sparse-index", "in");
        _ = repository.Edit("in/a", "2").Stage("in/a");
        GitIndex.Find(repository.In(".git/index"), await StagedAsync(repository)).ShouldBeNull();
        (await repository.StagedAsync()).ShouldBe(["in/a Same"]);
    }

    [TestMethod]
    public async Task An_index_that_is_cut_anywhere_is_not_believed_and_breaks_nothing()
    {
        using var repository = new TempRepository().Write(Names[1..]).Stage(Names[1..]);
        var staged = await StagedAsync(repository);
        foreach (var version in new[] { "2", "4" })
        {
            _ = repository.Git("update-index", "--index-version", version);
            var whole = await File.ReadAllBytesAsync(repository.In(".git/index"));
            for (var length = 0; length < whole.Length; length++)
            {
                await File.WriteAllBytesAsync(repository.In("cut"), whole[..length]);
                // Cut within the checksum or between extensions it looks whole, and what was read before is right.
                if (GitIndex.Find(repository.In("cut"), staged) is { } found)
                {
                    found.ShouldAllBe(entry => entry != null);
                }
            }
        }
    }

    [TestMethod]
    public void Without_an_index_nothing_is_known() => GitIndex.Find("/no/index", []).ShouldBeNull();

    private static async Task<List<StagedEntry>> StagedAsync(TempRepository repository) =>
        StagedEntry.Parse(await repository.Program().RequireAsync(["diff", "--cached", "--raw", "-z", "--no-abbrev"], CancellationToken.None));
}
