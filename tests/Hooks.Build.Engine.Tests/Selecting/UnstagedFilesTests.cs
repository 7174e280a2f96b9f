using System.Diagnostics.CodeAnalysis;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Selecting;

/// <summary>What is not on disk as it is staged, in the eyes of the real <c>git status</c>.</summary>
[TestClass]
public sealed class UnstagedFilesTests
{
    private static readonly string[] Status = ["status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--ignore-submodules=all"];

    [TestMethod]
    public async Task They_are_told_where_somebody_asks()
    {
        using var repository = new TempRepository().Commit("same", "edited", "gone").Write("untracked", "staged").Stage("staged");
        await File.WriteAllTextAsync(repository.In("edited"), "now");
        File.Delete(repository.In("gone"));

        (await repository.ListAsync(FileChoiceKind.All)).Unstaged.ShouldBeEmpty();
        var listing = await repository.ListAsync(new FileChoice(FileChoiceKind.All) { WithUnstaged = true });
        listing.Unstaged.ShouldBe(["edited", "gone", "untracked"]);
        listing.Paths.ShouldBe((await repository.ListAsync(FileChoiceKind.All)).Paths);
    }

    [TestMethod]
    [DataRow("--assume-unchanged")]
    [DataRow("--skip-worktree")]
    public async Task What_git_was_told_not_to_look_at_may_be_anything(string told)
    {
        using var repository = new TempRepository().Commit("same", "hidden");
        _ = repository.Git("update-index", told, "hidden");
        (await repository.ListAsync(new FileChoice(FileChoiceKind.All) { WithUnstaged = true })).Unstaged.ShouldBe(["hidden"]);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Windows has neither links nor modes.")]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(4)]
    [DataRow(5)]
    [DataRow(6)]
    [SuppressMessage("Security", "CA5394", Justification = "The same in each run")]
    public async Task Whatever_happened_they_are_those_of_git_status(int seed)
    {
        Random random = new(seed);
        string[] files = [.. Enumerable.Range(0, 40).Select(i => $"d{i % 5}/f{i}")];
        using var repository = new TempRepository().Commit(files);
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
                10 => $"touch {file}",
                _ => $"git update-index --skip-worktree {file}; rm {file}",
            });
        }

        var git = repository.Program();
        List<string> expected = [];
        foreach (var line in ZeroTerminated.Split(await git.RequireAsync(Status, CancellationToken.None)))
        {
            if (line.Span[1] != (byte)' ')
            {
                expected.Add(PathText.Decode(line.Span[3..]));
            }
        }

        (await repository.ListAsync(new FileChoice(FileChoiceKind.All) { WithUnstaged = true })).Unstaged.ShouldBe(expected.Order(StringComparer.Ordinal));
    }
}
