namespace Hooks.Build.Checks;

/// <summary>A file that is checked.</summary>
/// <param name="Path">Its path from the repository's root, with / between folders.</param>
/// <param name="FullPath">Where its content is read: the file itself, or a copy of what is staged.</param>
/// <param name="IsExecutable">Whether git keeps it as executable.</param>
public sealed record CheckedFile(string Path, string FullPath, bool IsExecutable = false)
{
    /// <summary>Name without folders.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];
}
