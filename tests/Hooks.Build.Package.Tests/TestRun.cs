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
        var locals = await SdkRun.DotnetAsync(PackedPackage.Workplace, ["nuget", "locals", "global-packages", "--list"]);
        var cache = Path.Combine(locals.Output.Split(':', 2)[1].Trim(), "hooks.build", PackedPackage.Version);
        foreach (var folder in new[] { cache, PackedPackage.Workplace }.Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
