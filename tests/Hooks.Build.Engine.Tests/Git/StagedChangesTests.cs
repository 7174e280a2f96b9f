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
        _ = repository.Write([.. Enumerable.Range(0, 60).Select(i => $"many/d{i % 7}/f{i}")]).Stage("many").Commit();
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

        _ = repository.Git("repack", "-adq", "--depth=50", "--window=50");
        _ = repository.Git("pack-refs", "--all");
        repository.Shell("git verify-pack -v .git/objects/pack/*.idx").ShouldContain("chain length = 8");
        _ = repository.Git("checkout", "-q", "HEAD~6");
        _ = repository.Edit("many/f7", "staged").Stage("many");
        Read(repository, withGone: true).ShouldBe(Expected(repository, withGone: true));
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
        StagedChanges.Read(repository.Program(repository.In(".git/index"), (variable, repository.In(".git/objects"))), withGone: true).ShouldBeNull();
    }

    [TestMethod]
    public void Git_is_asked_outside_of_a_commit_as_it_looks_whose_repository_it_is()
    {
        using TempRepository repository = new();
        _ = repository.Commit("a");
        StagedChanges.Read(repository.Program(), withGone: true).ShouldBeNull();
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
        string[] files = [.. Directory.GetFiles(repository.In(".git/objects"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        for (var i = 0; i < 600; i++)
        {
            var file = dice.Of(files);
            var bytes = File.ReadAllBytes(file);
            var broken = bytes.ToArray();
            broken[dice.Below(broken.Length)] ^= (byte)(1 << dice.Below(8));
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
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
        var name = dice.OneIn(4) ? $"many/d{dice.Below(8)}/f{dice.Below(60)}" : dice.Of(Names);
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

    private static List<string> Expected(TempRepository repository, bool withGone) => Lines(StagedEntry.Parse(repository.Program().RequireAsync(
        ["diff", "--cached", "--raw", "-z", "--no-renames", "--no-abbrev", "--no-ext-diff", "--ignore-submodules", "--diff-filter=" + (withGone ? "ACDMRT" : "ACMRT")], CancellationToken.None).Result));

    private static List<string> Lines(List<StagedEntry> entries) => entries.ConvertAll(entry => $"{Convert.ToHexString(entry.Path.Span)} {entry.ObjectId} {entry.Mode:X}");
}
