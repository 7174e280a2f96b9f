using Hooks.Build.Package.Tests.Kit;

namespace Hooks.Build.Package.Tests;

/// <summary><c>git commit</c> and its kin, with the package's own runner.</summary>
[TestClass]
public sealed class CommitTests
{
    private const string Fixing = """
        [Hook(Files = ["**/*.txt"], Fix = "sed -i 's/ *$//' {files}")] const string Blanks = "sh -c '! grep -n \" $\" \"$@\"' sh {files}";
        """;

    [TestMethod]
    public async Task A_commit_has_the_repaired_content_and_says_what_changed()
    {
        var repository = await CommitRepository.CreateAsync(Fixing);
        await repository.StageAsync("a.txt", "one \ntwo\n");
        var run = (await repository.CommitAsync()).ShouldExitWith(0);
        run.Output.ShouldContain("Blanks fixed a.txt");
        (await repository.CommittedTextAsync("a.txt")).ShouldBe("one\ntwo\n");
        (await repository.GitAsync("status", "--porcelain")).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Unstaged_changes_stay_unstaged()
    {
        var repository = await CommitRepository.CreateAsync(Fixing);
        await repository.CommittedAsync("a.txt", "one\n2\n3\n4\nfive\n");
        await repository.StageAsync("a.txt", "ONE \n2\n3\n4\nfive\n");
        repository.Write("a.txt", "ONE \n2\n3\n4\nFIVE \n");
        _ = (await repository.CommitAsync()).ShouldExitWith(0);
        (await repository.CommittedTextAsync("a.txt")).ShouldBe("ONE\n2\n3\n4\nfive\n");
        repository.Read("a.txt").ShouldBe("ONE\n2\n3\n4\nFIVE \n");
    }

    [TestMethod]
    public async Task Commit_of_all_has_the_repaired_content()
    {
        var repository = await CommitRepository.CreateAsync(Fixing);
        await repository.CommittedAsync("a.txt", "one\n");
        repository.Write("a.txt", "two \n");
        _ = (await repository.CommitAsync("-a")).ShouldExitWith(0);
        (await repository.CommittedTextAsync("a.txt")).ShouldBe("two\n");
        (await repository.GitAsync("status", "--porcelain")).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Commit_of_a_path_leaves_what_else_is_staged_and_keeps_the_repair()
    {
        var repository = await CommitRepository.CreateAsync(Fixing);
        await repository.CommittedAsync("a.txt", "one\n");
        await repository.CommittedAsync("b.txt", "b\n");
        await repository.StageAsync("b.txt", "staged \n");
        repository.Write("a.txt", "two \n");
        _ = (await repository.CommitAsync("a.txt")).ShouldExitWith(0);
        (await repository.CommittedTextAsync("a.txt")).ShouldBe("two\n");
        (await repository.CommittedTextAsync("b.txt")).ShouldBe("b\n");
        (await repository.StagedTextAsync("b.txt")).ShouldBe("staged \n");
        (await repository.GitAsync("status", "--porcelain")).ShouldBe("M  b.txt");
    }

    [TestMethod]
    public async Task A_hook_that_asks_git_during_commit_of_all_sees_what_is_committed()
    {
        var repository = await CommitRepository.CreateAsync("[Hook] const string Ask = \"git diff --cached --name-only\";");
        await repository.CommittedAsync("a.txt", "one\n");
        repository.Write("a.txt", "two\n");
        _ = (await repository.CommitAsync("-a")).ShouldExitWith(0);
        repository.Read("build/obj/Debug/net10.0/hooks/Ask.log").ShouldContain("\na.txt\n");
    }

    [TestMethod]
    public async Task Amending_checks_what_was_added()
    {
        var repository = await CommitRepository.CreateAsync(Fixing);
        await repository.CommittedAsync("a.txt", "one\n");
        await repository.StageAsync("a.txt", "two \n");
        _ = (await repository.CommitAsync("--amend")).ShouldExitWith(0);
        (await repository.CommittedTextAsync("a.txt")).ShouldBe("two\n");
    }

    [TestMethod]
    public async Task A_merge_commit_that_was_resolved_is_checked()
    {
        var repository = await CommitRepository.CreateAsync(Fixing);
        await repository.CommittedAsync("a.txt", "one\n");
        _ = await repository.GitAsync("checkout", "--quiet", "-b", "side");
        await repository.CommittedAsync("a.txt", "side\n");
        _ = await repository.GitAsync("checkout", "--quiet", "-");
        await repository.CommittedAsync("a.txt", "main\n");
        _ = await SdkRun.RunAsync(repository.Root, "git", ["merge", "side"]);
        await repository.StageAsync("a.txt", "both \n");
        _ = (await repository.CommitAsync()).ShouldExitWith(0);
        (await repository.CommittedTextAsync("a.txt")).ShouldBe("both\n");
        (await repository.GitAsync("log", "-1", "--format=%P")).Split(' ').Length.ShouldBe(2);
    }

    [TestMethod]
    public async Task The_first_commit_of_a_repository_is_checked()
    {
        var repository = await CommitRepository.CreateAsync(Fixing);
        _ = await repository.GitAsync("checkout", "--quiet", "--orphan", "fresh");
        await repository.StageAsync("a.txt", "one \n");
        _ = (await repository.CommitAsync()).ShouldExitWith(0);
        (await repository.CommittedTextAsync("a.txt")).ShouldBe("one\n");
    }

    [TestMethod]
    public async Task A_CSharp_hook_repairs_what_is_staged()
    {
        var repository = await CommitRepository.CreateAsync("""
            [Hook(Files = ["**/*.txt"])] static Task Upper(HookContext hook) => hook.ForEachFileAsync(async (file, cancel) =>
            {
                var text = await file.ReadTextAsync(cancel);
                if (hook.Fixing) await file.WriteTextAsync(text.ToUpperInvariant(), cancel);
            });
            """);
        await repository.StageAsync("a.txt", "one\n2\n3\n4\nfive\n");
        repository.Write("a.txt", "one\n2\n3\n4\nfive\nsix\n7\n8\nnine\n");
        var run = (await repository.CommitAsync()).ShouldExitWith(0);
        run.Output.ShouldContain("Upper fixed a.txt");
        (await repository.CommittedTextAsync("a.txt")).ShouldBe("ONE\n2\n3\n4\nFIVE\n");
    }

    [TestMethod]
    public async Task A_CSharp_hook_sees_what_is_staged()
    {
        var repository = await CommitRepository.CreateAsync("""
            [Hook(Files = ["**/*.txt"])] static Task See(HookContext hook) => hook.ForEachFileAsync(async (file, cancel) =>
            {
                var text = await file.ReadTextAsync(cancel);
                if (text.Contains("bad")) hook.Error(file, 1, 1, "SEE1", "bad");
            });
            """);
        await repository.StageAsync("a.txt", "good\n");
        repository.Write("a.txt", "bad\n");
        _ = (await repository.CommitAsync()).ShouldExitWith(0);
        await repository.StageAsync("a.txt", "bad\n");
        repository.Write("a.txt", "good\n");
        (await repository.CommitAsync()).ShouldExitWith(1).Output.ShouldContain("a.txt(1,1): error SEE1: bad");
    }

    [TestMethod]
    public async Task A_commit_from_a_subfolder_runs_the_same_hooks()
    {
        var repository = await CommitRepository.CreateAsync(Fixing);
        await repository.StageAsync("sub/a.txt", "one \n");
        _ = (await SdkRun.RunAsync(repository.FullPath("sub"), "git", ["commit", "-m", "x"])).ShouldExitWith(0);
        (await repository.CommittedTextAsync("sub/a.txt")).ShouldBe("one\n");
    }

    [TestMethod]
    public async Task A_linked_working_tree_runs_its_own_hooks()
    {
        var repository = await CommitRepository.CreateAsync(Fixing);
        var tree = repository.FullPath("../linked-" + Path.GetFileName(repository.Root));
        _ = await repository.GitAsync("worktree", "add", "--quiet", tree, "-b", "linked");
        await File.WriteAllTextAsync(Path.Combine(tree, "a.txt"), "one \n2\n3\n");
        _ = (await SdkRun.RunAsync(tree, "git", ["add", "a.txt"])).ShouldExitWith(0);
        await File.WriteAllTextAsync(Path.Combine(tree, "a.txt"), "one \n2\n3\nmine\n");
        var run = (await SdkRun.RunAsync(tree, "git", ["commit", "-m", "x"])).ShouldExitWith(0);
        run.Output.ShouldContain("hooks: building build/Hooks.csproj (not built yet) ...");
        (await SdkRun.RunAsync(tree, "git", ["show", "HEAD:a.txt"])).Output.ShouldBe("one\n2\n3\n");
        (await File.ReadAllTextAsync(Path.Combine(tree, "a.txt"))).ShouldBe("one\n2\n3\nmine\n");
    }

    [TestMethod]
    public async Task A_submodule_runs_its_own_hooks()
    {
        var repository = await CommitRepository.CreateAsync(Fixing);
        var parent = Directory.CreateDirectory(repository.FullPath("../parent-" + Path.GetFileName(repository.Root))).FullName;
        string[][] commands =
        [
            ["init", "--quiet"],
            ["-c", "protocol.file.allow=always", "submodule", "add", "--quiet", repository.Root, "module"],
        ];
        foreach (var command in commands)
        {
            _ = (await SdkRun.RunAsync(parent, "git", command)).ShouldExitWith(0);
        }

        var module = Path.Combine(parent, "module");
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)[("user.name", "Test"), ("user.email", "test@example.org")])
        {
            SdkRun.RunAsync(module, "git", ["config", name, value]).GetAwaiter().GetResult().ShouldExitWith(0);
        }

        _ = (await SdkRun.DotnetAsync(module, ["msbuild", "build/Hooks.csproj", "-restore", "-nologo", "-v:m", "-t:InstallHooks"])).ShouldExitWith(0);
        await File.WriteAllTextAsync(Path.Combine(module, "a.txt"), "one \n2\n3\n");
        _ = (await SdkRun.RunAsync(module, "git", ["add", "a.txt"])).ShouldExitWith(0);
        await File.WriteAllTextAsync(Path.Combine(module, "a.txt"), "one \n2\n3\nmine\n");
        _ = (await SdkRun.RunAsync(module, "git", ["commit", "-m", "x"])).ShouldExitWith(0);
        (await SdkRun.RunAsync(module, "git", ["show", "HEAD:a.txt"])).Output.ShouldBe("one\n2\n3\n");
        (await File.ReadAllTextAsync(Path.Combine(module, "a.txt"))).ShouldBe("one\n2\n3\nmine\n");
    }

    [TestMethod]
    public async Task A_commit_message_is_checked_and_may_be_repaired()
    {
        var repository = await CommitRepository.CreateAsync("""
            [Hook(Stages = HookStages.CommitMsg)] const string Short = "sh -c 'test $(head -n 1 \"$1\" | wc -c) -lt 20 || (echo too long; exit 1)' sh {files}";
            """);
        await repository.StageAsync("a.txt", "one\n");
        (await SdkRun.RunAsync(repository.Root, "git", ["commit", "-m", "a message that is too long"])).ShouldExitWith(1).Output.ShouldContain("too long");
        _ = (await SdkRun.RunAsync(repository.Root, "git", ["commit", "-m", "short"])).ShouldExitWith(0);
    }

    [TestMethod]
    public async Task A_push_is_checked_by_the_files_it_brings()
    {
        var repository = await CommitRepository.CreateAsync("""
            [Hook(Stages = HookStages.PrePush, Files = ["**/*.txt"])] const string See = "sh -c 'echo \"$@\" >> .git/seen' sh {files}";
            """);
        var remote = repository.FullPath("../remote-" + Path.GetFileName(repository.Root));
        _ = await repository.GitAsync("init", "--quiet", "--bare", remote);
        _ = await repository.GitAsync("remote", "add", "origin", remote);
        _ = await repository.GitAsync("push", "--quiet", "--no-verify", "origin", "HEAD:main");
        await repository.CommittedAsync("a.txt", "one\n");
        await repository.CommittedAsync("b.txt", "two\n");
        _ = await repository.GitAsync("push", "origin", "HEAD:main");
        repository.Read(".git/seen").ShouldBe("a.txt b.txt\n");
    }

    [TestMethod]
    public async Task Hooks_can_be_skipped_for_one_commit()
    {
        var repository = await CommitRepository.CreateAsync("""[Hook] const string Bad = "false"; [Hook] const string Worse = "false";""");
        await repository.StageAsync("a.txt", "one\n");
        _ = (await repository.CommitAsync()).ShouldExitWith(1);
        _ = (await SdkRun.RunAsync(repository.Root, "git", ["commit", "-m", "x"], ("HOOKS_SKIP", "Bad"))).ShouldExitWith(1);
        (await SdkRun.RunAsync(
            repository.Root,
            "git",
            ["commit", "-m", "x"],
            ("HOOKS_SKIP", "Bad,worse,other"))).ShouldExitWith(0).Output.ShouldContain("2 left out (Bad, Worse)");
        await repository.StageAsync("a.txt", "two\n");
        _ = (await SdkRun.RunAsync(repository.Root, "git", ["commit", "-m", "x"], ("HOOKS", "0"))).ShouldExitWith(0);
    }
}
