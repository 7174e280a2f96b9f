using System.Globalization;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Tests.Fakes;
using Hooks.Build.Engine.Tests.Scheduling;

namespace Hooks.Build.Engine.Tests.Git;

/// <summary>Our reading of what is staged is that of git, or there is none.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "The edits are made by a shell.")]
public sealed class StagedChangesTests
{
    private static readonly string[] Names = ["a", "a.b", "a/b", "a-b", "in/i", "in/deep/j", "in/deep/er/k", "in.m", "in/deep.l", "über", "日本/n", "z/y/x/w/v"];

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(4)]
    [DataRow(5)]
    [DataRow(6)]
    public void What_is_staged_is_what_git_says(int seed)
    {
        Dice dice = new(seed);
        using TempRepository repository = new();
        _ = repository.Git("config", "index.version", dice.Of("2", "3", "4"));
        _ = repository.Write([.. Enumerable.Range(0, 150).Select(i => $"many/d{i % 4}/f{i}")]).Stage("many").Commit();
        var read = 0;
        for (var round = 0; round < 12; round++)
        {
            _ = repository.Shell(string.Join('\n', Enumerable.Range(0, 8).Select(_ => Step(dice))) + "\ntrue");
            foreach (var withGone in (bool[])[true, false])
            {
                if (Read(repository, withGone) is { } lines)
                {
                    read++;
                    lines.ShouldBe(Expected(repository, withGone), $"seed {seed}, round {round}");
                }
            }

            if (dice.OneIn(2))
            {
                _ = repository.Shell("git commit --quiet --allow-empty -m x 2>/dev/null || true");
            }
        }

        // Announced files are left to git, and little else of this.
        read.ShouldBeGreaterThan(8, $"seed {seed}");
    }

    [TestMethod]
    public void A_chain_of_deltas_in_a_pack_is_read()
    {
        using TempRepository repository = new();
        _ = repository.Write([.. Enumerable.Range(0, 300).Select(i => $"many/f{i}")]).Stage("many").Commit();
        for (var i = 0; i < 12; i++)
        {
            _ = repository.Edit($"many/f{i * 20}", $"edited {i}").Stage("many").Commit();
        }

        // Above 64 KiB a tree is copied in pieces of just that size.
        _ = repository.Shell(
            "git ls-files -s | head -1 | cut -c1-47 > .git/blob; for i in $(seq 3000); do printf '%s 0\\tbig/f%d\\n' \"$(cut -c1-47 .git/blob)\" $i; done | git update-index --index-info; git commit -qm big; git rm -q --cached big/f1500; git commit -qm less");
        // How long the chains are depends on which commits are of one second: 6 or 12.
        _ = repository.Git("-c", "pack.threads=1", "repack", "-adq", "--depth=50", "--window=50");
        _ = repository.Git("pack-refs", "--all");
        repository.Shell("git verify-pack -v .git/objects/pack/*.idx").ShouldContain("chain length = 3");
        foreach (var commit in (string[])["HEAD", "HEAD~1", "HEAD~8"])
        {
            _ = repository.Git("read-tree", "main~4");
            _ = repository.Git("update-ref", "--no-deref", "HEAD", commit);
            _ = repository.Edit("many/f7", "staged").Stage("many");
            Read(repository, withGone: true).ShouldBe(Expected(repository, withGone: true));
        }
    }

    [TestMethod]
    public void A_pack_beyond_two_gigabytes_is_told_from_its_index()
    {
        using TempRepository repository = new();
        _ = repository.Commit("a", "in/b");
        _ = repository.Shell("""
            git pack-objects -q --all --index-version=2,0x10 .git/objects/pack/pack < /dev/null
            git prune-packed -q
            """);
        _ = repository.Edit("in/b", "staged").Stage("in/b");
        Read(repository, withGone: true).ShouldBe(Expected(repository, withGone: true));
    }

    [TestMethod]
    [DataRow("git update-index --split-index", "A split index")]
    [DataRow("git add --intent-to-add new", "An announced file")]
    [DataRow("git replace HEAD $(git commit-tree -m other 4b825dc642cb6eb9a060e54bf8d69288fbee4904)", "A replaced commit")]
    [DataRow("git replace HEAD $(git commit-tree -m other 4b825dc642cb6eb9a060e54bf8d69288fbee4904); git pack-refs --all; rm -rf .git/refs/replace", "A replaced commit whose reference is packed")]
    [DataRow("git checkout -q --orphan none", "No commit yet")]
    [DataRow("git symbolic-ref refs/heads/other refs/heads/main; git symbolic-ref HEAD refs/heads/other", "A reference to a reference")]
    [DataRow("printf x > .git/objects/$(git rev-parse HEAD^{tree} | cut -c1-2)/$(git rev-parse HEAD^{tree} | cut -c3-)", "A damaged tree")]
    [DataRow("cp -f .git/objects/$(git rev-parse HEAD:in | cut -c1-2)/$(git rev-parse HEAD:in | cut -c3-) .git/objects/$(git rev-parse HEAD^{tree} | cut -c1-2)/$(git rev-parse HEAD^{tree} | cut -c3-)", "A tree of another name")]
    [DataRow("rm -rf .git/objects/$(git rev-parse HEAD^{tree} | cut -c1-2)", "A tree that is elsewhere")]
    [DataRow("printf 'ref: nothing' > .git/HEAD", "A damaged HEAD")]
    [DataRow("printf 'ref: refs/heads/../heads/main' > .git/HEAD", "A reference that git refuses")]
    [DataRow("git pack-refs --all; ln -s nowhere .git/refs/heads/main", "A reference that is a link")]
    [DataRow("truncate -s 40 .git/index", "A cut index")]
    public void Git_is_asked(string script, string what)
    {
        using TempRepository repository = new();
        _ = repository.Commit("a", "in/b").Write("new").Edit("a", "staged").Stage("a");
        Read(repository, withGone: true).ShouldNotBeNull();
        _ = repository.Shell($"chmod -R u+w .git/objects; {script}");
        Read(repository, withGone: true).ShouldBeNull(what);
    }

    [TestMethod]
    [DataRow("GIT_OBJECT_DIRECTORY")]
    [DataRow("GIT_ALTERNATE_OBJECT_DIRECTORIES")]
    [DataRow("GIT_REPLACE_REF_BASE")]
    public void Git_is_asked_where_a_variable_names_another_store(string variable)
    {
        using TempRepository repository = new();
        _ = repository.Commit("a");
        StagedChanges.Read(repository.Program(variables: (variable, repository.In(".git/objects"))), withGone: true).ShouldBeNull();
    }

    [TestMethod]
    public void Git_is_asked_whether_to_trust_what_belongs_to_another_user()
    {
        if (Environment.UserName != "root")
        {
            Assert.Inconclusive("Only root can give a folder to another user.");
        }

        using TempRepository repository = new();
        _ = repository.Commit("a").Edit("a", "staged").Stage("a");
        Read(repository, withGone: true).ShouldNotBeNull();
        _ = repository.Shell("chown 1 .git");
        Read(repository, withGone: true).ShouldBeNull();
    }

    [TestMethod]
    public void A_linked_worktree_and_a_submodule_are_read()
    {
        using TempRepository repository = new();
        _ = repository.Commit("a", "in/b");
        _ = repository.Shell("git worktree add -q tree; git -c protocol.file.allow=always submodule --quiet add ./ sub 2>/dev/null || git clone -q . sub");
        foreach (var folder in (string[])["tree", "sub"])
        {
            var top = repository.In(folder);
            File.WriteAllText(Path.Combine(top, "in/b"), "staged");
            _ = TempRepository.Run(top, "git", "add", "in/b");
            var program = repository.Program(folder: folder);
            Lines(StagedChanges.Read(program, withGone: true).ShouldNotBeNull().Entries).ShouldBe(Expected(program, withGone: true));
            StagedChanges.Read(program, withGone: true)!.Entries.Count.ShouldBe(1);
        }
    }

    [TestMethod]
    [DataRow("git commit -qam x")]
    [DataRow("git commit -qm x b")]
    [DataRow("git commit -q --amend -am x")]
    public void The_index_of_a_commit_of_all_or_of_paths_is_read(string commit)
    {
        using TempRepository repository = new();
        _ = repository.Commit("a").Commit("b").Edit("a", "staged").Stage("a").Edit("b", "changed");
        // What the hook sees, kept for after it.
        _ = repository.Edit(
            ".git/hooks/pre-commit",
            "#!/bin/sh\ncp \"$GIT_INDEX_FILE\" .git/seen\ncp .git/refs/heads/main .git/head\ngit diff --cached --raw -z --no-renames --no-abbrev --diff-filter=ACDMRT > .git/expected\n");
        _ = repository.Shell($"chmod +x .git/hooks/pre-commit; {commit}; cp .git/head .git/refs/heads/main");
        var read = StagedChanges.Read(repository.Program(repository.In(".git/seen")), withGone: true).ShouldNotBeNull();
        Lines(read.Entries).ShouldBe(Lines(StagedEntry.Parse(File.ReadAllBytes(repository.In(".git/expected")))));
        read.Entries.ShouldNotBeEmpty();
    }

    [TestMethod]
    public void A_loose_reference_counts_and_not_what_was_packed_before()
    {
        using TempRepository repository = new();
        _ = repository.Commit("a");
        _ = repository.Git("pack-refs", "--all");
        _ = repository.Edit("a", "new").Stage("a").Commit().Edit("a", "a").Stage("a");
        Read(repository, withGone: true).ShouldBe(Expected(repository, withGone: true));
        Read(repository, withGone: true)!.Count.ShouldBe(1);
    }

    [TestMethod]
    public void A_place_before_the_beginning_of_a_pack_is_damage()
    {
        using TempRepository repository = new();
        _ = repository.Commit("a");
        _ = repository.Shell("git repack -adq; chmod u+w .git/objects/pack/*");
        var file = Directory.GetFiles(repository.In(".git/objects/pack"), "*.idx").Single();
        var bytes = File.ReadAllBytes(file);
        // All places are said to stand in the table of far ones, where the checksums are.
        const int Ids = 8 + 1024;
        var count = bytes[8 + 1023];
        for (var i = 0; i < count; i++)
        {
            var place = Ids + (count * 24) + (i * 4);
            (bytes[place], bytes[place + 1], bytes[place + 2], bytes[place + 3]) = (0x80, 0, 0, 0);
        }

        bytes.AsSpan(Ids + (count * 28), 8).Fill(0xFF);
        File.WriteAllBytes(file, bytes);
        Read(repository, withGone: true).ShouldBeNull();
    }

    [TestMethod]
    [DataRow("100644 a|100644 b|100644 b", "a name twice")]
    [DataRow("100644 b|100644 a", "names out of order")]
    [DataRow("100644 a|100644 a.b|40000 a", "a file and a folder of one name")]
    [DataRow("100644 a/b", "a name with a slash")]
    public void A_tree_that_no_git_writes_is_left_to_git(string tree, string what)
    {
        using TempRepository repository = new();
        _ = repository.Commit("a", "b");
        var blob = repository.Git("rev-parse", "HEAD:a");
        var folder = repository.Git("rev-parse", "HEAD^{tree}");
        using MemoryStream bytes = new();
        foreach (var entry in tree.Split('|'))
        {
            bytes.Write(System.Text.Encoding.ASCII.GetBytes(entry + "\0"));
            bytes.Write(Convert.FromHexString(entry.StartsWith('4') ? folder : blob));
        }

        File.WriteAllBytes(repository.In(".git/tree"), bytes.ToArray());
        _ = repository.Shell("git update-ref HEAD $(git commit-tree -m x $(git hash-object -t tree -w --literally .git/tree))");
        Read(repository, withGone: true).ShouldBeNull(what);
    }

    [TestMethod]
    public void What_is_no_file_link_or_folder_is_a_submodule_to_git()
    {
        using TempRepository repository = new();
        _ = repository.Commit("a");
        File.WriteAllBytes(repository.In(".git/tree"), [.. "644 a\0"u8, .. Convert.FromHexString(repository.Git("rev-parse", "HEAD:a"))]);
        _ = repository.Shell("git update-ref HEAD $(git commit-tree -m x $(git hash-object -t tree -w --literally .git/tree)); git rm -q --cached a");
        Read(repository, withGone: true).ShouldBe(Expected(repository, withGone: true));
    }

    [TestMethod]
    public void An_index_of_sha256_is_left_to_git()
    {
        using TempRepository repository = new("--object-format=sha256");
        _ = repository.Commit("a").Edit("a", "staged").Stage("a");
        Read(repository, withGone: true).ShouldBeNull();
    }

    [TestMethod]
    public void A_damaged_index_or_store_never_makes_another_list()
    {
        Dice dice = new(4711);
        using TempRepository repository = new();
        _ = repository.Write([.. Enumerable.Range(0, 40).Select(i => $"d{i % 4}/f{i}")]).Stage(".").Commit();
        _ = repository.Git("gc", "-q").Length;
        _ = repository.Edit("d1/f1", "staged").Edit("d2/new", "staged").Stage(".");
        var expected = Expected(repository, withGone: true);
        Read(repository, withGone: true).ShouldBe(expected);
        _ = repository.Shell("chmod -R u+w .git/objects");
        string[] files = [.. Directory.GetFiles(repository.In(".git/objects"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        for (var i = 0; i < 600; i++)
        {
            var file = dice.Of(files);
            var bytes = File.ReadAllBytes(file);
            var broken = bytes.ToArray();
            broken[dice.Below(broken.Length)] ^= (byte)(1 << dice.Below(8));
            File.WriteAllBytes(file, dice.OneIn(4) ? broken[..dice.Below(broken.Length)] : broken);
            if (Read(repository, withGone: true) is { } lines)
            {
                lines.ShouldBe(expected, file);
            }

            File.WriteAllBytes(file, bytes);
        }
    }

    [TestMethod]
    public void A_damaged_index_ends_nothing()
    {
        Dice dice = new(815);
        using TempRepository repository = new();
        _ = repository.Write([.. Enumerable.Range(0, 40).Select(i => $"d{i % 4}/e{i % 3}/f{i}")]).Stage(".").Commit().Edit("d1/e1/f1", "staged").Stage(".");
        var bytes = File.ReadAllBytes(repository.In(".git/index"));
        // The folders and their trees stand at the end.
        var folders = bytes.AsSpan().IndexOf("TREE"u8);
        for (var i = 0; i < 3000; i++)
        {
            var broken = bytes.ToArray();
            broken[dice.OneIn(2) ? folders + dice.Below(bytes.Length - folders) : dice.Below(bytes.Length)] ^= (byte)(1 << dice.Below(8));
            File.WriteAllBytes(repository.In(".git/index"), dice.OneIn(8) ? broken[..dice.Below(broken.Length)] : broken);
            Should.NotThrow(() => Read(repository, withGone: true));
        }
    }

    private static string Step(Dice dice)
    {
        var name = dice.OneIn(4) ? $"many/d{dice.Below(5)}/f{dice.Below(150)}" : dice.Of(Names);
        var other = dice.Of(Names);
        var text = dice.Below(4).ToString(CultureInfo.InvariantCulture);
        var step = dice.Below(16) switch
        {
            0 or 1 or 2 or 3 or 4 => $"rm -rf '{name}'; printf '{text}' > '{name}'; git add -- '{name}'",
            5 => $"chmod {dice.Of("+x", "-x")} '{name}'; git add -- '{name}'",
            6 => $"rm -rf '{name}'; ln -s {text} '{name}'; git add -- '{name}'",
            7 => $"git mv -f -- '{name}' '{other}'",
            8 or 9 => $"git rm -q -r --cached -- '{name}'",
            10 => "git rm -q -r --cached -- many/d3",
            11 => $"git update-index --add --cacheinfo 160000,$(git rev-parse HEAD),'{name}'",
            12 => dice.Of("git gc -q", "git pack-refs --all", "git repack -dq", "git read-tree HEAD", "git write-tree"),
            13 => "git checkout -q --detach 2>/dev/null",
            14 => "git checkout -q -B other 2>/dev/null",
            _ => dice.OneIn(6) ? $"git add --intent-to-add -- '{name}'" : "git reset -q",
        };
        return $"mkdir -p -- \"$(dirname -- '{name}')\" \"$(dirname -- '{other}')\" 2>/dev/null; {{ {step}; }} >/dev/null 2>&1";
    }

    private static List<string>? Read(TempRepository repository, bool withGone) =>
        StagedChanges.Read(repository.Program(repository.In(".git/index")), withGone) is { } changes ? Lines(changes.Entries) : null;

    private static List<string> Expected(TempRepository repository, bool withGone) => Expected(repository.Program(), withGone);

    private static List<string> Expected(GitProgram git, bool withGone) => Lines(StagedEntry.Parse(git.RequireAsync(
        ["diff", "--cached", "--raw", "-z", "--no-renames", "--no-abbrev", "--no-ext-diff", "--ignore-submodules", "--diff-filter=" + (withGone
            ? "ACDMRT"
            : "ACMRT")], CancellationToken.None).Result));

    private static List<string> Lines(List<StagedEntry> entries) =>
        entries.ConvertAll(entry => $"{Convert.ToHexString(entry.Path.Span)} {entry.ObjectId} {entry.Mode:X}");
}
