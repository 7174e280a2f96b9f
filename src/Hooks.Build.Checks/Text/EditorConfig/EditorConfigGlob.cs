using System.Buffers;

namespace Hooks.Build.Checks.Text.EditorConfig;

/// <summary>
/// A section's pattern: <c>*</c> and <c>?</c> within a name, <c>**</c> across folders, <c>[abc]</c>, <c>[!abc]</c>, <c>{a,b}</c>, <c>{1..3}</c>, and \ before a
/// character that means itself. Without a slash it is about names in all folders below.
/// </summary>
internal sealed class EditorConfigGlob
{
    private static readonly SearchValues<char> Special = SearchValues.Create("*?[]{}\\/");

    private readonly List<GlobStep[]> _alternatives;
    private readonly string[] _ends;

    public EditorConfigGlob(string pattern)
    {
        var rooted = pattern.Contains('/', StringComparison.Ordinal) ? pattern.TrimStart('/') : "**/" + pattern;
        var written = GlobAlternatives.Of(rooted);
        _alternatives = written.ConvertAll(GlobSteps.Read);

        // The usual patterns, * and *.ext, are asked for most: an end of the path answers them.
        _ends = written.TrueForAll(text => text.StartsWith("**/*", StringComparison.Ordinal) && text.AsSpan(4).IndexOfAny(Special) < 0)
            ? [.. written.Select(text => text[4..])]
            : [];
    }

    /// <summary>Whether it is about a file.</summary>
    /// <param name="path">The path from the folder of the .editorconfig, with / between folders.</param>
    public bool IsMatch(string path)
    {
        if (_ends.Length > 0)
            return Array.Exists(_ends, end => path.EndsWith(end, StringComparison.Ordinal));

        return _alternatives.Exists(steps => IsMatch(steps, path));
    }

    // Which positions of the path can be reached after each step: time is a product of the lengths, whatever the pattern.
    private static bool IsMatch(GlobStep[] steps, string path)
    {
        var reached = new bool[path.Length + 1];
        reached[0] = true;
        foreach (var step in steps)
            reached = step.From(reached, path);

        return reached[^1];
    }
}
