using System.Runtime.Versioning;
using Hooks.Build.Engine.Installing;
using InstalledFile = Hooks.Build.Engine.Installing.HookFile;

namespace Hooks.Build.Engine.Tests.Installing;

/// <summary>Hooks that were there before run first, and come back as they were.</summary>
[TestClass]
[UnsupportedOSPlatform("windows")]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Modes and links are those of Unix.")]
public sealed class ExistingHookTests
{
    private const string Kept = ".before-hooks-build";
    private const string RunnerLine = "hooks [git-hook] [pre-commit] [build/Hooks.csproj] [build/obj/hooks.state]";

    [TestMethod]
    public async Task It_runs_first_with_the_same_arguments()
    {
        using HookedRepository repository = new();
        _ = repository.WriteHook("commit-msg");
        (await repository.InstallAsync(HookStages.CommitMsg)).Lines[1]
            .ShouldBe(
                "The commit-msg that was there is kept as .git/hooks/commit-msg.before-hooks-build and runs first; if it is of a tool that is not used any more, delete it");
        (await repository.CommitAsync()).ExitCode.ShouldBe(0);
        repository.Log.ShouldBe([
            "earlier .git/COMMIT_EDITMSG", "hooks [git-hook] [commit-msg] [build/Hooks.csproj] [build/obj/hooks.state] [.git/COMMIT_EDITMSG]"]);
    }

    // What `pre-commit install` makes of our script, before ours is installed once more.
    [TestMethod]
    public async Task Where_it_runs_a_script_of_ours_that_it_put_aside_that_is_told()
    {
        using HookedRepository repository = new();
        _ = await repository.InstallAsync();
        var path = repository.Hook("pre-commit");
        File.Move(path, path + ".legacy");
        _ = repository.WriteHook("pre-commit");
        (await repository.InstallAsync()).Lines[^1]
            .ShouldBe("It runs .git/hooks/pre-commit.legacy (pre-commit and prek do), which is ours, too, so that hooks would run twice: delete that");
    }

    [TestMethod]
    [DataRow("exec tools/hooks.d/$(basename \"$0\")", null)]
    [DataRow("exec tools/hooks.d/${0##*/}", null)]
    [DataRow(". \"$(dirname \"$0\")/husky.sh\"", "hookName=`basename \"$0\"`")]
    public async Task That_it_asks_for_its_name_which_is_another_now_is_told(string body, string? husky)
    {
        using HookedRepository repository = new();
        _ = repository.WriteHook("pre-commit", body);
        if (husky is not null)
        {
            _ = repository.Write(".git/hooks/husky.sh", husky);
        }

        (await repository.InstallAsync()).Lines[^1].ShouldStartWith("It asks for its own name, which is pre-commit.before-hooks-build now");
    }

    [TestMethod]
    public async Task It_comes_back_with_its_bytes_its_mode_and_its_time()
    {
        using HookedRepository repository = new();
        var path = repository.WriteHook("pre-commit");
        DateTime time = new(2020, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(path, time);
        var (bytes, mode) = (await File.ReadAllBytesAsync(path), File.GetUnixFileMode(path));
        _ = await repository.InstallAsync();
        (await repository.UninstallAsync()).Lines.ShouldBe([".git/hooks/pre-commit is again the hook that was there before"]);
        (await File.ReadAllBytesAsync(path)).ShouldBe(bytes);
        File.GetUnixFileMode(path).ShouldBe(mode);
        File.GetLastWriteTimeUtc(path).ShouldBe(time);
        File.Exists(path + Kept).ShouldBeFalse();
    }

    [TestMethod]
    public async Task Its_failure_stops_the_commit_before_the_runner()
    {
        using HookedRepository repository = new();
        _ = repository.WriteHook("pre-commit", "exit 7");
        _ = await repository.InstallAsync();
        (await repository.CommitAsync()).ExitCode.ShouldNotBe(0);
        repository.Log.ShouldBeEmpty();
    }

    [TestMethod]
    public async Task After_the_fact_its_failure_stops_nothing_and_is_passed_on()
    {
        using HookedRepository repository = new();
        _ = repository.WriteHook("post-checkout", "exit 7");
        _ = await repository.InstallAsync(HookStages.PostCheckout);
        (await repository.TryGitAsync(["checkout", "--quiet", "-b", "other"])).ExitCode.ShouldNotBe(0);
        repository.Log.ShouldHaveSingleItem().ShouldStartWith("hooks [git-hook] [post-checkout] ");
    }

    [TestMethod]
    public async Task A_link_is_kept_as_the_link()
    {
        using HookedRepository repository = new();
        var script = repository.Write("eng/pre-commit", "#!/bin/sh\necho linked >>\"$LOG\"\n");
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        _ = File.CreateSymbolicLink(repository.Hook("pre-commit"), "../../eng/pre-commit");
        _ = await repository.InstallAsync();
        _ = await repository.CommitAsync();
        repository.Log.ShouldBe(["linked", RunnerLine]);
        _ = await repository.UninstallAsync();
        new FileInfo(repository.Hook("pre-commit")).LinkTarget.ShouldBe("../../eng/pre-commit");
        (await File.ReadAllTextAsync(script)).ShouldStartWith("#!/bin/sh\necho");
    }

    [TestMethod]
    public async Task A_link_that_leads_nowhere_is_kept_and_not_run()
    {
        using HookedRepository repository = new();
        _ = File.CreateSymbolicLink(repository.Hook("pre-commit"), "nowhere");
        _ = await repository.InstallAsync();
        (await repository.CommitAsync()).ExitCode.ShouldBe(0);
        repository.Log.ShouldBe([RunnerLine]);
        _ = await repository.UninstallAsync();
        new FileInfo(repository.Hook("pre-commit")).LinkTarget.ShouldBe("nowhere");
    }

    [TestMethod]
    public async Task One_that_git_did_not_run_is_kept_and_not_run()
    {
        using HookedRepository repository = new();
        _ = repository.WriteHook("pre-commit", mode: UnixFileMode.UserRead | UnixFileMode.UserWrite);
        (await repository.InstallAsync()).Lines[1].ShouldContain("it may not be executed");
        _ = await repository.CommitAsync();
        repository.Log.ShouldBe([RunnerLine]);
    }

    [TestMethod]
    [DataRow("cat >/dev/null; exit 0")]
    [DataRow("exit 0", DisplayName = "One that reads nothing")]
    public async Task What_is_pushed_reaches_both(string reading)
    {
        using HookedRepository repository = new();
        await repository.GitAsync(["init", "--quiet", "--bare", repository.Outside("remote.git")]);
        await repository.GitAsync(["branch", "other"]);
        _ = repository.WriteHook("pre-push", "echo earlier \"$@\" >>\"$LOG\"\nIFS= read -r first && echo \"read $first\" >>\"$LOG\"\n" + reading);
        _ = await repository.InstallAsync(HookStages.PrePush);
        var remote = repository.Outside("remote.git");
        await repository.GitAsync(["push", "--quiet", remote, "main", "other"]);
        var head = await repository.GitAsync(["rev-parse", "HEAD"]);
        var zero = new string('0', head.Length);
        repository.Log.ShouldBe(
        [
            $"earlier {remote} {remote}",
            $"read refs/heads/main {head} refs/heads/main {zero}",
            $"hooks [git-hook] [pre-push] [build/Hooks.csproj] [build/obj/hooks.state] [{remote}] [{remote}]",
            $"< refs/heads/main {head} refs/heads/main {zero}",
            $"< refs/heads/other {head} refs/heads/other {zero}",
        ]);
    }

    [TestMethod]
    public async Task A_push_of_nothing_gives_nothing_to_both()
    {
        using HookedRepository repository = new();
        await repository.GitAsync(["init", "--quiet", "--bare", repository.Outside("remote.git")]);
        _ = repository.WriteHook("pre-push", "cat >>\"$LOG\"; echo earlier >>\"$LOG\"");
        await repository.GitAsync(["push", "--quiet", "--no-verify", repository.Outside("remote.git"), "main"]);
        _ = await repository.InstallAsync(HookStages.PrePush);
        await repository.GitAsync(["push", "--quiet", repository.Outside("remote.git"), "main"]);
        repository.Log.Count.ShouldBe(2);
        repository.Log[0].ShouldBe("earlier");
    }

    [TestMethod]
    public async Task Many_refs_reach_both()
    {
        using HookedRepository repository = new();
        await repository.GitAsync(["init", "--quiet", "--bare", repository.Outside("remote.git")]);
        _ = repository.Write("refs", string.Concat(Enumerable.Range(0, 300).Select(i => $"create refs/heads/b{i} HEAD\n")));
        var shell = Processes.Child.Start("/bin/sh", ["-c", "git update-ref --stdin <refs"], repository.Root);
        (await shell.EndAsync()).ExitCode.ShouldBe(0, shell.Output);
        _ = repository.WriteHook("pre-push", "while read -r line; do echo \"earlier $line\" >>\"$LOG\"; done");
        _ = await repository.InstallAsync(HookStages.PrePush);
        await repository.GitAsync(["push", "--quiet", "--all", repository.Outside("remote.git")]);
        repository.Log.Count(line => line.StartsWith("earlier ", StringComparison.Ordinal)).ShouldBe(301);
        repository.Log.Count(line => line.StartsWith("< ", StringComparison.Ordinal)).ShouldBe(301);
    }

    [TestMethod]
    public async Task A_kept_hook_is_never_overwritten()
    {
        using HookedRepository repository = new();
        _ = repository.WriteHook("pre-commit" + Kept, "echo oldest");
        _ = repository.WriteHook("pre-commit", "echo newer");
        (await repository.RefusalAsync(repository.Request())).ShouldContain("Remove the one that is not wanted");
        (await File.ReadAllTextAsync(repository.Hook("pre-commit"))).ShouldContain("newer");
        (await File.ReadAllTextAsync(repository.Hook("pre-commit" + Kept))).ShouldContain("oldest");
    }

    [TestMethod]
    public async Task The_same_hook_written_again_by_its_tool_is_kept_once()
    {
        using HookedRepository repository = new();
        _ = repository.WriteHook("pre-commit");
        _ = await repository.InstallAsync();
        _ = repository.WriteHook("pre-commit");
        (await repository.InstallAsync()).Changed.ShouldBeTrue();
        _ = await repository.CommitAsync();
        repository.Log.ShouldBe(["earlier", RunnerLine]);
    }

    [TestMethod]
    public async Task An_installation_that_ended_halfway_leaves_it_in_its_place_and_is_done_by_the_next()
    {
        using HookedRepository repository = new();
        var path = repository.WriteHook("pre-commit");
        new InstalledFile(path).Keep();
        _ = await repository.CommitAsync();
        repository.Log.ShouldBe(["earlier"]);

        _ = await repository.InstallAsync();
        _ = await repository.CommitAsync();
        repository.Log.ShouldBe(["earlier", "earlier", RunnerLine]);
        _ = await repository.UninstallAsync();
        (await File.ReadAllTextAsync(path)).ShouldContain("echo earlier");
        File.Exists(path + Kept).ShouldBeFalse();
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task What_an_installation_that_ended_halfway_kept_is_taken_away(bool isLink)
    {
        using HookedRepository repository = new();
        var path = isLink ? repository.Hook("pre-commit") : repository.WriteHook("pre-commit");
        if (isLink)
        {
            _ = File.CreateSymbolicLink(path, "../../eng/pre-commit");
        }

        new InstalledFile(path).Keep();
        new FileInfo(path + Kept).LinkTarget.ShouldBe(isLink ? "../../eng/pre-commit" : null);
        (await repository.UninstallAsync()).Changed.ShouldBeTrue();
        new InstalledFile(path).Exists.ShouldBeTrue();
        new InstalledFile(path).HasKept.ShouldBeFalse();
    }

    [TestMethod]
    public async Task There_is_a_hook_at_every_moment()
    {
        using HookedRepository repository = new();
        var path = repository.WriteHook("pre-commit");
        InstalledFile file = new(path);
        using CancellationTokenSource done = new();
        var missing = Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
            {
                if (!File.Exists(path))
                {
                    return true;
                }
            }

            return false;
        });
        for (var i = 0; i < 300; i++)
        {
            _ = file.Write(HookScript.Marker + "\n", out var back);
            back();
            _ = file.Write(HookScript.Marker + "\n", out _);
            file.Remove(out back);
            back();
            file.Remove(out _);
        }

        await done.CancelAsync();
        (await missing).ShouldBeFalse();
        (await File.ReadAllTextAsync(path)).ShouldContain("echo earlier");
        file.HasKept.ShouldBeFalse();
    }

    [TestMethod]
    public async Task Uninstalling_after_another_tool_took_the_place_leaves_both_alone()
    {
        using HookedRepository repository = new();
        _ = repository.WriteHook("pre-commit", "echo oldest");
        _ = await repository.InstallAsync();
        _ = repository.WriteHook("pre-commit", "echo newer");
        (await repository.UninstallAsync()).Changed.ShouldBeFalse();
        File.Exists(repository.Hook("pre-commit" + Kept)).ShouldBeTrue();
    }
}
