using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Runner.Agents;

/// <summary>Writes a file that others write, too.</summary>
internal static class OthersFile
{
    private const string Meanwhile = "it was saved meanwhile; try again";

    /// <summary>Puts new content into the place to which the file's path leads: all of it or nothing, and never over what was not read.</summary>
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

            // A link may lead to where no file is yet.
            Create(new FileInfo(file) is { LinkTarget: not null } link ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName : file, bytes);
            return;
        }

        var target = RealPath.Of(file) ?? file;
        if (new FileInfo(target) is { IsReadOnly: true })
        {
            throw new IOException("it is read-only");
        }

        if (new UserFile().TryReplace(new Replacement(target, FileStatus.Read(target), content => content.AsSpan().SequenceEqual(now), bytes)) is null)
        {
            throw new IOException(Meanwhile);
        }
    }

    private static void Create(string file, byte[] bytes)
    {
        var draft = Path.Combine(Path.GetDirectoryName(file)!, ".hooks-build-" + Guid.NewGuid().ToString("N")[..16]);
        try
        {
            File.WriteAllBytes(draft, bytes);
            if (!NewName.TryMove(draft, file))
            {
                throw new IOException(Meanwhile);
            }
        }
        finally
        {
            File.Delete(draft);
        }
    }
}
