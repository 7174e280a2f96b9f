using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using Hooks.Build.Package.Tests.Kit;

namespace Hooks.Build.Package.Tests;

/// <summary>What runs on dotnet is compiled for the platform, where the package has that; everywhere else the portable assemblies serve.</summary>
[TestClass]
public sealed class ReadyToRunTests
{
    private const string Hooks = """[Hook] static void Say() { } """;

    private static string Platform =>
        $"{(OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux")}-{(RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x64")}";

    [TestMethod]
    public async Task The_worker_is_the_one_that_is_compiled_for_this_platform()
    {
        var repository = await CommitRepository.CreateAsync(Hooks);
        var worker = repository.Read("build/obj/hooks.state").Split('\n').Single(line => line.StartsWith("worker\t", StringComparison.Ordinal)).Split('\t')[1];
        var tools = Path.GetDirectoryName(worker)!;
        if (!Directory.Exists(Path.Combine(tools, "..", Platform)))
        {
            Assert.Inconclusive(
                "The package was packed without compiled assemblies: the compiler (crossgen2) and the runtime of this platform could not be restored.");
        }

        Path.GetFileName(tools).ShouldBe(Platform);
        await repository.StageAsync("a.txt", "one\n");
        (await repository.CommitAsync()).ShouldExitWith(0).Output.ShouldContain("hooks: 1 passed");
    }

    [TestMethod]
    public async Task A_platform_for_which_nothing_is_compiled_takes_the_portable_assemblies()
    {
        var repository = await TestRepository.CreateAsync(Hooks);
        var run = await repository.DotnetAsync(
            "msbuild", TestRepository.Project, "-getProperty:HooksBuildWorkerPath", "-p:NETCoreSdkPortableRuntimeIdentifier=freebsd-x64");
        run.ShouldExitWith(0).Output.Trim().Replace('\\', '/').ShouldEndWith("/tools/net8.0/Hooks.Build.Worker.dll");
    }

    [TestMethod]
    public async Task Portable_assemblies_load_on_every_platform()
    {
        // Compiled code would make them load on one only.
        var portable = Path.GetDirectoryName(RunnerTests.RunnerOf(await TestRepository.CreateBuiltAsync(Hooks)))!;
        foreach (var assembly in Directory.GetFiles(portable, "*.dll"))
        {
            using PEReader reader = new(File.OpenRead(assembly));
            reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size.ShouldBe(0, assembly);
        }
    }
}
