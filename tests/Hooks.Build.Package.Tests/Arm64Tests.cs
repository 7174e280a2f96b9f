using System.IO.Compression;
using Hooks.Build.Package.Tests.Kit;

namespace Hooks.Build.Package.Tests;

/// <summary>The native program for linux-arm64, as a machine of another processor packs it; an emulator runs it.</summary>
[TestClass]
public sealed class Arm64Tests
{
    private const string Emulator = "/usr/bin/qemu-aarch64-static";
    private const string Libraries = "/usr/aarch64-linux-gnu";

    [TestInitialize]
    public void NeedsTheToolsOfAnotherProcessor()
    {
        if (!PackedPackage.HasNative || !File.Exists(Emulator) || !File.Exists("/usr/bin/aarch64-linux-gnu-gcc") || !File.Exists(Libraries + "/lib/libc.so"))
        {
            Assert.Inconclusive(
                "The program for arm64 is compiled where HOOKS_TEST_NATIVE is 1; it needs clang, gcc-aarch64-linux-gnu, libc6-dev-arm64-cross and qemu-user-static. .ci/run sets and installs them.");
        }
    }

    [TestMethod]
    public async Task A_commit_is_checked_by_the_program_for_arm64()
    {
        var repository = await CommitRepository.CreateAsync("""
            [Hook] const string Command = "sh -c 'cat /proc/$PPID/comm'";
            [Hook] const string Json = StandardHooks.CheckJson;
            [Hook] const string Blanks = StandardHooks.TrailingWhitespace;
            [Hook(Files = ["**/*.json"])] static void Code(HookContext context) { foreach (var file in context.Files) { if (file.Path == "refused.json") { context.Error(file, 1, 1, "", "by code"); } } }
            """);
        await InstallForArm64Async(repository);

        await repository.StageAsync("good.json", "{ \"a\": 1 } \n");
        (await repository.CommitAsync()).ShouldExitWith(0).Output.ShouldContain("hooks: 4 passed");
        (await repository.CommittedTextAsync("good.json")).ShouldBe("{ \"a\": 1 }\n");
        repository.Read("build/obj/Debug/net10.0/hooks/Command.log").ShouldContain("\nqemu-aarch64-st\n");
        await repository.StageAsync("bad.json", "{ \"a\": 1, \n");
        (await repository.CommitAsync()).ShouldExitWith(1).Output.ShouldContain("bad.json");
        await repository.GitAsync("rm", "--quiet", "--force", "bad.json");
        await repository.StageAsync("refused.json", "{}\n");
        (await repository.CommitAsync()).ShouldExitWith(1).Output.ShouldContain("by code");
    }

    // As a machine with that processor would install it, but for the emulator between git and the program.
    private static async Task InstallForArm64Async(CommitRepository repository)
    {
        var program = repository.FullPath("arm64/hooks");
        _ = Directory.CreateDirectory(repository.FullPath("arm64"));
        using (var package = await ZipFile.OpenReadAsync(await PackedPackage.PackForAsync("linux-arm64")))
        {
            await package.GetEntry("tools/native/linux-arm64/hooks")!.ExtractToFileAsync(program);
            package.GetEntry("tools/native/linux-arm64/THIRD-PARTY-NOTICES.dotnet.txt").ShouldNotBeNull();
        }

        var script = repository.FullPath("arm64/hooks.sh");
        await File.WriteAllTextAsync(script, $"#!/bin/sh\nexec {Emulator} -L {Libraries} '{program}' \"$@\"\n");
        _ = (await SdkRun.RunAsync(repository.Root, "chmod", ["+x", program, script])).ShouldExitWith(0);
        _ = (await SdkRun.DotnetAsync(
            repository.Root, ["msbuild", TestRepository.Project, "-t:InstallHooks", "-p:NoBuild=true", "-p:HooksBuildRunnerPath=" + script])).ShouldExitWith(0);
        repository.Read(".git/hooks/pre-commit").ShouldContain("arm64/hooks.sh");
    }
}
