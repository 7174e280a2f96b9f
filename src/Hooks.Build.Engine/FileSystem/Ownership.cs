using Hooks.Build.Engine.Native;

namespace Hooks.Build.Engine.FileSystem;

/// <summary>Whose something is.</summary>
internal static class Ownership
{
    private const uint Administrator = 0;

    /// <summary>Whether it is known to belong to the user of this process.</summary>
    public static bool IsOwn(this FileStatus status) => status.IsDetailed && status.User == Libc.EffectiveUser();

    /// <summary>Whether what a path leads to is known to belong to the user of this process.</summary>
    public static bool IsOwn(string path) => FileStatus.Read(path, followsLinks: true).IsOwn();

    /// <summary>
    /// Whether what a path leads to is known to belong to somebody else than the user of this process and the administrator, who can do anything anyway.
    /// </summary>
    public static bool IsAnothers(string path) =>
        !OperatingSystem.IsWindows()
            && FileStatus.Read(path, followsLinks: true) is { IsDetailed: true } status
            && !status.IsOwn()
            && status.User != Administrator;
}
