namespace Hooks.Build.Engine.Selecting;

/// <summary>Lists the files of the repository.</summary>
public interface IFileSource
{
    /// <summary>Lists the chosen files by their path from the root, with <c>/</c>, in ordinal order. Files deleted on disk may be among them.</summary>
    /// <exception cref="HooksException">HOOK9010: the files cannot be listed.</exception>
    Task<FileListing> ListAsync(string root, FileChoice choice, CancellationToken cancellation);
}

/// <summary>The listed files.</summary>
/// <param name="Paths">Paths from the root, with <c>/</c>, in ordinal order.</param>
/// <param name="Undecodable">How many names were left out because they are not UTF-8.</param>
public sealed record FileListing(IReadOnlyList<string> Paths, int Undecodable = 0);
