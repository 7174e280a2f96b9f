namespace Hooks.Build.Engine.Fingerprints;

/// <summary>Files that tools read without being told. They count as inputs of every hook, so that an edit of one is never overlooked.</summary>
internal static class KnownConfiguration
{
    private static readonly string[] Names =
    [
        ".editorconfig", ".globalconfig", "global.json", "nuget.config", "Directory.Build.props", "Directory.Build.targets", "Directory.Build.rsp",
        "Directory.Packages.props", "packages.lock.json", "dotnet-tools.json", "package.json", "package-lock.json",
    ];

    /// <summary>Names, as they are written, of those that tools look for in the folder of a file and above it; people have some that git ignores.</summary>
    public static IReadOnlyList<string> ReadByTools { get; } =
    [
        ".editorconfig", ".globalconfig", "global.json", "nuget.config", "NuGet.config", "NuGet.Config", "Directory.Build.props", "Directory.Build.targets",
        "Directory.Build.rsp", "Directory.Packages.props",
    ];

    /// <summary>Whether a file of a name, without its folder, is one.</summary>
    public static bool Has(string name) => Names.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Those among some files.</summary>
    public static List<string> Among(IReadOnlyList<string> paths)
    {
        List<string> found = [];
        foreach (var path in paths)
        {
            var name = path.AsSpan(path.LastIndexOf('/') + 1);
            foreach (var known in Names)
            {
                if (name.Equals(known, StringComparison.OrdinalIgnoreCase))
                {
                    found.Add(path);
                    break;
                }
            }
        }

        return found;
    }
}
