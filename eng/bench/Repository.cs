namespace Hooks.Build.Bench;

/// <summary>The repository this program was built in.</summary>
internal static class Repository
{
    /// <summary>Its root folder.</summary>
    public static string Root { get; } = Find();

    /// <summary>The worker's assembly, built with this program.</summary>
    public static string Worker => Path.Combine(Root, "src/Hooks.Build.Worker/bin", Configuration, "net8.0/Hooks.Build.Worker.dll");

    // This program lies in eng/bench/bin/CONFIGURATION/FRAMEWORK/.
    private static string Configuration => Path.GetFileName(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)))!;

    private static string Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Directory.Packages.props")))
            {
                return folder;
            }
        }

        throw new BenchException($"{AppContext.BaseDirectory} lies in no clone of Hooks.Build.");
    }
}
