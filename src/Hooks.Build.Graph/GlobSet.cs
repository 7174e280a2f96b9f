namespace Hooks.Build.Graph;

/// <summary>The paths that at least one pattern includes and none excludes.</summary>
public sealed class GlobSet
{
    private readonly Glob[] _include;
    private readonly Glob[] _exclude;
    private GlobEnds? _ends;
    private GlobPath[]? _included;
    private GlobPath[]? _excluded;

    private GlobSet(Glob[] include, Glob[] exclude)
    {
        _include = include;
        _exclude = exclude;
    }

    /// <summary>Whether nothing is included, so that no path matches.</summary>
    public bool IsEmpty => _include.Length == 0;

    private GlobPath[] Included => _included ??= [.. _include.SelectMany(glob => glob.Alternatives)];

    private GlobPath[] Excluded => _excluded ??= [.. _exclude.SelectMany(glob => glob.Alternatives)];

    private GlobEnds Ends => _ends ??= GlobEnds.Of(Included);

    /// <summary>Reads both lists of patterns.</summary>
    /// <exception cref="ArgumentException">A pattern is malformed; the message is the one of <see cref="Glob.TryParse"/>.</exception>
    public static GlobSet Parse(IEnumerable<string> include, IEnumerable<string> exclude) =>
        new(ParseAll(include, nameof(include)), ParseAll(exclude, nameof(exclude)));

    /// <summary>A set of patterns that are read already.</summary>
    public static GlobSet Of(Glob[] include, Glob[] exclude) => new(include, exclude);

    /// <summary>Whether the path is included and not excluded. Allocates nothing.</summary>
    public bool IsMatch(string path) => AnyMatches(_include, path) && !AnyMatches(_exclude, path);

    /// <summary>Whether some path matches both sets. Exact, unless the budget ends before: then true, as nothing was proved.</summary>
    /// <param name="other">The other set.</param>
    /// <param name="budget">What may be spent; a new one when not given.</param>
    public bool Overlaps(GlobSet other, GlobBudget? budget = null) => Overlaps(other, budget ?? new GlobBudget(), wantsPath: false, out _);

    /// <summary>
    /// As <see cref="Overlaps(GlobSet, GlobBudget)"/>, with a path that both sets match; null where there is none or where the budget ended before.
    /// </summary>
    public bool Overlaps(GlobSet other, GlobBudget budget, out string? path) => Overlaps(other, budget, wantsPath: true, out path);

    /// <summary>Whether the ends of what is included allow for a common path: the quick answer, false where it is certain.</summary>
    public bool MayOverlap(GlobSet other) => _include.Length > 0 && other._include.Length > 0 && Ends.Fit(other.Ends);

    private bool Overlaps(GlobSet other, GlobBudget budget, bool wantsPath, out string? path)
    {
        path = null;
        if (!MayOverlap(other))
            return false;

        var open = false;
        foreach (var one in Included)
        {
            foreach (var theirs in other.Included.Where(theirs => one.Ends.Fit(theirs.Ends)))
            {
                if (!budget.TryTake(one.WorkWith(theirs)))
                    return true;
                if (!one.Overlaps(theirs) || !MayShare(one, theirs, other, budget, wantsPath, out path))
                    continue;
                if (path is not null || !wantsPath)
                    return true;

                open = true;
            }
        }

        return open;
    }

    private bool MayShare(GlobPath one, GlobPath theirs, GlobSet other, GlobBudget budget, bool wantsPath, out string? path)
    {
        path = null;
        var excluded = new List<GlobPath>();
        foreach (var exclude in Excluded.Concat(other.Excluded))
        {
            if (!Matters(exclude, one, budget) || !Matters(exclude, theirs, budget))
                continue;
            if (exclude.Covers(one) || exclude.Covers(theirs))
                return false;

            excluded.Add(exclude);
        }

        if (excluded.Count == 0 && !wantsPath)
            return true;

        // Mostly the first path that is not excluded on purpose is not excluded.
        if (CommonPath.MayBe(one, theirs, GlobExclusion.None, budget, starsTakeOne: true, out var likely)
            && likely is not null
            && !excluded.Exists(exclude => exclude.IsMatch(likely)))
        {
            path = likely;
            return true;
        }

        var exclusion = new GlobExclusion(excluded);
        if (!CommonPath.MayBe(one, theirs, exclusion, budget, starsTakeOne: false, out path))
            return false;
        if (wantsPath && path is not null && CommonPath.MayBe(one, theirs, exclusion, budget, starsTakeOne: true, out var readable))
            path = readable ?? path;

        return true;
    }

    private static bool Matters(GlobPath exclude, GlobPath path, GlobBudget budget) =>
        exclude.Ends.Fit(path.Ends) && (!budget.TryTake(exclude.WorkWith(path)) || exclude.Overlaps(path));

    private static bool AnyMatches(Glob[] globs, string path)
    {
        foreach (var glob in globs)
        {
            if (glob.IsMatch(path))
                return true;
        }

        return false;
    }

    private static Glob[] ParseAll(IEnumerable<string> patterns, string parameter)
    {
        List<Glob> globs = [];
        foreach (var pattern in patterns)
        {
            globs.Add(Glob.TryParse(pattern, out var glob, out var error) ? glob : throw new ArgumentException(error, parameter));
        }

        return [.. globs];
    }
}
