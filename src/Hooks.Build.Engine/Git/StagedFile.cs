using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Engine.Git;

/// <summary>A file that is about to be committed.</summary>
/// <param name="Path">Its path from the root of the run, with <c>/</c>.</param>
/// <param name="ObjectId">The content about to be committed.</param>
/// <param name="Mode">Git's mode: file, executable file or symbolic link.</param>
/// <param name="WorkingCopy">Whether the file on disk has that content.</param>
public sealed record StagedFile(string Path, string ObjectId, int Mode, WorkingCopy WorkingCopy)
{
    /// <summary>What was on disk when the two were compared.</summary>
    internal FileStatus OnDisk { get; init; }
}

/// <summary>How the file on disk compares to what is staged.</summary>
public enum WorkingCopy
{
    /// <summary>It is what is staged.</summary>
    Same = 0,

    /// <summary>It differs: the file is partially staged.</summary>
    Changed = 1,

    /// <summary>There is no such file.</summary>
    Missing = 2,
}
