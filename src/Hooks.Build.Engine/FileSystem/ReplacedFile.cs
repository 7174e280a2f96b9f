namespace Hooks.Build.Engine.FileSystem;

/// <summary>Writes a file so that nobody ever sees half of it.</summary>
internal static class ReplacedFile
{
    /// <summary>Writes beside the file, then puts that in its place.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Write(string file, ReadOnlySpan<byte> content)
    {
        OwnFolder.Create(Path.GetDirectoryName(file)!);
        using var draft = AtomicFile.Create(file, isPrivate: false);
        draft.Stream.Write(content);
        draft.Publish(file);
    }
}
