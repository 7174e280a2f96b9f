using Hooks.Build.Engine.Files;

namespace Hooks.Build.Engine.Checking;

/// <summary>Puts new content in the place of a file: all of it or nothing, whenever the process ends.</summary>
internal static class RepairedFile
{
    /// <summary>Writes the content beside the file and puts it in its place, with the file's mode.</summary>
    /// <param name="path">Absolute path of an existing file.</param>
    /// <param name="isExecutable">Whether it is executable.</param>
    /// <param name="content">All of its new content.</param>
    public static void Write(string path, bool isExecutable, ReadOnlySpan<byte> content)
    {
        using var draft = Draft.Create(Path.Combine(Path.GetDirectoryName(path)!, "." + Path.GetFileName(path)), isPrivate: false);
        draft.Stream.Write(content);
        draft.SetMode(path, isExecutable);
        draft.Publish(path);
    }
}
