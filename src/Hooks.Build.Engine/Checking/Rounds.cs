using System.Globalization;

namespace Hooks.Build.Engine.Checking;

/// <summary>
/// Rounds in which some repair the same content until none of them has anything left to repair. They end without that where a state was there before, since the
/// same would follow from it again, and where there are more than so many repairers can need. One source, compiled into engine and formatter.
/// </summary>
/// <param name="repairers">How many may repair.</param>
internal sealed class Rounds(int repairers)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private bool _isCircle;

    // In the worst order each round settles one; each may also have to come once more for what the others made.
    private int Most => 4 + (2 * repairers);

    /// <summary>Whether one more round may bring the end.</summary>
    /// <param name="state">All that decides what the next round does: the content, and who has looked at it as it is.</param>
    public bool MayGoOn(string state)
    {
        _isCircle = !_seen.Add(state);
        return !_isCircle && _seen.Count <= Most;
    }

    /// <summary>Why the rounds ended, to stand behind a colon.</summary>
    public string Why => _isCircle
        ? "each repairs what the other made of it, and it comes round to what it was before"
        : string.Create(CultureInfo.InvariantCulture, $"each repairs what the other made of it, after {_seen.Count} rounds still");
}
