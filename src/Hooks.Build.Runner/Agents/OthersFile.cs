using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Runner.Agents;

/// <summary>Writes a file that others write, too.</summary>
internal static class OthersFile
{
    /// <summary>Puts new content into the place to which the file's path leads: all of it or nothing.</summary>
    /// <param name="file">The file.</param>
    /// <param name="now">What was read; <see langword="null"/> where it was not there.</param>
    /// <param name="bytes">What is to be in it.</param>
    /// <exception cref="IOException">It cannot be written, or is no more what was read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be.</exception>
    public static void Write(string file, byte[]? now, byte[] bytes)
    {
        if (now is null)
        {
            _ = Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, bytes);
            return;
        }

        var target = RealPath.Of(file) ?? file;
        if (new FileInfo(target) is { IsReadOnly: true })
        {
            throw new IOException("it is read-only");
        }

        if (new UserFile().TryReplace(new Replacement(target, FileStatus.Read(target), content => content.AsSpan().SequenceEqual(now), bytes)) is null)
        {
            throw new IOException("it was saved meanwhile; try again");
        }
    }
}
