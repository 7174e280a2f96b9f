using System.Runtime.Versioning;
using Hooks.Build.Engine.Native;

namespace Hooks.Build.Engine.FileSystem;

/// <summary>Tells folders in which somebody else may take away what is ours, and put something of the same name in its place.</summary>
internal static class SharedFolder
{
    // Whose owner has no number where this process runs: in a container without them all, the system's folders are such (user_namespaces(7), "Unmapped user and group IDs").
    private const uint Unmapped = 65534;
    private const uint SystemUser = 0;

    /// <summary>Who may exchange what lies in a folder, as the end of a sentence; <see langword="null"/> where nobody else may, as far as the system tells.</summary>
    /// <param name="folder">Absolute path; a link is followed.</param>
    public static string? WhoExchanges(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        var status = FileStatus.Read(folder, followsLinks: true);
        if (!status.IsDetailed || status.Kind != FileKind.Folder)
        {
            return null;
        }

        var isSticky = (status.Mode & UnixFileMode.StickyBit) != 0;
        // Whose folder it is may do it though it is sticky. A group of its own is what many systems give each user.
        return status.User != Libc.EffectiveUser() && status.User is not (SystemUser or Unmapped) ? $"user {status.User} may exchange what is in {folder}, to whom it belongs"
            : !isSticky && (status.Mode & UnixFileMode.OtherWrite) != 0 ? $"anybody may exchange what is in {folder}, which has no sticky bit (chmod +t)"
            : !isSticky && (status.Mode & UnixFileMode.GroupWrite) != 0 && !IsOwnGroup(status) ? $"group {status.Group} may exchange what is in {folder}, which has no sticky bit (chmod +t)"
            : Above(folder) is { } above ? $"anybody may put another in the place of {folder}, as {above} has no sticky bit (chmod +t)"
            : null;
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

    private static bool IsOwnGroup(FileStatus status) => status.User == Libc.EffectiveUser() && status.Group == Libc.EffectiveGroup();
}
