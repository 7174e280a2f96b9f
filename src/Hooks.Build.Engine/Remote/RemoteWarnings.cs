using System.Globalization;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Remote;

/// <summary>What went wrong between this run and the shared cache, each kind once.</summary>
/// <param name="address">The cache, as people wrote it.</param>
internal sealed class RemoteWarnings(string address)
{
    private readonly object _lock = new();
    private readonly List<(string What, int Times, string End)> _kinds = [];

    /// <summary>Notes that something went wrong.</summary>
    /// <param name="what">What it was: of its kind, not of its case.</param>
    /// <param name="end">What follows for the rest of the run; empty for nothing.</param>
    public void Add(string what, string end = "")
    {
        lock (_lock)
        {
            var place = _kinds.FindIndex(kind => kind.What == what);
            if (place < 0)
            {
                _kinds.Add((what, 1, end));
            }
            else
            {
                _kinds[place] = (what, _kinds[place].Times + 1, end.Length > 0 ? end : _kinds[place].End);
            }
        }
    }

    /// <summary>A warning for each kind.</summary>
    public IReadOnlyList<Problem> ToProblems()
    {
        lock (_lock)
        {
            return [.. _kinds.Select(kind => new Problem(
                Codes.RemoteCache, $"The remote cache {address} {kind.What}{Times(kind.Times)}{(kind.End.Length > 0 ? "; " + kind.End : "")}"))];
        }
    }

    private static string Times(int times) => times == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({times} times)");
}
