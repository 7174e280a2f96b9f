using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Engine.Caching.Store;

/// <summary>Decides where files of a result may go: below the root, through folders that are no links, and never into git's own.</summary>
internal static class OutputPath
{
    /// <summary>The place of a file.</summary>
    /// <param name="root">Absolute path of the root.</param>
    /// <param name="path">Path from there, with <c>/</c>. It may come from another machine.</param>
    /// <returns>Its absolute path; <see langword="null"/> where no file of a result may be there, or something that is no file is.</returns>
    public static string? Resolve(string root, string path)
    {
        // .NET cannot name what is not UTF-8.
        if (path.Contains('\0', StringComparison.Ordinal) || PathText.HasRawBytes(path))
        {
            return null;
        }

        var place = root;
        var parts = path.Split('/');
        var isMissing = false;
        for (var i = 0; i < parts.Length; i++)
        {
            if (!IsName(parts[i]))
            {
                return null;
            }

            place = Path.Combine(place, parts[i]);
            var kind = isMissing ? FileKind.None : FileStatus.Read(place).Kind;
            isMissing = kind == FileKind.None;
            if (!isMissing && kind != (i < parts.Length - 1 ? FileKind.Folder : FileKind.File))
            {
                return null;
            }
        }

        return place;
    }

    /// <summary>The nearest folder above a place that exists: it is on the file system on which the file will be.</summary>
    public static string NearestFolder(string place)
    {
        var folder = Path.GetDirectoryName(place)!;
        while (!Directory.Exists(folder))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }

    private static bool IsName(string name) =>
        name is not ("" or "." or "..")
        && !name.Equals(".git", StringComparison.OrdinalIgnoreCase)
        && (!OperatingSystem.IsWindows() || IsWindowsName(name));

    // Drives, streams, and other names of the same file.
    private static bool IsWindowsName(string name) =>
        name.IndexOfAny([':', '\\']) < 0 && name[^1] is not ('.' or ' ') && !name.StartsWith("git~", StringComparison.OrdinalIgnoreCase);
}
