namespace Hooks.Build.Engine.FileSystem;

/// <summary>Replaces a file by another in one step, or not at all.</summary>
internal static class FileRename
{
    /// <returns>False where the system cannot do it in one step, across file systems for instance: File.Move would copy there.</returns>
    public static bool TryReplace(string from, string to)
    {
        if (!OperatingSystem.IsWindows())
        {
            return NativeRename.Rename(from, to) == 0;
        }

        if (!string.Equals(Path.GetPathRoot(from), Path.GetPathRoot(to), StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        File.Move(from, to, overwrite: true);
        return true;
    }
}
