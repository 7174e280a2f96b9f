namespace Hooks.Build.CSharp.Formatting;

/// <summary>What the worker calls, from another context: only types of the runtime pass between them.</summary>
public static class Formatter
{
    private static readonly FileFormatter Files = new(new ParsedFiles());

    /// <summary>Formats files, or tells how they differ.</summary>
    /// <param name="root">Absolute path of the repository's root.</param>
    /// <param name="files">The files by path from there, with / between folders.</param>
    /// <param name="staged">Configuration that is not on disk as it is staged: its content by path from the root.</param>
    /// <param name="parts">What is formatted: 1 white space, 2 usings, 4 file header, or a sum of them.</param>
    /// <param name="fix">Whether files are written; else differences are findings.</param>
    /// <param name="cores">How many threads may work.</param>
    /// <param name="output">Takes a line at a time.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The exit code: 0 where all is well, 1 where something was found that stays.</returns>
    public static Task<int> RunAsync(
        string root,
        IReadOnlyList<string> files,
        IReadOnlyDictionary<string, byte[]> staged,
        int parts,
        bool fix,
        int cores,
        Action<string> output,
        CancellationToken cancellation) =>
        new FormatRun(Files, new EditorConfigs(root, staged), root, files, (FormatParts)parts, fix).RunAsync(cores, output, cancellation);
}
