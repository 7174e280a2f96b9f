using Hooks.Build.Engine.Native;

namespace Hooks.Build.Engine.FileSystem;

/// <summary>Tells folders in which somebody else may take away what is ours, and put something of the same name in its place.</summary>
internal static class SharedFolder
{
    private const uint Administrator = 0;

    // Of one path; the kernel follows as many.
    private const int MostLinks = 40;

    /// <summary>
    /// Who may exchange what lies in a folder, the folder itself, or a link on the way to it, as the end of a sentence; <see langword="null"/> where nobody
    /// else may, as far as the system tells.
    /// </summary>
    /// <param name="folder">Absolute path; links are followed.</param>
    public static string? WhoExchanges(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        // In a container that does not know the administrator's number the system's folders have another owner (user_namespaces(7), "Unmapped user and group
        // IDs").
        var system = FileStatus.Read("/").User;
        HashSet<string> folders = new(FoldersOf(folder, MostLinks).Concat(FoldersOf(RealPath.Of(folder) ?? folder, 0)), StringComparer.Ordinal);
        foreach (var at in folders)
        {
            if (WhoExchangesIn(at, system) is { } who)
            {
                return who;
            }
        }

        return null;
    }

    // A folder and those above it, and those of what links among them lead to.
    private static IEnumerable<string> FoldersOf(string folder, int links)
    {
        for (var at = folder; at is not null; at = Path.GetDirectoryName(at))
        {
            yield return at;
            if (links > 0 && new FileInfo(at).LinkTarget is { } target && Path.GetDirectoryName(at) is { } parent)
            {
                foreach (var next in FoldersOf(Path.GetFullPath(target, parent), links - 1))
                {
                    yield return next;
                }
            }
        }
    }

    private static string? WhoExchangesIn(string folder, uint system)
    {
        var status = FileStatus.Read(folder);
        if (!status.IsDetailed || status.Kind != FileKind.Folder)
        {
            return null;
        }

        // Whose folder it is may do it though it is sticky.
        var isSticky = (status.Mode & UnixFileMode.StickyBit) != 0;
        var isOwn = status.User == Libc.EffectiveUser();
        return !isOwn && status.User != Administrator && status.User != system ? $"user {status.User} may exchange what is in {folder}, to whom it belongs"
            : !isSticky && (status.Mode & UnixFileMode.OtherWrite) != 0 ? $"anybody may exchange what is in {folder}, which has no sticky bit (chmod +t)"
            : !isSticky && (status.Mode & UnixFileMode.GroupWrite) != 0 && !(isOwn && UserGroup.IsAlone(status.User, status.Group))
                ? $"group {status.Group} may exchange what is in {folder}, which has no sticky bit (chmod +t)"
            : null;
    }
}
