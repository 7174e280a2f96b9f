using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.GitHooks;

namespace Hooks.Build.Runner.Tests.GitHooks;

[TestClass]
public sealed class GitHookCallTests
{
    [TestMethod]
    [DataRow("pre-commit", HookStages.PreCommit)]
    [DataRow("commit-msg", HookStages.CommitMsg)]
    [DataRow("pre-push", HookStages.PrePush)]
    [DataRow("post-merge", HookStages.PostMerge)]
    [DataRow("post-checkout", HookStages.PostCheckout)]
    public void The_name_of_the_git_hook_says_the_stage(string name, HookStages stage) => Call(name).Stage.ShouldBe(stage);

    [TestMethod]
    [DataRow("git-hook")]
    [DataRow("git-hook pre-commit build/Hooks.csproj")]
    [DataRow("git-hook pre-rebase build/Hooks.csproj build/obj/hooks.state")]
    [DataRow("git-hook 2 pre-commit build/Hooks.csproj build/obj/hooks.state")]
    [DataRow("git-hook 0 pre-commit")]
    [DataRow("git-hook -1 pre-commit a b")]
    [DataRow("git-hook 2147483647 pre-commit a b")]
    [DataRow("git-hook 2")]
    public void What_is_no_call_of_a_script_is_refused(string line) => GitHookCall.TryParse(line.Split(' ')).ShouldBeNull();

    [TestMethod]
    public void Several_projects_come_before_the_arguments_of_git()
    {
        var call = GitHookCall.TryParse(["git-hook", "2", "commit-msg", "a/build/Hooks.csproj", "a.state", "b c/build/Hooks.csproj", "b.state", "2", "more"])
            .ShouldNotBeNull();
        call.Projects.Select(place => place.Project).ShouldBe([Path.GetFullPath("a/build/Hooks.csproj"), Path.GetFullPath("b c/build/Hooks.csproj")]);
        call.Projects.ShouldAllBe(place => place.IsOneOfSeveral);
        call.Arguments.ShouldBe(["2", "more"]);
        Call("pre-commit").Projects.ShouldHaveSingleItem().IsOneOfSeveral.ShouldBeFalse();
    }

    [TestMethod]
    public void A_commit_is_about_what_the_stage_is_about() => Files("pre-commit").ShouldBe(FileChoice.OfStage);

    [TestMethod]
    public void A_message_is_about_its_file() =>
        Files("commit-msg", arguments: ".git/COMMIT_EDITMSG").ShouldNotBeNull().Paths.ShouldHaveSingleItem().ShouldBe(Path.GetFullPath(".git/COMMIT_EDITMSG"));

    [TestMethod]
    public void A_push_is_about_what_it_sends()
    {
        var files = Files("pre-push", "refs/heads/a 1 refs/heads/a 2\nrefs/heads/b 3 refs/heads/b 4\n", "origin", "url").ShouldNotBeNull();
        files.Kind.ShouldBe(FileChoiceKind.Pushed);
        files.Remote.ShouldBe("origin");
        files.Refs.ShouldBe(["refs/heads/a 1 refs/heads/a 2", "refs/heads/b 3 refs/heads/b 4"]);
    }

    [TestMethod]
    public void A_merge_is_about_what_it_brought() => Files("post-merge", arguments: "0").ShouldBe(new FileChoice(FileChoiceKind.Range, "ORIG_HEAD", "HEAD"));

    [TestMethod]
    public void A_switch_of_branches_is_about_what_differs() =>
        Files("post-checkout", "", "aa", "bb", "1").ShouldBe(new FileChoice(FileChoiceKind.Range, "aa", "bb"));

    [TestMethod]
    public void Restored_files_are_no_switch() => Files("post-checkout", "", "aa", "aa", "0").ShouldBeNull();

    [TestMethod]
    public void A_clone_comes_from_nothing() => Files("post-checkout", "", "0000", "bb", "1").ShouldBe(new FileChoice(FileChoiceKind.All));

    private static GitHookCall Call(string name, params string[] arguments) =>
        GitHookCall.TryParse(["git-hook", name, "build/Hooks.csproj", "build/obj/hooks.state", .. arguments]).ShouldNotBeNull();

    private static FileChoice? Files(string name, string input = "", params string[] arguments) =>
        GitHookFiles.Of(Call(name, arguments), input, _ => { }, CancellationToken.None);
}
