using System.Diagnostics.CodeAnalysis;

namespace Hooks.Build.Graph;

/// <summary>One pattern for paths from the repository's root, such as <c>src/**/*.{cs,vb}</c>. Case counts.</summary>
/// <remarks>
/// <c>*</c> is any run of characters of one segment, also none and also a leading dot; <c>?</c> one character; <c>[a-z]</c> one of a class and <c>[!a-z]</c> or
/// <c>[^a-z]</c> one outside it; none of them matches '/'. <c>{a,b}</c> are alternatives and may be nested. <c>**</c> as a whole segment is any number of
/// segments, also none, but at the end at least one: <c>a/**</c> is everything inside a. <c>a/</c> is the same as <c>a/**</c>.
/// </remarks>
public sealed class Glob
{
    private Glob(string pattern, GlobPath[] alternatives)
    {
        Pattern = pattern;
        Alternatives = alternatives;
    }

    /// <summary>The pattern as it was written.</summary>
    public string Pattern { get; }

    internal GlobPath[] Alternatives { get; }

    /// <summary>Reads a pattern.</summary>
    /// <param name="pattern">The text.</param>
    /// <param name="glob">The glob, or null.</param>
    /// <param name="error">Empty, or one sentence that says what is wrong and what to write instead.</param>
    /// <returns>Whether the pattern is well formed.</returns>
    public static bool TryParse(string? pattern, [NotNullWhen(true)] out Glob? glob, out string error)
    {
        glob = null;
        error = Shortened.Sentence(GlobSyntax.Check(pattern) ?? "");
        if (error.Length > 0)
            return false;

        glob = Read(pattern!, out error);
        error = Shortened.Sentence(error);
        return glob is not null;
    }

    private static Glob? Read(string pattern, out string error)
    {
        if (!GlobBraces.TryExpand(pattern, out var expanded, out error))
            return null;

        var alternatives = new List<GlobPath>(expanded.Count);
        foreach (var text in expanded)
        {
            if (GlobSyntax.ParsePath(text, out error) is not { } path)
                return null;

            alternatives.Add(path);
        }

        return new Glob(pattern, [.. alternatives]);
    }

    /// <summary>Whether the path matches. Allocates nothing; the time is polynomial for every pattern.</summary>
    /// <param name="path">A path from the repository's root with '/', such as <c>src/a/b.cs</c>.</param>
    public bool IsMatch(string path)
    {
        foreach (var alternative in Alternatives)
        {
            if (alternative.IsMatch(path))
                return true;
        }

        return false;
    }

    /// <summary>Whether there is any path that both globs match. Exact.</summary>
    public bool Overlaps(Glob other)
    {
        foreach (var mine in Alternatives)
        {
            foreach (var theirs in other.Alternatives)
            {
                if (mine.Overlaps(theirs))
                    return true;
            }
        }

        return false;
    }
}
