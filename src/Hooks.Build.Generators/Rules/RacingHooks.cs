using Hooks.Build.Catalog;
using Hooks.Build.Generators.Diagnostics;
using Hooks.Build.Generators.Model;
using Hooks.Build.Graph;

namespace Hooks.Build.Generators.Rules;

/// <summary>
/// HOOK0008 and HOOK0009: two hooks that may write one file, or of which one may write what the other reads, with nothing that says which of them comes first.
/// </summary>
/// <remarks>
/// Told are as many pairs as need an order: with each a hook is taken to wait for the other, so that no pair is told whose order follows from others that were.
/// What cannot be proved is not told; the engine keeps such hooks apart.
/// </remarks>
internal sealed class RacingHooks
{
    // Where repairing applies unless a project says otherwise.
    private const int RepairingStages = StageBits.PreCommit | StageBits.CommitMsg;

    private readonly HookSet _hooks;
    private readonly HookFiles[] _files;
    private readonly Reachability _order;
    // Steps of all comparisons, and of one: a pattern that would take years is not to keep others from being told.
    private const long MostSteps = 20_000_000;
    private const long MostStepsOfOne = MostSteps / 20;

    private readonly Dictionary<(GlobSet, GlobSet), string?> _paths = [];

    private long _steps = MostSteps;

    private RacingHooks(HookSet hooks)
    {
        _hooks = hooks;
        _files = [.. hooks.Hooks.Select(hook => new HookFiles(hook, hooks.Globs))];
        _order = new Reachability(hooks.Hooks.Count);
    }

    public static IEnumerable<Finding> Check(HookSet hooks, CancellationToken cancellation) =>
        hooks.HasCircle ? [] : new RacingHooks(hooks).Check(cancellation);

    private List<Finding> Check(CancellationToken cancellation)
    {
        var found = new List<Finding>();
        if (!Array.Exists(_files, files => files.MayWrite))
            return found;

        var (done, writers) = (new List<int>(), new List<int>());
        foreach (var hook in Order())
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var dependency in _hooks.Graph.DependenciesOf(hook))
                _order.Add(hook, dependency);

            var others = _files[hook].MayWrite ? done : writers;
            for (var i = others.Count - 1; i >= 0; i--)
            {
                if (!_order.Has(hook, others[i]) && MayRunTogether(hook, others[i]) && Race(hook, others[i]) is { } finding)
                    found.Add(finding);
            }

            done.Add(hook);
            if (_files[hook].MayWrite)
                writers.Add(hook);
        }

        found.Sort((one, other) => one.Place.Hook.CompareTo(other.Place.Hook));
        return found;
    }

    // Each after its dependencies, and writers as early as can be: then it is readers that are taken to wait, and nobody waits for who gates nobody or cleans
    // up.
    private IEnumerable<int> Order()
    {
        var graph = _hooks.Graph;
        var waiting = Enumerable.Range(0, graph.Count).Select(node => graph.DependenciesOf(node).Count).ToArray();
        var ready = new SortedSet<(bool IsLate, int Node)>();
        for (var node = 0; node < waiting.Length; node++)
        {
            if (waiting[node] == 0)
                ready.Add((IsLate(node), node));
        }

        while (ready.Count > 0)
        {
            var next = ready.Min;
            ready.Remove(next);
            yield return next.Node;
            foreach (var dependent in graph.DependentsOf(next.Node))
            {
                if (--waiting[dependent] == 0)
                    ready.Add((IsLate(dependent), dependent));
            }
        }
    }

    private bool IsLate(int node) => !_files[node].MayWrite || !MayBeAwaited(node);

    private bool MayBeAwaited(int node) => _hooks.Hooks[node].Options is { Gates.Value: true, Finally.Value: false };

    // Profiles do not tell hooks apart: a run that selects none has all of them.
    private bool MayRunTogether(int one, int other)
    {
        var (mine, theirs) = (_hooks.Hooks[one].Options, _hooks.Hooks[other].Options);
        return (mine.Stages.Value & theirs.Stages.Value) != 0
            && !(_files[one].IsReadyMade && _files[other].IsReadyMade)
            && !HaveCommonLock(mine.Locks, theirs.Locks);
    }

    private static bool HaveCommonLock(EquatableArray<ListItem> one, EquatableArray<ListItem> other)
    {
        for (var i = 0; i < one.Count; i++)
        {
            for (var j = 0; j < other.Count; j++)
            {
                if (string.Equals(one[i].Value, other[j].Value, StringComparison.OrdinalIgnoreCase))
                    return true;
            }
        }

        return false;
    }

    private Finding? Race(int hook, int other)
    {
        var (mine, theirs) = (_files[hook], _files[other]);
        var repairing = (_hooks.Hooks[hook].Options.Stages.Value & _hooks.Hooks[other].Options.Stages.Value & RepairingStages) != 0;
        if (Meet(mine.Written(repairing), theirs.Written(repairing)) is { } both)
        {
            _order.Add(hook, other);
            return Report(DiagnosticDescriptors.RacingWriters, hook, both.One, other, both.Other, both.Path);
        }

        // What a ready-made hook repairs is looked at again by those that read it.
        if (!theirs.IsReadyMade && Meet(mine.Read, theirs.Written(repairing)) is { } read)
        {
            _order.Add(hook, other);
            return Report(DiagnosticDescriptors.RacingReader, hook, read.One, other, read.Other, read.Path);
        }

        return !mine.IsReadyMade && Meet(theirs.Read, mine.Written(repairing)) is { } written
            ? Report(DiagnosticDescriptors.RacingReader, other, written.One, hook, written.Other, written.Path) with { FixesTogether = false }
            : null;
    }

    private (FileUse One, FileUse Other, string Path)? Meet(FileUse[] uses, FileUse[] others)
    {
        foreach (var one in uses)
        {
            foreach (var other in others)
            {
                if (one.Set.MayOverlap(other.Set) && CommonPath(one.Set, other.Set) is { } path)
                    return (one, other, path);
            }
        }

        return null;
    }

    private string? CommonPath(GlobSet one, GlobSet other)
    {
        if (!_paths.TryGetValue((one, other), out var path))
        {
            var most = Math.Min(_steps, MostStepsOfOne);
            var budget = new GlobBudget(most);
            _ = one.Overlaps(other, budget, out path);
            _steps -= most - budget.Left;
            _paths.Add((one, other), path);
        }

        return path;
    }

    private Finding Report(Microsoft.CodeAnalysis.DiagnosticDescriptor descriptor, int hook, FileUse use, int other, FileUse otherUse, string path) =>
        new(descriptor, [_hooks.Hooks[hook].Name, _hooks.Hooks[other].Name, path], Place(hook, use, path))
        {
            Others = [Place(other, otherUse, path)],
            Dependency = _hooks.Hooks[other].Declared,
            MayWait = _hooks.DeclarationOf(hook) != _hooks.DeclarationOf(other) && MayBeAwaited(other),
            MayBeAwaited = _hooks.DeclarationOf(hook) != _hooks.DeclarationOf(other) && MayBeAwaited(hook),

            // Of plain hooks all pairs are ordered the same way, so that there is no circle.
            FixesTogether = MayBeAwaited(other) && _hooks.Hooks[hook].Item is null && _hooks.Hooks[other].Item is null,
        };

    private HookPlace Place(int hook, FileUse use, string path)
    {
        var glob = use.Globs.FirstOrDefault(item => _hooks.Globs.Read(item.Value ?? "", out _)?.IsMatch(path) == true);
        return new HookPlace(hook, glob?.Where ?? _hooks.Hooks[hook].Attribute);
    }
}
