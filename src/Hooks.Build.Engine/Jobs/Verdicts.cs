using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Jobs;

/// <summary>
/// Who looked at files when, and who repaired which since: a verdict holds for the bytes it was given on. Hooks of which one may write what the other
/// reads never run at the same time, so what counts is which began first.
/// </summary>
internal sealed class Verdicts
{
    /// <summary>What is told in place of a file where a <c>Fix</c> ran that was not told of files, and so may have repaired any.</summary>
    public const string Unknown = "files that it does not name";

    private readonly object _lock = new();
    private readonly List<(string File, string Hook, IReadOnlyCollection<int> Knowing)> _repairs = [];
    private readonly Dictionary<int, int> _known = [];

    /// <summary>Hooks begin to look at the files as they are now.</summary>
    /// <param name="hooks">By index in the plan.</param>
    public void Begin(IEnumerable<int> hooks)
    {
        lock (_lock)
        {
            foreach (var hook in hooks)
            {
                _known[hook] = _repairs.Count;
            }
        }
    }

    /// <summary>A hook repaired files.</summary>
    /// <param name="hook">Its name.</param>
    /// <param name="files">The files, by path from the root.</param>
    /// <param name="knowing">Who looked at them after that, by index in the plan: the hook itself, and those that work as one with it.</param>
    public void Repaired(string hook, IEnumerable<string> files, IReadOnlyCollection<int> knowing)
    {
        lock (_lock)
        {
            _repairs.AddRange(files.Select(file => (file, hook, knowing)));
        }
    }

    /// <summary>All files that were repaired.</summary>
    public IReadOnlyList<string> Repairs => [.. Told().Select(repair => repair.File).Distinct(StringComparer.Ordinal)];

    /// <summary>How often a file was repaired.</summary>
    public int Count => Told().Length;

    /// <summary>How many hooks repaired something.</summary>
    public int Repairers => Told().Select(repair => repair.Hook).Distinct(StringComparer.Ordinal).Count();

    /// <summary>The files that others repaired since a hook looked.</summary>
    public IReadOnlyList<string> RepairedSince(PlannedHook hook)
    {
        lock (_lock)
        {
            return _repairs.Count == 0
                ? []
                : [.. _repairs.Skip(_known.GetValueOrDefault(hook.Index))
                    .Where(repair => !repair.Knowing.Contains(hook.Index))
                    .Select(repair => repair.File)
                    .Distinct(StringComparer.Ordinal)];
        }
    }

    /// <summary>Who repaired a file last, and before that another one.</summary>
    public IReadOnlyList<string> LastOf(string file) =>
        [.. Told().Where(repair => repair.File == file).Select(repair => repair.Hook).Reverse().Distinct(StringComparer.Ordinal).Take(2)];

    private (string File, string Hook, IReadOnlyCollection<int> Knowing)[] Told()
    {
        lock (_lock)
        {
            return [.. _repairs];
        }
    }
}
