namespace Hooks.Build.Engine.Model;

/// <summary>Why a hook that was found in the repository cannot run there. It stops a run that has the hook, and no other.</summary>
/// <param name="Problem">What is wrong, and what to do.</param>
/// <param name="Reason">The same for all hooks of a declaration with which the same is wrong.</param>
public sealed record HookFault(Problem Problem, string Reason)
{
    private const int Shown = 3;

    /// <summary>What is wrong with hooks, told once for all of a declaration with which the same is wrong.</summary>
    public static IReadOnlyList<Problem> Sum(IEnumerable<PlannedHook> hooks) =>
        hooks.Where(hook => hook.Fault is not null).ToList() is { Count: > 0 } faulty ? Sum(faulty) : [];

    private static List<Problem> Sum(List<PlannedHook> faulty) =>
        [.. faulty.GroupBy(hook => (hook.Matrix ?? hook.Name, hook.Fault!.Reason)).Select(group => Of([.. group]))];

    private static Problem Of(IReadOnlyList<PlannedHook> hooks)
    {
        var problem = hooks[0].Fault!.Problem;
        var others = hooks.Skip(1).Select(hook => hook.Item).ToList();
        return others.Count == 0 ? problem : problem with
        {
            Message = FormattableString.Invariant(
                $"{problem.Message}. So it is with {others.Count} more: {string.Join(", ", others.Take(Shown))}{(others.Count > Shown ? ", ..." : "")}"),
        };
    }
}
