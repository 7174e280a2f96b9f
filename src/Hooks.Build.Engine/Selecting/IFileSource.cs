using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Selecting;

/// <summary>Lists the files of the repository.</summary>
public interface IFileSource
{
    /// <summary>Lists the chosen files by their path from the root, with <c>/</c>, in ordinal order. Files deleted on disk may be among them.</summary>
    /// <exception cref="HooksException">HOOK9010: the files cannot be listed.</exception>
    Task<FileListing> ListAsync(string root, FileChoice choice, CancellationToken cancellation);
}

/// <summary>The listed files.</summary>
/// <param name="Paths">Paths from the root, with <c>/</c>, in ordinal order. Bytes that are not UTF-8 are as <see cref="PathText"/> has them.</param>
/// <param name="Staged">What is staged of each path, in the same order; only for <see cref="FileChoiceKind.Staged"/>.</param>
public sealed record FileListing(IReadOnlyList<string> Paths, IReadOnlyList<StagedFile>? Staged = null)
{
    /// <summary>Paths of what is gone: deleted files, and old names of renamed ones; only where <see cref="FileChoice.WithGone"/> asks for them.</summary>
    public IReadOnlyList<string> Gone { get; init; } = [];

    /// <summary>
    /// Files by which checks judge, by path from the root, that are not on disk as they are in git's index: what git has, or <see langword="null"/> for what
    /// does not count.
    /// </summary>
    internal IReadOnlyDictionary<string, byte[]?> Measures { get; init; } = new Dictionary<string, byte[]?>(StringComparer.Ordinal);

    /// <summary>Refuses to go on where what is staged is no longer what was listed (HOOK9010).</summary>
    internal Func<CancellationToken, Task> RequireStaged { get; init; } = _ => Task.CompletedTask;

    /// <summary>Whether the paths are of files that somebody is about to write: they count though they may not exist yet.</summary>
    public bool AreToBeWritten { get; init; }

    /// <summary>How many files there are to choose from; <see langword="null"/> where finding out would take longer than it is worth.</summary>
    public int? Total { get; init; }
}
