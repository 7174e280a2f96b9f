namespace Hooks.Build.Engine.Caching.Results;

/// <summary>One way in which files differ from how they were.</summary>
/// <param name="Path">The file.</param>
/// <param name="Was">How it was; <see langword="null"/> where it was none of them.</param>
/// <param name="Is">How it is; <see langword="null"/> where it is none of them.</param>
internal readonly record struct FileDifference(string Path, string? Was, string? Is)
{
    /// <summary>How lists of files differ; both are walked once, side by side.</summary>
    /// <param name="before">The files and how they were, in ordinal order.</param>
    /// <param name="now">The files and how they are, in ordinal order.</param>
    public static IEnumerable<FileDifference> Between(IEnumerable<(string Path, string Print)> before, IEnumerable<(string Path, string Print)> now)
    {
        using var old = before.GetEnumerator();
        using var current = now.GetEnumerator();
        var (hasOld, hasCurrent) = (old.MoveNext(), current.MoveNext());
        while (hasOld || hasCurrent)
        {
            var order = !hasOld ? 1 : !hasCurrent ? -1 : string.CompareOrdinal(old.Current.Path, current.Current.Path);
            if (order != 0 || old.Current.Print != current.Current.Print)
            {
                yield return new FileDifference(
                    order <= 0 ? old.Current.Path : current.Current.Path, order <= 0 ? old.Current.Print : null, order >= 0 ? current.Current.Print : null);
            }

            hasOld = order <= 0 ? old.MoveNext() : hasOld;
            hasCurrent = order >= 0 ? current.MoveNext() : hasCurrent;
        }
    }

    /// <summary>The files of two lists in one, those that both have once.</summary>
    /// <param name="one">Files in ordinal order.</param>
    /// <param name="other">Files in ordinal order.</param>
    public static IEnumerable<(string Path, string Print)> Joined(IEnumerable<(string Path, string Print)> one, IEnumerable<(string Path, string Print)> other)
    {
        using var first = one.GetEnumerator();
        using var second = other.GetEnumerator();
        var (hasFirst, hasSecond) = (first.MoveNext(), second.MoveNext());
        while (hasFirst || hasSecond)
        {
            var order = !hasFirst ? 1 : !hasSecond ? -1 : string.CompareOrdinal(first.Current.Path, second.Current.Path);
            yield return order <= 0 ? first.Current : second.Current;
            hasFirst = order <= 0 ? first.MoveNext() : hasFirst;
            hasSecond = order >= 0 ? second.MoveNext() : hasSecond;
        }
    }
}
