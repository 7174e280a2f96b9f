using System.Globalization;

namespace Hooks.Build.Engine.State;

/// <summary>Writes a file so that nobody ever sees half of it.</summary>
internal static class ReplacedFile
{
    /// <summary>Writes beside the file, then puts that in its place.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Write(string file, ReadOnlySpan<byte> content)
    {
        _ = Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var draft = string.Create(CultureInfo.InvariantCulture, $"{file}.{System.Environment.ProcessId}-{System.Environment.CurrentManagedThreadId}");
        try
        {
            using (var handle = File.OpenHandle(draft, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                RandomAccess.Write(handle, content, 0);
            }

            File.Move(draft, file, overwrite: true);
        }
        catch (IOException)
        {
            File.Delete(draft);
            throw;
        }
    }
}
