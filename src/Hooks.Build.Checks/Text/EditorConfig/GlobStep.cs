using System.Globalization;

namespace Hooks.Build.Checks.Text.EditorConfig;

/// <summary>A piece of a pattern.</summary>
internal abstract record GlobStep
{
    /// <summary>Which positions of a path can be reached from some by this piece.</summary>
    public bool[] From(bool[] reached, string path)
    {
        var next = new bool[reached.Length];
        for (var i = 0; i < reached.Length; i++)
        {
            if (reached[i])
                Mark(path, i, next);
        }

        return next;
    }

    protected abstract void Mark(string path, int start, bool[] next);
}

/// <summary>Any number of characters.</summary>
internal sealed record AnyRun(bool AcrossFolders) : GlobStep
{
    protected override void Mark(string path, int start, bool[] next)
    {
        // Where a position is marked, those behind it are too.
        for (var i = start; i <= path.Length && !next[i]; i++)
        {
            next[i] = true;
            if (!AcrossFolders && i < path.Length && path[i] == '/')
                break;
        }
    }
}

/// <summary>Any number of folders, also none.</summary>
internal sealed record AnyFolders : GlobStep
{
    protected override void Mark(string path, int start, bool[] next)
    {
        next[start] = true;
        for (var i = start; i < path.Length; i++)
            next[i + 1] |= path[i] == '/';
    }
}

/// <summary>One character.</summary>
internal sealed record OneOf(string Characters, bool IsNegated) : GlobStep
{
    protected override void Mark(string path, int start, bool[] next)
    {
        if (start < path.Length && Characters.Contains(path[start], StringComparison.Ordinal) != IsNegated)
            next[start + 1] = true;
    }
}

/// <summary>A whole number, without zeros before it.</summary>
internal sealed record NumberBetween(int Least, int Most) : GlobStep
{
    protected override void Mark(string path, int start, bool[] next)
    {
        var end = start < path.Length && path[start] == '-' ? start + 1 : start;
        while (end < path.Length && char.IsAsciiDigit(path[end]))
            end++;

        var digits = path.AsSpan(start, end - start).TrimStart('-');
        if (digits is not ['0', _, ..]
            && int.TryParse(path.AsSpan(start, end - start), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            next[end] |= number >= Least && number <= Most;
    }
}
