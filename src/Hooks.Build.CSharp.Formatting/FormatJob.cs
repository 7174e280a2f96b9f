namespace Hooks.Build.CSharp.Formatting;

/// <summary>One file that is to be formatted.</summary>
/// <param name="Root">Absolute path of the repository's root.</param>
/// <param name="File">The file by path from there, with / between folders.</param>
/// <param name="Parts">What is formatted.</param>
/// <param name="Fix">Whether it is written; else differences are findings.</param>
internal sealed record FormatJob(string Root, string File, FormatParts Parts, bool Fix)
{
    /// <summary>Absolute path of the file.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(System.IO.Path.Join(Root, File));
}
