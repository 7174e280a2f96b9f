using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Engine.Agents;

/// <summary>
/// Which files of the repository a coding agent is about to touch, or has. Links are followed: what a path names counts, not how it is written.
/// </summary>
internal static class AgentPaths
{
    // The kernel's own bound for links in a path.
    private const int MostLinks = 40;

    /// <summary>The paths from the root, with <c>/</c>, in ordinal order; those outside of it are left out.</summary>
    /// <param name="root">Absolute path of the root.</param>
    /// <param name="paths">Absolute paths.</param>
    public static IReadOnlyList<string> Within(string root, IEnumerable<string> paths)
    {
        var real = Real(root);
        SortedSet<string> within = new(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            if (!path.Contains('\0', StringComparison.Ordinal) && PathBelow.From(real, Real(path)) is { } relative)
            {
                _ = within.Add(relative.Replace(Path.DirectorySeparatorChar, '/'));
            }
        }

        return [.. within];
    }

    /// <summary>
    /// The absolute paths that a path may name from a folder: as its text has it, and, where that goes up behind a link, as the system has it. Programs do the
    /// one or the other.
    /// </summary>
    public static IEnumerable<string> Full(string path, string folder)
    {
        var full = Path.GetFullPath(path, folder);
        yield return full;

        // Only up to its last ".." it matters, and that must be there for the system to go through it.
        var whole = Path.Combine(folder, path);
        var up = (whole + "/").LastIndexOf("/../", StringComparison.Ordinal);
        if (up >= 0
            && RealPath.Of(whole[..(up + 3)]) is { } real
            && Path.GetFullPath(whole[(up + 3)..].TrimStart('/'), real) is var other
            && Real(other) != Real(full))
        {
            yield return other;
        }
    }

    /// <summary>What a path names, whether it exists or not: links in it are followed as far as there are any.</summary>
    public static string Real(string path)
    {
        path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        for (var left = MostLinks; left > 0; left--)
        {
            if (RealPath.Of(path) is { } real)
            {
                return real;
            }

            // Of what does not exist yet the folder above it may, and a link that leads nowhere names where it leads.
            if (LinkTarget(path) is { } target)
            {
                path = Path.GetFullPath(target, Path.GetDirectoryName(path)!);
                continue;
            }

            return Path.GetDirectoryName(path) is { } folder ? Path.Combine(Real(folder), Path.GetFileName(path)) : path;
        }

        return path;
    }

    private static string? LinkTarget(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
