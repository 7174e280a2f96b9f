namespace Hooks.Build.Graph;

/// <summary>The paths that at least one pattern includes and none excludes.</summary>
public sealed class GlobSet
{
    private readonly Glob[] _include;
    private readonly Glob[] _exclude;

    private GlobSet(Glob[] include, Glob[] exclude)
    {
        _include = include;
        _exclude = exclude;
    }

    /// <summary>Whether nothing is included, so that no path matches.</summary>
    public bool IsEmpty => _include.Length == 0;

    /// <summary>Reads both lists of patterns.</summary>
    /// <exception cref="ArgumentException">A pattern is malformed; the message is the one of <see cref="Glob.TryParse"/>.</exception>
    public static GlobSet Parse(IEnumerable<string> include, IEnumerable<string> exclude) =>
        new(ParseAll(include, nameof(include)), ParseAll(exclude, nameof(exclude)));

    /// <summary>Whether the path is included and not excluded. Allocates nothing.</summary>
    public bool IsMatch(string path) => AnyMatches(_include, path) && !AnyMatches(_exclude, path);

    /// <summary>
    /// Whether some path may match both sets. Never false when there is one. True without one is possible, when it takes several excluded patterns
    /// together, or part of one, to rule out what the included ones share.
    /// </summary>
    public bool Overlaps(GlobSet other)
    {
        var mine = Remaining(other);
        var theirs = other.Remaining(this);
        return mine.Exists(one => theirs.Exists(one.Overlaps));
    }

    // An included pattern that one excluded pattern covers, of whichever set, has no path in common with anything.
    private List<GlobPath> Remaining(GlobSet other)
    {
        var excluded = _exclude.Concat(other._exclude).SelectMany(glob => glob.Alternatives).ToArray();
        return [.. _include.SelectMany(glob => glob.Alternatives).Where(path => !Array.Exists(excluded, exclude => exclude.Covers(path)))];
    }

    private static bool AnyMatches(Glob[] globs, string path)
    {
        foreach (var glob in globs)
        {
            if (glob.IsMatch(path))
                return true;
        }

        return false;
    }

    private static Glob[] ParseAll(IEnumerable<string> patterns, string parameter) =>
        [.. patterns.Select(pattern => Glob.TryParse(pattern, out var glob, out var error) ? glob : throw new ArgumentException(error, parameter))];
}
