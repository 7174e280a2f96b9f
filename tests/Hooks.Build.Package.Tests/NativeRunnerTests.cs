using Hooks.Build.Package.Tests.Kit;

namespace Hooks.Build.Package.Tests;

/// <summary>The natively compiled runner of the package. All tests of commits run with it where it is there.</summary>
[TestClass]
public sealed class NativeRunnerTests
{
    private const string Hooks = """[Hook] const string Say = "sh -c 'echo $PPID; cat /proc/$PPID/comm'"; """;

    [TestInitialize]
    public void NeedsTheNativeProgram()
    {
        if (!PackedPackage.HasNative)
        {
            Assert.Inconclusive("The native runner is compiled where HOOKS_TEST_NATIVE is 1; it needs clang. .ci/run sets and installs them.");
        }
    }

    [TestMethod]
    public async Task A_commit_is_checked_by_the_native_program()
    {
        var repository = await CommitRepository.CreateAsync(Hooks);
        repository.Read(".git/hooks/pre-commit").ShouldContain("/tools/native/");
        await repository.StageAsync("a.txt", "one\n");
        (await repository.CommitAsync()).ShouldExitWith(0).Output.ShouldContain("hooks: 1 passed");
        repository.Read("build/obj/Debug/net10.0/hooks/Say.log").ShouldContain("\nhooks\n");
    }

    [TestMethod]
    public async Task It_understands_the_same_commands_as_the_one_on_dotnet()
    {
        var repository = await CommitRepository.CreateAsync(Hooks);
        var script = repository.Read(".git/hooks/pre-commit");
        var runner = script.Split('\n').Single(line => line.StartsWith("runner=", StringComparison.Ordinal)).Split('\'')[1];
        (await SdkRun.RunAsync(repository.Root, runner, ["list"])).ShouldExitWith(0).Output.ShouldContain("Say");
        (await SdkRun.RunAsync(repository.Root, runner, ["graph"])).ShouldExitWith(0).Output.ShouldContain("flowchart");
        (await SdkRun.RunAsync(
            repository.Root, runner, ["run", "--hook", "Say", "--format", "json"])).ShouldExitWith(0).Output.ShouldContain("\"succeeded\": true");
        (await SdkRun.RunAsync(repository.Root, runner, ["run", "--hook", "Sya"])).ShouldExitWith(2).Output.ShouldContain("did you mean 'Say'?");
        (await SdkRun.RunAsync(repository.Root, runner, ["uninstall"])).ShouldExitWith(0);
        repository.Has(".git/hooks/pre-commit").ShouldBeFalse();
    }

    [TestMethod]
    [DataRow(400000)]
    [DataRow(2600000)]
    public async Task It_starts_where_addresses_are_limited(int kilobytes)
    {
        var repository = await CommitRepository.CreateAsync(Hooks);
        var runner = repository.Read(".git/hooks/pre-commit").Split('\n').Single(line => line.StartsWith("runner=", StringComparison.Ordinal)).Split('\'')[1];
        repository.Write("a.txt", "one \n");
        (await SdkRun.RunAsync(
            repository.Root,
            "sh",
            ["-c", $"ulimit -v {kilobytes}; exec '{runner}' check --no-fix trailing-whitespace a.txt"]))
                .ShouldExitWith(1).Output.ShouldContain("blanks at the end of the line");
    }

    [TestMethod]
    public async Task A_hook_with_a_very_long_name_has_its_log()
    {
        var name = "Hook" + new string('x', 300);
        var repository = await CommitRepository.CreateAsync($"""[Hook] const string {name} = "true";""");
        await repository.StageAsync("a.txt", "one\n");
        _ = (await repository.CommitAsync()).ShouldExitWith(0);
        Directory.GetFiles(repository.FullPath("build/obj/Debug/net10.0/hooks"), "Hookx*.log").ShouldHaveSingleItem();
    }

    [TestMethod]
    public async Task Where_the_c_library_is_too_old_for_it_the_program_on_dotnet_is_taken()
    {
        var repository = await TestRepository.CreateAsync(Hooks);
        repository.Write("old/libc-2.31.so", "");
        string[] program = ["msbuild", TestRepository.Project, "-getProperty:_HooksProgram"];
        (await repository.DotnetAsync(program)).ShouldExitWith(0).Output.ShouldContain("/tools/native/");
        (await repository.DotnetAsync([
            .. program, "-p:_HooksLibraries=" + repository.FullPath("old/")])).ShouldExitWith(0).Output.ShouldContain("Hooks.Build.Runner.dll");
    }
}
