namespace Hooks.Build.Generators.Tests.Kit;

/// <summary>The repository whose output runs.</summary>
internal static class Repository
{
    // Paths of sources are mapped in our builds, so the folder is found from the output.
    public static string Root
    {
        get
        {
            var folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "Directory.Packages.props")))
            {
                folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests run outside of the repository");
            }

            return folder;
        }
    }

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path)).ReplaceLineEndings("\n");
}
