using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Staging;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Staging;

/// <summary>Repairs go into the indexes all together, with the flags that files have there, or not at all.</summary>
[TestClass]
public sealed class IndexUpdateTests : IDisposable
{
    private const string Kept = "index.lock";
    private const string Next = "next-index-1.lock";
    private readonly TempRepository _repository = new();
    private readonly TempFolder _place = new();
    private readonly PrivateFolder _folder;

    public IndexUpdateTests() => _folder = PrivateFolder.In(_place.Path);

    public void Dispose()
    {
        _folder.Dispose();
        _place.Dispose();
        _repository.Dispose();
    }

    [TestMethod]
    public async Task Files_with_every_kind_of_flag_are_written_at_once_and_keep_them()
    {
        string[] names = ["none.txt", "-skip.txt", "assume.txt", "both.txt", "sub/both.txt"];
        Stage(names);
        _ = _repository.Shell(
            "git update-index --skip-worktree -- -skip.txt both.txt sub/both.txt; git update-index --assume-unchanged assume.txt both.txt sub/both.txt");
        Writes launcher = new(1, () => { });
        await UpdateAsync(launcher, index: null, names, CancellationToken.None);
        launcher.Count.ShouldBe(1);
        _repository.Git("ls-files", "-v")
            .Split('\n')
            .ShouldBe(["S -skip.txt", "h assume.txt", "s both.txt", "H none.txt", "s sub/both.txt"], ignoreOrder: true);
        names.ShouldAllBe(name => _repository.Shell($"git show ':{name}'") == "repaired");
    }

    [TestMethod]
    [DataRow(3)]
    [DataRow(300)]
    public async Task However_many_files_were_repaired_git_need_not_look_into_them_again(int count)
    {
        string[] names = [.. Enumerable.Range(0, count).Select(i => $"{i}.txt")];
        Stage(names);
        foreach (var name in names)
        {
            _ = _repository.Edit(name, "repaired");
        }

        await UpdateAsync(new Writes(1, () => { }), index: null, names, CancellationToken.None);
        // It does not look into files: one whose status it does not know is told.
        _repository.Git("diff-files", "--name-only").ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Both_indexes_of_a_commit_of_named_files_are_written()
    {
        CommitOfPath();
        await UpdateAsync(new Writes(1, () => { }), Next, ["a.txt"], CancellationToken.None);
        (In(Kept), In(Next)).ShouldBe(("repaired", "repaired"));
        Locks().ShouldBe([Kept, Next]);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public async Task What_is_cancelled_while_it_is_written_leaves_both_indexes_as_they_were(int write)
    {
        using CancellationTokenSource stop = new();
        CommitOfPath();
        _ = await Should.ThrowAsync<OperationCanceledException>(() => UpdateAsync(new Writes(write, stop.Cancel), Next, ["a.txt"], stop.Token));
        (In(Kept), In(Next)).ShouldBe(("staged", "staged"));
        Locks().ShouldBe([Kept, Next]);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public async Task Indexes_that_git_took_away_as_it_was_interrupted_do_not_come_back(int write)
    {
        CommitOfPath();
        Writes launcher = new(write, () => RemoveFromGit(Kept, Next));
        (await Should.ThrowAsync<HooksException>(() => UpdateAsync(
            launcher, Next, ["a.txt"], CancellationToken.None))).Problems.Single().Message.ShouldContain("git has ended");
        Locks().ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Where_the_second_index_cannot_be_written_the_first_is_as_it_was()
    {
        CommitOfPath();
        _ = await Should.ThrowAsync<HooksException>(() => UpdateAsync(new Writes(2, () => RemoveFromGit(Next)), Next, ["a.txt"], CancellationToken.None));
        In(Kept).ShouldBe("staged");
        Locks().ShouldBe([Kept]);
    }

    [TestMethod]
    public async Task The_lock_of_another_git_that_came_meanwhile_is_not_touched()
    {
        Stage("a.txt");
        _ = _repository.Shell($"cp .git/index .git/{Kept}");
        Writes launcher = new(1, () =>
        {
            RemoveFromGit(Kept);
            File.WriteAllText(_repository.In(".git/" + Kept), "another git's");
        });
        _ = await Should.ThrowAsync<HooksException>(() => UpdateAsync(launcher, Kept, ["a.txt"], CancellationToken.None));
        File.ReadAllText(_repository.In(".git/" + Kept)).ShouldBe("another git's");
        Locks().ShouldBe([Kept]);
    }

    // As git leaves it for its hook in a commit of named files.
    private void CommitOfPath()
    {
        Stage("a.txt");
        _ = _repository.Shell($"cp .git/index .git/{Kept}; cp .git/index .git/{Next}");
    }

    private void RemoveFromGit(params string[] names)
    {
        foreach (var name in names)
        {
            File.Delete(_repository.In(".git/" + name));
        }
    }

    // All that lies in the git directory and does not belong there: locks, and copies of ours.
    private IEnumerable<string> Locks() =>
        Directory.EnumerateFiles(_repository.In(".git"))
            .Select(file => Path.GetFileName(file))
            .Where(name => name.EndsWith(".lock", StringComparison.Ordinal) || name.StartsWith('.'))
            .Order(StringComparer.Ordinal);

    private string In(string index) => _repository.Shell($"GIT_INDEX_FILE=.git/{index} git show :a.txt");

    private void Stage(params string[] names)
    {
        foreach (var name in names)
        {
            _ = _repository.Edit(name, "staged");
        }

        _ = _repository.Git("add", "--all");
    }

    private async Task UpdateAsync(IProcessLauncher launcher, string? index, string[] names, CancellationToken cancellation)
    {
        Dictionary<string, string> environment = new(HookEnvironment.OfThisProcess(), StringComparer.Ordinal) { ["GIT_CONFIG_GLOBAL"] = "/dev/null" };
        if (index is not null)
        {
            environment["GIT_INDEX_FILE"] = _repository.In(".git/" + index);
        }

        var contents = _folder.Next("contents");
        foreach (var name in names)
        {
            _ = Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(contents, name))!);
            await File.WriteAllTextAsync(Path.Combine(contents, name), "repaired", cancellation);
        }

        GitProgram git = new(GitRepository.Find(_repository.Path, environment)!, launcher, environment);
        var id = _repository.Git("rev-parse", ":" + names[0]);
        await new IndexUpdate(git, _folder, TimeProvider.System)
            .RunAsync([.. names.Select(name => new StagedFile(name, id, StagedEntry.Executable - 0x49, WorkingCopy.Same))], contents, cancellation);
    }

    /// <summary>Counts what writes into the git directory, and does something once one of these was started.</summary>
    private sealed class Writes(int which, Action then) : IProcessLauncher
    {
        private readonly IProcessLauncher _system = SystemLauncher.Create();

        public int Count { get; private set; }

        public IChildProcess Start(ProcessStart start)
        {
            var child = _system.Start(start);
            if (start.Arguments.Contains("update-index")
                && Path.GetFileName(Path.GetDirectoryName(start.Environment.GetValueOrDefault("GIT_INDEX_FILE", ".git/index"))) == ".git"
                && ++Count == which)
            {
                then();
            }

            return child;
        }
    }
}
