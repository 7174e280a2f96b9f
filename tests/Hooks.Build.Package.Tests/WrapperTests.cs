using Hooks.Build.Package.Tests.Kit;

namespace Hooks.Build.Package.Tests;

/// <summary>What stands between git and its hook may take away what git says: then nothing is committed or pushed that nobody checked.</summary>
[TestClass]
public sealed class WrapperTests
{
    private const string NoBad = """
        [Hook(Files = ["**/*.txt"], Stages = HookStages.PreCommit | HookStages.PrePush)] const string NoBad = "sh -c '! grep BAD \"$@\"' sh {files}";
        [Hook(Stages = HookStages.CommitMsg)] const string Message = "sh -c '! grep BAD \"$@\"' sh {files}";
        """;

    [TestMethod]
    [DataRow("unset GIT_INDEX_FILE")]
    [DataRow("unset GIT_DIR GIT_INDEX_FILE GIT_PREFIX")]
    [DataRow("export GIT_INDEX_FILE=.git/index")]
    [DataRow("export GIT_INDEX_FILE=/nonexistent/index")]
    [DataRow("export GIT_DIR=/nonexistent/.git")]
    [DataRow("export GIT_WORK_TREE=/nonexistent")]
    [DataRow("cd build")]
    [DataRow("unset GIT_INDEX_FILE; cd /")]
    public async Task No_commit_is_made_that_nobody_checked(string wrapper)
    {
        var repository = await CommitRepository.CreateAsync(NoBad);
        await repository.CommittedAsync("a.txt", "good\n");
        Wrap(repository, "pre-commit", wrapper);
        foreach (var how in (string[])["-a", "a.txt", ""])
        {
            repository.Write("a.txt", "BAD\n");
            if (how.Length == 0)
            {
                await repository.GitAsync("add", "a.txt");
            }

            _ = (await repository.CommitAsync(how.Length == 0 ? [] : [how])).ShouldExitWith(1);
            (await repository.CommittedTextAsync("a.txt")).ShouldBe("good\n");
        }
    }

    [TestMethod]
    public async Task Nor_where_a_hook_of_ones_own_runs_the_hooks()
    {
        var built = await TestRepository.CreateBuiltAsync(NoBad);
        var repository = await CommitRepository.OfAsync(built);
        await repository.GitAsync("add", "--all");
        await repository.CommittedAsync("a.txt", "good\n");
        foreach (var named in (string[])["unset GIT_INDEX_FILE", "cp .git/index .git/other; export GIT_INDEX_FILE=.git/other", ":"])
        {
            repository.Write(".git/hooks/pre-commit", $"#!/bin/sh\n{named}\nexec dotnet '{RunnerTests.RunnerOf(built)}' run pre-commit\n");
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(repository.FullPath(".git/hooks/pre-commit"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            repository.Write("a.txt", "BAD\n");
            foreach (var how in (string[])["-a", "a.txt"])
            {
                (await repository.CommitAsync(how)).ShouldExitWith(1).Output.ShouldContain(named == ":" ? "NoBad" : "what is committed cannot be told");
            }
        }
    }

    [TestMethod]
    [DataRow("exec </dev/null")]
    [DataRow("exec <&-")]
    [DataRow("cat >/dev/null")]
    public async Task A_push_whose_list_is_lost_is_checked_by_what_the_remote_lacks(string wrapper)
    {
        var repository = await CommitRepository.CreateAsync(NoBad);
        var remote = repository.FullPath("../remote-" + Path.GetFileName(repository.Root));
        await repository.GitAsync("init", "--quiet", "--bare", remote);
        await repository.GitAsync("remote", "add", "origin", remote);
        await repository.GitAsync("push", "--quiet", "--no-verify", "origin", "HEAD:main");
        Wrap(repository, "pre-push", wrapper);
        (await SdkRun.RunAsync(repository.Root, "git", ["push", "origin", "HEAD:main"])).ShouldExitWith(0).Output.ShouldNotContain("hooks:");
        await repository.CommittedAsync("a.txt", "BAD\n");
        (await SdkRun.RunAsync(repository.Root, "git", ["push", "origin", "HEAD:main"])).ShouldExitWith(1).Output.ShouldContain("must hand on standard input");
    }

    [TestMethod]
    public async Task A_message_that_is_not_named_is_not_passed()
    {
        var repository = await CommitRepository.CreateAsync(NoBad);
        Wrap(repository, "commit-msg", "set --");
        (await repository.CommitAsync("--allow-empty")).ShouldExitWith(1).Output.ShouldContain("must hand on its arguments");
    }

    private static void Wrap(CommitRepository repository, string hook, string change)
    {
        var path = repository.FullPath(".git/hooks/" + hook);
        File.Move(path, path + ".real");
        repository.Write(".git/hooks/" + hook, $"#!/bin/sh\nhere=$(cd \"$(dirname \"$0\")\" && pwd)\n{change}\nexec \"$here/{hook}.real\" \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, File.GetUnixFileMode(path + ".real"));
        }
    }
}
