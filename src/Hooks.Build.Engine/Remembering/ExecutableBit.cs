namespace Hooks.Build.Engine.Remembering;

/// <summary>Whether a file may be executed, in its mode.</summary>
internal static class ExecutableBit
{
    private const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private const UnixFileMode Read = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>The mode with everybody who may read also executing, or nobody.</summary>
    public static UnixFileMode Set(UnixFileMode mode, bool isExecutable) => isExecutable ? mode | (UnixFileMode)((int)(mode & Read) >> 2) : mode & ~Execute;
}
