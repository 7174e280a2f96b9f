using System.Runtime.Versioning;
using Hooks.Build.Engine.Native;

namespace Hooks.Build.Engine.FileSystem;

/// <summary>Tells folders in which somebody else may take away what is ours, and put something of the same name in its place.</summary>
internal static class SharedFolder
{
    private const uint Administrator = 0;

    /// <summary>Who may exchange what lies in a folder, or the folder itself, as the end of a sentence; <see langword="null"/> where nobody else may, as far as the system tells.</summary>
    /// <param name="folder">Absolute path; links are followed.</param>
    public static string? WhoExchanges(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        // In a container that does not know the administrator's number the system's folders have another owner (user_namespaces(7), "Unmapped user and group IDs").
        var system = FileStatus.Read("/").User;
        for (var at = RealPath.Of(folder); at is not null; at = Path.GetDirectoryName(at))
        {
            if (WhoExchangesIn(at, system) is { } who)
            {
                return who;
            }
        }

        return null;
    }

    /// <summary>The nearest folder above a place in which everybody may write and take away what is another's.</summary>
    /// <param name="place">Absolute path; links are followed.</param>
    [UnsupportedOSPlatform("windows")]
    public static string? Above(string place)
    {
        for (var folder = Path.GetDirectoryName(RealPath.Of(place)); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if ((File.GetUnixFileMode(folder) & (UnixFileMode.OtherWrite | UnixFileMode.StickyBit)) == UnixFileMode.OtherWrite)
            {
                return folder;
            }
        }

        return null;
    }

    private static string? WhoExchangesIn(string folder, uint system)
    {
        var status = FileStatus.Read(folder);
        if (!status.IsDetailed || status.Kind != FileKind.Folder)
        {
            return null;
        }

        // Whose folder it is may do it though it is sticky. A group with the number of its only user is what many systems give each user.
        var isSticky = (status.Mode & UnixFileMode.StickyBit) != 0;
        var isOwn = status.User == Libc.EffectiveUser();
        return !isOwn && status.User != Administrator && status.User != system ? $"user {status.User} may exchange what is in {folder}, to whom it belongs"
            : !isSticky && (status.Mode & UnixFileMode.OtherWrite) != 0 ? $"anybody may exchange what is in {folder}, which has no sticky bit (chmod +t)"
            : !isSticky && (status.Mode & UnixFileMode.GroupWrite) != 0 && !(isOwn && status.Group == status.User) ? $"group {status.Group} may exchange what is in {folder}, which has no sticky bit (chmod +t)"
            : null;
    }
}
