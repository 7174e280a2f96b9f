using System.Globalization;

namespace Hooks.Build.Bench.Builds;

/// <summary>The package, packed from this repository under a version that nothing has cached.</summary>
/// <param name="Feed">The folder it lies in.</param>
/// <param name="Version">Its version.</param>
internal sealed record PackedPackage(string Feed, string Version)
{
    public static async Task<PackedPackage> PackAsync(string root, string feed, CancellationToken cancellation)
    {
        var version = string.Create(CultureInfo.InvariantCulture, $"0.0.1-bench.{TimeProvider.System.GetUtcNow():yyyyMMddHHmmss}");
        // Only the package's own version: the assemblies of this clone stay as they are.
        _ = await Tool.RunAsync(
            root, "dotnet", ["pack", "src/Hooks.Build/Hooks.Build.csproj", "-c", "Release", "-o", feed, "-p:PackageVersion=" + version, "-tl:off", "-nologo"],
            cancellation);
        return File.Exists(Path.Combine(feed, $"Hooks.Build.{version}.nupkg"))
            ? new PackedPackage(feed, version)
            : throw new BenchException($"Packing wrote no Hooks.Build.{version}.nupkg to {feed}.");
    }
}
