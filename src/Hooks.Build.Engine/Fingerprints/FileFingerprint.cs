using System.Runtime.InteropServices;
using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Engine.Fingerprints;

/// <summary>What a hook can see of a file beside its name.</summary>
/// <param name="Kind">File, link, or nothing.</param>
/// <param name="IsExecutable">Whether its owner may execute it.</param>
/// <param name="Content">Its bytes; of a link those of what it points to by name.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FileFingerprint(FileKind Kind, bool IsExecutable, ContentId Content)
{
    /// <summary>In words.</summary>
    public override string ToString() => Kind switch
    {
        FileKind.None => "missing",
        FileKind.File => Content.ToString() + (IsExecutable ? " executable" : ""),
        FileKind.Link => Content + " link",
        _ => "no file",
    };
}
