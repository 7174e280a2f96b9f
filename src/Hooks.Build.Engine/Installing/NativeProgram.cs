namespace Hooks.Build.Engine.Installing;

/// <summary>The natively compiled program as it lies in NuGet's folder.</summary>
public static class NativeProgram
{
    private const UnixFileMode Wanted =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <summary>
    /// Lets every user start it, and its owner alone change it. NuGet gives all files 0766 less the umask, whatever the package says: others could not start
    /// a program in a shared folder, or under umask 000 could change it. Where it is another user's it stays as it is, and git's script says so.
    /// </summary>
    /// <param name="path">Its path; nothing happens where there is no such file.</param>
    public static void Open(string? path)
    {
        if (string.IsNullOrEmpty(path) || OperatingSystem.IsWindows() || !File.Exists(path))
        {
            return;
        }

        try
        {
            if (File.GetUnixFileMode(path) != Wanted)
            {
                File.SetUnixFileMode(path, Wanted);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another user's, or a folder that cannot be written.
        }
    }
}
