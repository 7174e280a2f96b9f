using Hooks.Build.Repository;

namespace Hooks.Build.Testing.Tests;

/// <summary>The hooks of this repository, tested as anybody would test theirs.</summary>
[TestClass]
public sealed class RepoHooksTests
{
    [TestMethod]
    public async Task What_is_half_done_is_found()
    {
        var result = await HookTest.RunAsync(RepoHooks.NoLeftovers, ("src/A.cs", "class A\n{\n    // TO" + "DO: more\n}\n"), ("src/B.cs", "class B;\n"));
        result.Passed.ShouldBeFalse();
        result.Findings.ShouldHaveSingleItem()
            .ToString()
            .ShouldBe("src/A.cs(3,8): error LEFT001: 'TO" + "DO' is not left behind: finish it, or write an issue");
    }

    [TestMethod]
    public async Task A_path_of_one_machine_is_found_and_one_of_every_machine_is_not()
    {
        (await HookTest.RunAsync(RepoHooks.NoMachinePaths, ("a.txt", "see /ro" + "ot/notes"))).Findings.ShouldHaveSingleItem().Code.ShouldBe("PATH001");
        (await HookTest.RunAsync(RepoHooks.NoMachinePaths, ("a.txt", "see /usr/bin/env"))).Passed.ShouldBeTrue();
    }

    [TestMethod]
    public async Task A_ready_made_check_repairs_where_it_may()
    {
        HookTestOptions fixing = new() { Fixing = true };
        (await HookTest.RunAsync(RepoHooks.LineEnds, ("a.txt", "a\r\nb\r\n"))).Passed.ShouldBeFalse();
        (await HookTest.RunAsync(RepoHooks.LineEnds, fixing, ("a.txt", "a\r\nb\r\n"))).Text("a.txt").ShouldBe("a\nb\n");
    }
}
