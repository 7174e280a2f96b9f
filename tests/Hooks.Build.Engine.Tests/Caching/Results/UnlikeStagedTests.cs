using System.Diagnostics.CodeAnalysis;
using Hooks.Build.Engine.Caching.Keys;
using Hooks.Build.Engine.Caching.Results;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Caching.Results;

/// <summary>What is not on disk as it is staged, in the eyes of the real <c>git status</c>.</summary>
[TestClass]
public sealed class UnlikeStagedTests
{
    private static readonly string[] Status = ["status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--ignore-submodules=all"];

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Windows has neither links nor modes.")]
    [DataRow(1, "")]
    [DataRow(2, "")]
    [DataRow(3, "d1")]
    [DataRow(4, "")]
    [DataRow(5, "")]
    [DataRow(6, "d2")]
    public async Task Whatever_happened_a_file_is_one_where_git_status_says_so(int seed, string folder)
    {
        using var repository = Disturbed(seed);
        var listed = (await repository.ListAsync(FileChoiceKind.All, folder)).Paths;
        UnlikeStaged unlike = new(
            repository.Program(),
            Path.TrimEndingDirectorySeparator(repository.In(folder)),
            await repository.ListAsync(FileChoiceKind.Staged, folder),
            listed.Contains);
        List<string> found = [];
        foreach (var path in listed.Append("d1/nothing").Append("d3/f3.log"))
        {
            if (await unlike.HasAnyAsync(Key(path), CancellationToken.None))
            {
                found.Add(path);
            }
        }

        var expected = await UnstagedAsync(repository, folder);
        found.ShouldBe(expected);
        (await unlike.HasAnyAsync(Key([.. listed.Except(expected)]), CancellationToken.None)).ShouldBeFalse();
        (await unlike.HasAnyAsync(Key([.. listed]), CancellationToken.None)).ShouldBe(expected.Count > 0);
    }

    [TestMethod]
    public async Task Asked_of_many_at_once_the_answer_is_that_of_each()
    {
        using var repository = new TempRepository().Commit([.. Enumerable.Range(0, 300).Select(i => $"f{i}")]);
        await File.WriteAllTextAsync(repository.In("f7"), "now");
        var listed = (await repository.ListAsync(FileChoiceKind.All)).Paths;
        UnlikeStaged unlike = new(repository.Program(), repository.Path, await repository.ListAsync(FileChoiceKind.Staged), listed.Contains);
        var answers = await Task.WhenAll(listed.Select(path => unlike.HasAnyAsync(Key(path), CancellationToken.None)));
        listed.Where((_, i) => answers[i]).ShouldBe(["f7"]);
    }

    [TestMethod]
    [DataRow("--assume-unchanged")]
    [DataRow("--skip-worktree")]
    public async Task What_git_was_told_not_to_look_at_is_one_once_it_is_edited(string told)
    {
        using var repository = new TempRepository().Commit("same", "hidden", "edited");
        _ = repository.Git("update-index", told, "hidden", "edited");
        await File.WriteAllTextAsync(repository.In("edited"), "now");
        UnlikeStaged unlike = new(repository.Program(), repository.Path, await repository.ListAsync(FileChoiceKind.Staged), _ => true);
        (await unlike.HasAnyAsync(Key("same"), CancellationToken.None)).ShouldBeFalse();
        (await unlike.HasAnyAsync(Key("edited"), CancellationToken.None)).ShouldBeTrue();
    }

    [TestMethod]
    public async Task Where_git_does_not_tell_any_file_may_be_one()
    {
        using var repository = new TempRepository().Commit("a");
        var git = repository.Program();
        UnlikeStaged unlike = new(git, repository.Path, await repository.ListAsync(FileChoiceKind.Staged), _ => true);
        File.WriteAllText(git.Repository.IndexFile, "no index");
        (await unlike.HasAnyAsync(Key("a"), CancellationToken.None)).ShouldBeTrue();
    }

    [SuppressMessage("Security", "CA5394", Justification = "The same in each run")]
    private static TempRepository Disturbed(int seed)
    {
        Random random = new(seed);
        string[] files = [.. Enumerable.Range(0, 40).Select(i => $"d{i % 5}/f{i}")];
        var repository = new TempRepository().Commit(files);
        foreach (var file in files)
        {
            _ = repository.Shell(random.Next(12) switch
            {
                0 => $"rm {file}",
                1 => $"echo now > {file}",
                2 => $"echo now > {file}; git add {file}",
                3 => $"echo now > {file}; git add {file}; echo again > {file}",
                4 => $"chmod +x {file}",
                5 => $"rm {file}; ln -s nowhere {file}",
                6 => $"rm {file}; mkdir {file}; echo x > {file}/inner",
                7 => $"git rm -q --cached {file}",
                8 => $"echo new > {file}.new; git add -N {file}.new",
                9 => $"echo new > {file}.log; echo '*.log' > $(dirname {file})/.gitignore",
                10 => $"git update-index --skip-worktree {file}; rm {file}",
                _ => $"touch {file}",
            });
        }

        return repository;
    }

    private static async Task<List<string>> UnstagedAsync(TempRepository repository, string folder)
    {
        var prefix = folder.Length == 0 ? "" : folder + "/";
        List<string> paths = [];
        foreach (var line in ZeroTerminated.Split(await repository.Program().RequireAsync(Status, CancellationToken.None)))
        {
            var path = PathText.Decode(line.Span[3..]);
            if (line.Span[1] != (byte)' ' && path.StartsWith(prefix, StringComparison.Ordinal))
            {
                paths.Add(path[prefix.Length..]);
            }
        }

        paths.Sort(StringComparer.Ordinal);
        return paths;
    }

    private static ResultKey Key(params string[] beside) => new() { Digest = "", Base = "", Fields = [], Given = [], Beside = beside };
}
