namespace Hooks.Build.Engine.Statistics;

/// <summary>What a log says of the runs in it.</summary>
/// <param name="Stages">Each stage with its runs, the most time first.</param>
/// <param name="Hooks">Each hook at each stage, the most time first.</param>
/// <param name="Matrices">Each matrix at each stage as one, the most time first.</param>
public sealed record RunStatistics(IReadOnlyList<StageStatistics> Stages, IReadOnlyList<HookStatistics> Hooks, IReadOnlyList<HookStatistics> Matrices)
{
    /// <summary>Takes the figures.</summary>
    /// <param name="history">The runs.</param>
    /// <param name="hooks">Names of the hooks and matrices that are asked for; empty for all.</param>
    public static RunStatistics Of(RunHistory history, IReadOnlyList<string> hooks)
    {
        var stages = history.Runs.GroupBy(run => run.Stage)
            .Select(runs => StageStatistics.Of(runs.Key, [.. runs], history.Before.Where(run => run.Stage == runs.Key)));
        var (now, before) = (ByHook(history.Runs), ByHook(history.Before));
        var (allNow, allBefore) = (ByMatrix(history.Runs), ByMatrix(history.Before));
        return new RunStatistics(
            [.. stages.OrderByDescending(stage => stage.Durations.Total).ThenBy(stage => stage.Stage)],
            [.. Sorted(now.Where(pair => IsWanted(pair.Key.Name) || (pair.Value.Matrix is { } matrix && IsWanted(matrix)))
                .Select(pair => HookStatistics.Of(
                    pair.Key.Name, pair.Key.Stage, pair.Value.Seen, before.GetValueOrDefault(pair.Key).Seen ?? []) with { Matrix = pair.Value.Matrix }))],
            [.. Sorted(allNow.Where(pair => IsWanted(pair.Key.Name))
                .Select(pair => HookStatistics.Of(
                    pair.Key.Name, pair.Key.Stage, pair.Value, allBefore.GetValueOrDefault(pair.Key) ?? []) with { IsMatrix = true }))]);

        bool IsWanted(string name) => hooks.Count == 0 || hooks.Contains(name, StringComparer.OrdinalIgnoreCase);
    }

    private static IEnumerable<HookStatistics> Sorted(IEnumerable<HookStatistics> hooks) =>
        hooks.OrderByDescending(hook => hook.Durations.Total).ThenBy(hook => hook.Name, StringComparer.Ordinal).ThenBy(hook => hook.Stage);

    private static Dictionary<(string Name, HookStages Stage), (string? Matrix, List<Observation> Seen)> ByHook(IEnumerable<PastRun> runs)
    {
        Dictionary<(string, HookStages), (string? Matrix, List<Observation> Seen)> all = [];
        foreach (var hook in runs.SelectMany(run => run.Hooks))
        {
            if (!all.TryGetValue((hook.Hook, hook.Stage), out var known))
            {
                all.Add((hook.Hook, hook.Stage), known = (hook.Matrix, []));
            }

            known.Seen.Add(Observation.Of(hook));
        }

        return all;
    }

    private static Dictionary<(string Name, HookStages Stage), List<Observation>> ByMatrix(IEnumerable<PastRun> runs)
    {
        Dictionary<(string, HookStages), List<Observation>> all = [];
        foreach (var items in runs.SelectMany(run => run.Hooks.Where(hook => hook.Matrix is not null).GroupBy(hook => hook.Matrix!, StringComparer.Ordinal)))
        {
            List<History.LoggedHook> hooks = [.. items];
            if (!all.TryGetValue((items.Key, hooks[0].Stage), out var known))
            {
                all.Add((items.Key, hooks[0].Stage), known = []);
            }

            known.Add(Observation.Of(hooks));
        }

        return all;
    }
}
