using System.Runtime.InteropServices;
using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Engine.Fingerprints;

/// <summary>How a file was when its content was last known: as long as it is that way, its content is known without reading it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct StatEntry(FileState State, ContentId Content)
{
    /// <summary>Makes the entry of a file that has been read.</summary>
    public static StatEntry Of(FileStatus status, ContentId content) => new(FileState.Of(status), content);

    /// <summary>Whether the file is still that way. Of a folder nobody knows.</summary>
    public bool IsStill(FileStatus status) => status.Kind != FileKind.Folder && State == FileState.Of(status);
}
