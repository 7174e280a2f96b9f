namespace Hooks.Build.Engine.State;

/// <summary>The folders from which the SDK takes source files by itself, and the source files in them.</summary>
internal static class SourceFolders
{
    /// <summary>Lists a project's folder and those below it.</summary>
    public static List<string> List(string projectFolder)
    {
        List<string> folders = [projectFolder];
        for (var i = 0; i < folders.Count; i++)
        {
            folders.AddRange(Below(folders[i]));
        }

        return folders;
    }

    /// <summary>The folders directly in a folder, without those that hold no source.</summary>
    public static IEnumerable<string> Below(string folder) => Directory.EnumerateDirectories(folder).Where(path => !IsLeftOut(path));

    /// <summary>The source files directly in a folder.</summary>
    public static IEnumerable<string> Sources(string folder) => Directory.EnumerateFiles(folder, "*.cs");

    private static bool IsLeftOut(string path)
    {
        var name = Path.GetFileName(path);
        // A link could lead back up.
        return name is "bin" or "obj" or "node_modules" || name.StartsWith('.') || new DirectoryInfo(path).LinkTarget is not null;
    }
}
