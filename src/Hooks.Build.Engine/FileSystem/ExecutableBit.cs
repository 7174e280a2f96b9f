namespace Hooks.Build.Engine.FileSystem;

/// <summary>Whether a file may be executed, in its mode.</summary>
internal static class ExecutableBit
{
    private const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private const UnixFileMode Read = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Whether the owner of an open file may execute it.</summary>
    public static bool IsSet(FileStream file) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file.SafeFileHandle) & UnixFileMode.UserExecute) != 0;

    private const UnixFileMode Special = UnixFileMode.SetUser | UnixFileMode.SetGroup | UnixFileMode.StickyBit;

    /// <summary>The mode with everybody who may read also executing, or nobody. New content never runs as somebody else.</summary>
    public static UnixFileMode Set(UnixFileMode mode, bool isExecutable) =>
        (isExecutable ? mode | (UnixFileMode)((int)(mode & Read) >> 2) : mode & ~Execute) & ~Special;
}
