using System.Runtime.InteropServices;

namespace Hooks.Build.CSharp.Formatting;

/// <summary>Finds the folder with the compiler's assemblies.</summary>
internal static class RoslynFolder
{
    /// <summary>Names a folder that is used instead of all others.</summary>
    public const string Variable = "HOOKS_CSHARP_ROSLYN";

    private const string Probe = "Microsoft.CodeAnalysis.CSharp.Workspaces.dll";

    /// <summary>The folder: the one that is named, the one of this package for this platform, the newest SDK's.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static string Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return named;

        // Precompiled for one major version of the runtime: on an older one the assemblies are not found, on a newer one they are compiled at run time.
        var own = Path.Join(AppContext.BaseDirectory, "roslyn");
        if (Environment.Version.Major >= 10 && File.Exists(Path.Join(own, Probe)))
            return own;

        return OfNewestSdk() ?? throw new FileNotFoundException(
            $"No .NET SDK with dotnet format was found beside the runtime in {DotnetRoot}. Install the SDK, or name a folder with Roslyn's assemblies in {Variable}.");
    }

    private static string DotnetRoot => Path.GetFullPath(Path.Join(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    private static string? OfNewestSdk()
    {
        var sdks = Path.Join(DotnetRoot, "sdk");
        if (!Directory.Exists(sdks))
            return null;

        string? found = null;
        Version newest = new(0, 0);
        foreach (var sdk in Directory.EnumerateDirectories(sdks))
        {
            // 10.0.100-rc.1.25451.107 counts as 10.0.100: previews go where the release goes.
            var name = Path.GetFileName(sdk.AsSpan());
            var dash = name.IndexOf('-');
            if (!Version.TryParse(dash < 0 ? name : name[..dash], out var version) || version <= newest)
                continue;

            var tool = Path.Join(sdk, "DotnetTools", "dotnet-format");
            if (File.Exists(Path.Join(tool, Probe)))
                (newest, found) = (version, tool);
        }

        return found;
    }
}
