using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Runner.Exports;

/// <summary>A file that people named to be written: it is there as a whole, or as it was before.</summary>
internal static class WholeFile
{
    /// <summary>Finds out whether it can be written, and makes its folder.</summary>
    /// <param name="path">Absolute path.</param>
    /// <exception cref="IOException">It cannot.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not.</exception>
    public static void Require(string path)
    {
        _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (!IsOther(path))
        {
            using var draft = AtomicFile.Create(path, isPrivate: false);
        }
    }

    /// <summary>Writes it.</summary>
    /// <inheritdoc cref="Require"/>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        if (IsOther(path))
        {
            using FileStream stream = new(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            stream.Write(content);
            return;
        }

        using var draft = AtomicFile.Create(path, isPrivate: false);
        draft.Stream.Write(content);
        draft.Publish(path);
    }

    // What is written over as a whole takes the place of a link, of a pipe, and of /dev/null as well.
    private static bool IsOther(string path) => FileStatus.Read(path).Kind is FileKind.Link or FileKind.Other;
}
