using Hooks.Build.Package.Tests.Kit;

[assembly: Parallelize(Workers = 2, Scope = ExecutionScope.MethodLevel)]

namespace Hooks.Build.Package.Tests;

/// <summary>Before and after all tests: the package is packed once, and nothing stays behind.</summary>
[TestClass]
public static class TestRun
{
    [AssemblyInitialize]
    public static Task PackAsync(TestContext context) => PackedPackage.PackAsync();

    [AssemblyCleanup]
    public static async Task CleanUpAsync()
    {
        SdkHost.EndAll();
        CompilerServer.End();
        var locals = await SdkRun.DotnetAsync(PackedPackage.Workplace, ["nuget", "locals", "global-packages", "--list"]);
        var packages = locals.Output.Split(':', 2)[1].Trim();
        string[] caches = [Path.Combine(packages, "hooks.build", PackedPackage.Version), Path.Combine(packages, "hooks.build.csharp", PackedPackage.Version)];
        foreach (var folder in caches.Append(PackedPackage.Workplace).Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
