namespace Hooks.Build.Engine.Git;

/// <summary>
/// A path as git reads it from a list of lines, in the few of its commands that read no other (<c>hash-object --stdin-paths</c>): quoted as in C where a line
/// has no room for it.
/// </summary>
internal static class QuotedPath
{
    /// <summary>The line.</summary>
    public static string Of(string path) => path.AsSpan().IndexOfAny("\"\n\r") < 0 ? path
        : "\"" + path.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal)
            .Replace("\r", "\\r", StringComparison.Ordinal) + "\"";
}
