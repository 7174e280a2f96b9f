using System.Text;
using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.GitHooks;
using Hooks.Build.Runner.Projects;

namespace Hooks.Build.Runner.Tests.GitHooks;

/// <summary>What a hook of git is about, by what git says to it.</summary>
[TestClass]
public sealed class GitHookFilesTests
{
    [TestMethod]
    public void A_message_that_is_not_named_is_refused()
    {
        foreach (var arguments in (string[][])[[], [""]])
        {
            Should.Throw<HooksException>(() => Of(HookStages.CommitMsg, arguments)).Message.ShouldContain("must hand on its arguments");
        }
    }

    [TestMethod]
    public void A_push_is_about_the_refs_on_standard_input()
    {
        var choice = Of(HookStages.PrePush, ["origin", "address"], "a 1 b 2\n").ShouldNotBeNull();
        choice.Kind.ShouldBe(FileChoiceKind.Pushed);
        choice.Remote.ShouldBe("origin");
        choice.Refs.ShouldBe(["a 1 b 2"]);
    }

    [TestMethod]
    public void Standard_input_is_read_by_nothing_but_a_push()
    {
        foreach (var stage in (HookStages[])[HookStages.PreCommit, HookStages.CommitMsg, HookStages.PostMerge, HookStages.PostCheckout])
        {
            GitHookFiles.Read(Call(stage, []), () => throw new InvalidOperationException("It is left alone.")).ShouldBeEmpty();
        }
    }

    private static FileChoice? Of(HookStages stage, string[] arguments, string input = "")
    {
        var call = Call(stage, arguments);
        return GitHookFiles.Of(call, GitHookFiles.Read(call, () => new MemoryStream(Encoding.UTF8.GetBytes(input))), _ => { }, CancellationToken.None);
    }

    private static GitHookCall Call(HookStages stage, string[] arguments) => new("hook", stage, [new ProjectPlace("/p.csproj", "/s")], arguments);
}
