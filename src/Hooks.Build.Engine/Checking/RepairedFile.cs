using Hooks.Build.Engine.Processes;

namespace Hooks.Build.Engine.Checking;

/// <summary>Puts new content in the place of a file: all of it or nothing, whenever the process ends.</summary>
internal static class RepairedFile
{
    /// <summary>Writes the content beside the file and puts it in its place, with the file's mode.</summary>
    /// <param name="path">Absolute path of an existing file.</param>
    /// <param name="content">All of its new content.</param>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var draft = Path.Combine(Path.GetDirectoryName(path)!, "." + Path.GetFileName(path) + ".hooks-" + Guid.NewGuid().ToString("N")[..8]);
        try
        {
            using (var handle = File.OpenHandle(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                RandomAccess.Write(handle, content, 0);
            }

            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(draft, File.GetUnixFileMode(path));
            }

            if (!FileRename.TryReplace(draft, path))
            {
                throw new IOException($"{path} could not be replaced");
            }
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }
}
