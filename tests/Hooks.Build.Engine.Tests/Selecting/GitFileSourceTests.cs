using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Selecting;

/// <summary>The real git on real repositories.</summary>
[TestClass]
public sealed class GitFileSourceTests
{
    [TestMethod]
    public async Task All_files_are_the_tracked_and_the_new_that_are_not_ignored()
    {
        using var repository = new TempRepository().Commit("a.cs", "src/b.cs").Write("new.cs", "out.log");
        _ = repository.Write(".gitignore");
        await File.WriteAllTextAsync(repository.In(".gitignore"), "*.log\n");
        (await repository.ListAsync(FileChoiceKind.All)).Paths.ShouldBe([".gitignore", "a.cs", "new.cs", "src/b.cs"]);
    }

    [TestMethod]
    public async Task Build_output_is_no_source_even_if_nobody_ignores_it()
    {
        using var repository = new TempRepository().Commit("a.cs", "obj/tracked.cs").Write("obj/x.cs", "src/obj/y.cs", "bin/Debug/z.cs");
        (await repository.ListAsync(FileChoiceKind.All)).Paths.ShouldBe(["a.cs", "obj/tracked.cs"]);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Windows does not allow such names.")]
    [DataRow(FileChoiceKind.All)]
    [DataRow(FileChoiceKind.Staged)]
    [DataRow(FileChoiceKind.Changed)]
    public async Task Hostile_names_come_through_as_they_are(FileChoiceKind kind)
    {
        string[] names = [" lead", "'q'", "-rf", "--help", "a b", "a\nb", "a\tb", "back\\slash", "q\"q", "über/ß.cs", "日本.cs", "{files}", "$HOME", "*"];
        using var repository = new TempRepository().Commit("first").Write(names).Stage(names);
        (await repository.ListAsync(kind)).Paths.Where(name => name != "first").ShouldBe(names.Order(StringComparer.Ordinal));
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux, IgnoreMessage = "Other systems have no such names.")]
    [DataRow(FileChoiceKind.All)]
    [DataRow(FileChoiceKind.Staged)]
    [DataRow(FileChoiceKind.Changed)]
    public async Task Names_that_are_not_utf8_come_through_byte_by_byte(FileChoiceKind kind)
    {
        using var repository = new TempRepository();
        _ = repository.Shell("printf x > \"$(printf 'b\\377d')\"; printf x > \"$(printf '\\300.cs')\"; git add .");
        (await repository.ListAsync(kind)).Paths.ShouldBe(["b\uDCFFd", "\uDCC0.cs"]);

        // .NET cannot name them, so it cannot delete them either.
        _ = repository.Shell("rm b* *.cs");
    }

    [TestMethod]
    public async Task Staged_files_are_those_in_the_index_that_differ_from_the_commit()
    {
        using var repository = new TempRepository().Commit("same.cs", "edited.cs", "deleted.cs");
        await File.WriteAllTextAsync(repository.In("edited.cs"), "now");
        _ = repository.Write("staged.cs", "untracked.cs").Stage("staged.cs", "edited.cs");
        _ = repository.Git("rm", "--quiet", "deleted.cs");
        (await repository.ListAsync(FileChoiceKind.Staged)).Paths.ShouldBe(["edited.cs", "staged.cs"]);
    }

    [TestMethod]
    public async Task Changed_files_are_all_that_differ_from_the_commit_untracked_included()
    {
        using var repository = new TempRepository().Commit("same.cs", "edited.cs", "deleted.cs");
        await File.WriteAllTextAsync(repository.In("edited.cs"), "now");
        File.Delete(repository.In("deleted.cs"));
        _ = repository.Write("staged.cs", "untracked.cs", "obj/generated.cs").Stage("staged.cs");
        (await repository.ListAsync(FileChoiceKind.Changed)).Paths.ShouldBe(["edited.cs", "staged.cs", "untracked.cs"]);
    }

    [TestMethod]
    public async Task A_range_is_what_differs_between_two_commits()
    {
        using var repository = new TempRepository().Commit("old.cs").Commit("a.cs").Commit("b.cs").Write("untracked.cs");
        (await repository.ListAsync(FileChoiceKind.Range, from: "HEAD~2", to: "HEAD")).Paths.ShouldBe(["a.cs", "b.cs"]);
    }

    [TestMethod]
    public async Task A_range_of_a_commit_that_does_not_exist_names_it()
    {
        using var repository = new TempRepository().Commit("a.cs");
        var problem = (await Should.ThrowAsync<HooksException>(repository.ListAsync(FileChoiceKind.Range, from: "nowhere", to: "HEAD"))).Problems.Single();
        problem.Code.ShouldBe(Codes.Files);
        problem.Message.ShouldStartWith("'nowhere' is no commit");
        problem.Message.ShouldEndWith("a range goes from one to another, such as main..HEAD");
    }

    [TestMethod]
    public async Task A_range_of_a_commit_that_a_shallow_clone_lacks_says_how_to_get_it()
    {
        using var repository = new TempRepository().Commit("a.cs").Commit("b.cs");
        _ = repository.Shell("git rev-parse HEAD > .git/shallow");
        (await Should.ThrowAsync<HooksException>(repository.ListAsync(FileChoiceKind.Range, from: "HEAD~1", to: "HEAD"))).Message
            .ShouldContain("the clone is shallow, without its history; get it by 'git fetch --unshallow'");
    }

    [TestMethod]
    [DataRow(FileChoiceKind.All)]
    [DataRow(FileChoiceKind.Staged)]
    [DataRow(FileChoiceKind.Changed)]
    public async Task Before_the_first_commit_all_is_new(FileChoiceKind kind)
    {
        using var repository = new TempRepository().Write("a.cs").Stage("a.cs");
        (await repository.ListAsync(kind)).Paths.ShouldBe(["a.cs"]);
    }

    [TestMethod]
    [DataRow(FileChoiceKind.All)]
    [DataRow(FileChoiceKind.Staged)]
    [DataRow(FileChoiceKind.Changed)]
    public async Task In_a_folder_of_a_repository_names_start_at_that_folder(FileChoiceKind kind)
    {
        using var repository = new TempRepository().Commit("first").Write("outside.cs", "src/inside.cs").Stage("outside.cs", "src/inside.cs");
        (await repository.ListAsync(kind, "src")).Paths.ShouldBe(["inside.cs"]);
    }

    [TestMethod]
    public async Task A_rename_is_its_new_name()
    {
        using var repository = new TempRepository().Commit("old.cs");
        _ = repository.Git("mv", "old.cs", "new.cs");
        (await repository.ListAsync(FileChoiceKind.Staged)).Paths.ShouldBe(["new.cs"]);
    }

    [TestMethod]
    public async Task A_submodule_is_no_changed_file()
    {
        using var inner = new TempRepository().Commit("inner.cs");
        using var repository = new TempRepository().Commit("a.cs");
        _ = repository.Git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.Path, "sub");
        (await repository.ListAsync(FileChoiceKind.Staged)).Paths.ShouldBe([".gitmodules"]);
    }

    [TestMethod]
    public async Task Warnings_of_git_are_not_taken_for_files()
    {
        using var repository = new TempRepository().Commit("a.cs");
        _ = repository.Git("config", "core.autocrlf", "true");
        await File.WriteAllTextAsync(repository.In("a.cs"), "one\ntwo\n");
        (await repository.ListAsync(FileChoiceKind.Changed)).Paths.ShouldBe(["a.cs"]);
    }

    [TestMethod]
    public async Task Without_a_repository_all_files_are_those_of_the_folder_but_for_what_is_generated_and_other_repositories()
    {
        using TempFolder folder = new();
        foreach (var name in new[] { "a.cs", "src/b.cs", "obj/c.cs", "src/bin/d.cs", "node_modules/e.js", "other/.git/HEAD", "other/f.cs", "linked/.git", "linked/g.cs" })
        {
            _ = folder.File(name);
        }

        (await Source().ListAsync(folder.Path, new FileChoice(FileChoiceKind.All), CancellationToken.None)).Paths.ShouldBe(["a.cs", "src/b.cs"]);
    }

    [TestMethod]
    [DataRow(FileChoiceKind.Staged)]
    [DataRow(FileChoiceKind.Changed)]
    [DataRow(FileChoiceKind.Range)]
    public async Task Without_a_repository_there_is_nothing_that_only_git_knows(FileChoiceKind kind)
    {
        using TempFolder folder = new();
        var problem = (await Should.ThrowAsync<HooksException>(Source().ListAsync(
            folder.Path, new FileChoice(kind, "a", "b"), CancellationToken.None))).Problems.Single();
        problem.Code.ShouldBe(Codes.Files);
        problem.Message.ShouldContain("HooksFiles=All");
    }

    [TestMethod]
    public async Task What_git_says_when_it_fails_is_told()
    {
        using var repository = new TempRepository().Commit("a.cs");
        await File.WriteAllTextAsync(repository.In(".git/index"), "broken");
        var problem = (await Should.ThrowAsync<HooksException>(repository.ListAsync(FileChoiceKind.All))).Problems.Single();
        problem.Code.ShouldBe(Codes.Files);
        problem.Message.ShouldContain("failed with exit code 128: ");
        problem.Message.ShouldContain("index file");
    }

    [TestMethod]
    public async Task Without_git_the_path_searched_is_told()
    {
        using var repository = new TempRepository();
        var source = GitFiles.Of(SystemLauncher.Create(), new Dictionary<string, string>(StringComparer.Ordinal) { ["PATH"] = "/nowhere" });
        (await Should.ThrowAsync<HooksException>(source.ListAsync(
            repository.Path, new FileChoice(FileChoiceKind.All), CancellationToken.None))).Problems.Single().Message.ShouldContain("/nowhere");
    }

    [TestMethod]
    public async Task A_git_that_cannot_start_is_a_problem_and_no_crash()
    {
        using var repository = new TempRepository();
        FakeLauncher launcher = new() { OnStart = _ => throw new ProcessStartException("permission denied") };
        var source = GitFiles.Of(launcher, HookEnvironment.For(HookEnvironment.OfThisProcess(), []));
        (await Should.ThrowAsync<HooksException>(source.ListAsync(
            repository.Path, new FileChoice(FileChoiceKind.All), CancellationToken.None))).Problems.Single().Message.ShouldContain("permission denied");
    }

    [TestMethod]
    public async Task A_root_that_does_not_exist_is_a_problem_and_no_crash() =>
        (await Should.ThrowAsync<HooksException>(Source().ListAsync(
            "/no/such/root", new FileChoice(FileChoiceKind.All), CancellationToken.None))).Problems.Single().Code.ShouldBe(Codes.Files);

    [TestMethod]
    public async Task Cancelling_ends_git()
    {
        using var repository = new TempRepository();
        using CancellationTokenSource cancelled = new();
        FakeLauncher launcher = new();
        var listing = GitFiles.Of(launcher, HookEnvironment.For(HookEnvironment.OfThisProcess(), []))
            .ListAsync(repository.Path, new FileChoice(FileChoiceKind.All), cancelled.Token);
        var git = await launcher.NextAsync();
        await cancelled.CancelAsync();
        _ = await Should.ThrowAsync<OperationCanceledException>(listing);
        git.Signals.ShouldBe(["kill"]);
    }

    private static GitFileSource Source() => GitFiles.Of(SystemLauncher.Create(), HookEnvironment.For(HookEnvironment.OfThisProcess(), []));
}
