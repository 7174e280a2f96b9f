namespace Hooks.Build.Engine.Model;

/// <summary>What came of a run.</summary>
/// <param name="Hooks">The selected hooks, in the order in which they ended.</param>
/// <param name="Duration">How long the run took.</param>
/// <param name="Interrupted">The run was cancelled from outside.</param>
public sealed record RunReport(IReadOnlyList<HookReport> Hooks, TimeSpan Duration, bool Interrupted)
{
    /// <summary>The files that hooks repaired; at a commit what is staged now has the repairs.</summary>
    public IReadOnlyList<FixedFile> Repaired { get; init; } = [];

    /// <summary>What stops the commit though no hook failed: repairs that cannot be staged, or that were to stop it.</summary>
    public IReadOnlyList<Problem> Problems { get; init; } = [];

    /// <summary>Hooks that would have run and were skipped by <c>HookSkip</c> or <c>HOOKS_SKIP</c>, by name.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>How many files the stage says to check; <see langword="null"/> where no hook takes files.</summary>
    public int? CheckedFiles { get; init; }

    /// <summary>How many files the repository has, where that is known.</summary>
    public int? RepositoryFiles { get; init; }

    /// <summary>No hook failed with more than a warning, and none was kept from running.</summary>
    public bool Succeeded => !Interrupted && Problems.Count == 0 && !Hooks.Any(hook => hook.Stops);

    /// <summary>The matrices of which items were selected, each as one.</summary>
    public IReadOnlyList<MatrixReport> Matrices => !Hooks.Any(hook => hook.Hook.Matrix is not null) ? [] :
    [
        .. Hooks.Where(hook => hook.Hook.Matrix is not null)
            .GroupBy(hook => hook.Hook.Matrix!, StringComparer.OrdinalIgnoreCase)
            .Select(items => new MatrixReport(items.Key, [.. items.OrderBy(item => item.Hook.Index)]))
            .OrderBy(matrix => matrix.Items[0].Hook.Index),
    ];

    /// <summary>How many hooks had an outcome.</summary>
    public int Count(params HookOutcome[] outcomes) => Hooks.Count(hook => outcomes.Contains(hook.Outcome));
}
