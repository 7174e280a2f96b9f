namespace Hooks.Build.Engine.FileSystem;

/// <summary>Where programs keep what is this user's on this machine (XDG Base Directory Specification, and its like elsewhere).</summary>
internal static class UserFolder
{
    /// <summary>What may be done in a folder that nobody but the user may enter.</summary>
    public const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const string Name = "hooks-build";

    /// <summary>Absolute path of our folder for state; <see langword="null"/> where the user has no place for it.</summary>
    /// <param name="environment">Gives the value of an environment variable.</param>
    public static string? OfState(Func<string, string?> environment) =>
        OperatingSystem.IsWindows() ? Below("LOCALAPPDATA", Name, environment)
        : OperatingSystem.IsMacOS() ? Below("HOME", "Library/Application Support/" + Name, environment)
        : Below("XDG_STATE_HOME", Name, environment) ?? Below("HOME", ".local/state/" + Name, environment);

    /// <summary>Whether nobody but this user can have written what is in a folder.</summary>
    public static bool IsOurs(string folder) => OperatingSystem.IsWindows() ? Directory.Exists(folder) : AbandonedFolders.IsOurs(FileStatus.Read(folder));

    // A relative path counts as none: the specification says so.
    private static string? Below(string variable, string path, Func<string, string?> environment) =>
        environment(variable) is { } start && Path.IsPathFullyQualified(start) ? Path.Combine(start, path) : null;
}
