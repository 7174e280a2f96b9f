namespace Hooks.Build.CSharp.Formatting;

/// <summary>The formatter's entry, as <c>Formatter.RunAsync</c> has it.</summary>
internal delegate Task<int> FormatFiles(string root, IReadOnlyList<string> files, IReadOnlyDictionary<string, byte[]> staged, int parts, bool fix, int cores, Action<string> output, CancellationToken cancellation);
