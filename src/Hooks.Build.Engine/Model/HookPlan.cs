using Hooks.Build.Graph;

namespace Hooks.Build.Engine.Model;

/// <summary>A legal plan: unique names, every dependency known, no circle, every glob well formed.</summary>
public sealed class HookPlan
{
    /// <summary>Version of the format this engine reads.</summary>
    public const int CurrentFormat = 5;

    private HookPlan(IReadOnlyList<PlannedHook> hooks, IReadOnlyList<PlannedListener> listeners, DependencyGraph order, PlanEdges edges)
    {
        Hooks = hooks;
        Listeners = listeners;
        IsOpen = hooks.Any(hook => hook.IsOpen);
        Order = order;
        Requirements = edges.Requirements;
        Prerequisites = edges.Prerequisites;
    }

    /// <summary>The hooks, by index.</summary>
    public IReadOnlyList<PlannedHook> Hooks { get; }

    /// <summary>The methods that listen to runs. No hook's start or end depends on them.</summary>
    public IReadOnlyList<PlannedListener> Listeners { get; }

    /// <summary>Whether it has declarations whose items must be asked for before anything is chosen from it.</summary>
    public bool IsOpen { get; }

    /// <summary>Who waits for whom: <c>DependsOn</c> and <c>After</c> together. Nobody but who cleans up waits for a hook that gates nobody.</summary>
    public DependencyGraph Order { get; }

    /// <summary>For each hook the indices of those that belong to it: <c>DependsOn</c> as it is written. There may be circles.</summary>
    public IReadOnlyList<int[]> Requirements { get; }

    /// <summary>For each hook the indices of those that must succeed first.</summary>
    public IReadOnlyList<int[]> Prerequisites { get; }

    /// <summary>
    /// Checks the laws that the compiler has checked before: analyzers can be switched off, an assembly can be patched.
    /// </summary>
    /// <exception cref="HooksException">A law is broken; the codes are the compiler's.</exception>
    public static HookPlan Create(IReadOnlyList<PlannedHook> hooks) => Create(hooks, []);

    /// <inheritdoc cref="Create(IReadOnlyList{PlannedHook})"/>
    /// <param name="hooks">The hooks.</param>
    /// <param name="listeners">The methods that listen to runs.</param>
    public static HookPlan Create(IReadOnlyList<PlannedHook> hooks, IReadOnlyList<PlannedListener> listeners)
    {
        List<Problem> problems = [];
        PlanNames names = new(hooks);
        foreach (var i in names.Doubled)
        {
            problems.Add(At(hooks[i], "HOOK0003", $"Two hooks are named '{hooks[i].Name}'"));
        }

        for (var i = 0; i < hooks.Count; i++)
        {
            CheckGlobs(hooks[i], problems);
            CheckCommand(hooks[i], problems);
            CheckNumbers(hooks[i], problems);
        }

        CheckListeners(listeners, names, problems);
        var dependsOn = hooks.Select(hook => Resolve(hook, hook.DependsOn, names, problems)).ToArray();
        var after = hooks.Select(hook => Resolve(hook, hook.After, names, problems)).ToArray();
        CheckEdges(hooks, after, problems);
        var edges = PlanEdges.Of(hooks, dependsOn, after);
        DependencyGraph order = new(edges.Waits);
        foreach (var circle in order.FindCycles())
        {
            problems.Add(At(hooks[circle.Nodes[0]], "HOOK0001", "Circular hooks: " + circle.Describe(node => hooks[node].Name)));
        }

        return problems.Count > 0 ? throw new HooksException(problems) : new HookPlan(hooks, listeners, order, edges);
    }

    /// <summary>One plan of several: each hook knows its project and has the project's prefix before its name.</summary>
    /// <exception cref="HooksException">A law is broken among them.</exception>
    public static HookPlan Join(IEnumerable<(HookProject Project, HookPlan Plan)> plans)
    {
        List<PlannedHook> hooks = [];
        List<PlannedListener> listeners = [];
        var all = plans.ToList();
        var logs = all.ToLookup(pair => pair.Project.LogDirectory, StringComparer.OrdinalIgnoreCase);
        foreach (var (given, plan) in all)
        {
            var project = logs[given.LogDirectory].Skip(1).Any() ? given with { SharesLogs = true } : given;
            foreach (var hook in plan.Hooks)
            {
                hooks.Add(hook with
                {
                    Index = hooks.Count,
                    Project = project,
                    Name = project.Prefix + hook.Name,
                    Matrix = hook.Matrix is null ? null : project.Prefix + hook.Matrix,
                    Timeout = hook.Timeout > 0 ? hook.Timeout : project.DefaultTimeout,
                    DependsOn = [.. hook.DependsOn.Select(name => project.Prefix + name)],
                    After = [.. hook.After.Select(name => project.Prefix + name)],
                });
            }

            listeners.AddRange(plan.Listeners.Select(listener => listener with { Name = project.Prefix + listener.Name, Project = project }));
        }

        return Create(hooks, listeners);
    }

    private static int[] Resolve(PlannedHook hook, IReadOnlyList<string> names, PlanNames known, List<Problem> problems)
    {
        if (names.Count == 0)
        {
            return [];
        }

        List<int> found = [];
        foreach (var name in names)
        {
            if (known.Find(name) is { Count: > 0 } meant)
            {
                found.AddRange(meant);
                continue;
            }

            problems.Add(At(hook, "HOOK0002", known.Unknown(hook, name)));
        }

        return [.. found.Distinct()];
    }

    private static void CheckListeners(IReadOnlyList<PlannedListener> listeners, PlanNames names, List<Problem> problems)
    {
        HashSet<string> known = new(StringComparer.OrdinalIgnoreCase);
        foreach (var listener in listeners)
        {
            var problem =
                !known.Add(listener.Name) || names.Find(listener.Name) is { Count: > 0 } ? "its name is another's, too"
                : listener.Timeout is < 1 or > PlannedListener.MostTimeout ? "its time limit is out of range"
                : null;
            if (problem is not null)
            {
                problems.Add(new Problem("HOOK0017", $"'{listener.Name}' cannot listen to runs: {problem}", listener.File, listener.Line, listener.Column));
            }
        }
    }

    private static void CheckEdges(IReadOnlyList<PlannedHook> hooks, int[][] after, List<Problem> problems)
    {
        for (var i = 0; i < hooks.Count; i++)
        {
            var hook = hooks[i];
            if (!hook.Gates && hook.Severity == HookSeverity.Critical)
            {
                problems.Add(At(
                    hook, "HOOK0006", $"Hook '{hook.Name}': it is critical, so its failure stops the run, and Gates = false says that nobody feels it"));
            }

            if (hook.Finally && (hook.DependsOn.Count == 0 || hook.Kind is Build.Plan.HookKind.Check or Build.Plan.HookKind.Tool or Build.Plan.HookKind.Guard))
            {
                problems.Add(At(hook, "HOOK0006", $"Hook '{hook.Name}': Finally is for a command or a method that cleans up after what its DependsOn names"));
            }

            if (!hook.Finally && Array.Find(after[i], other => !hooks[other].Gates) is var other && Array.Exists(after[i], one => !hooks[one].Gates))
            {
                problems.Add(At(hook, "HOOK0006", $"Hook '{hook.Name}': its After names '{hooks[other].Name}', for which nobody waits (Gates = false)"));
            }

            if ((hook.Matrix is null) != (hook.Item is null)
                || (hook.Item is not null && hook.MatrixOf.Count > 0)
                || (hook.Item is { } item
                    && ((hook.ItemPath is null && MatrixItem.Problem(item) is not null) || hook.Name != MatrixItem.NameOf(hook.Matrix!, item))))
            {
                problems.Add(At(hook, "HOOK0006", $"Hook '{hook.Name}': it is not what an item of a matrix must be"));
            }
        }
    }

    private static void CheckGlobs(PlannedHook hook, List<Problem> problems)
    {
        foreach (var pattern in hook.Files.Concat(hook.Exclude).Concat(hook.Reads).Concat(hook.Writes).Concat(hook.MatrixOf))
        {
            if (!Glob.TryParse(pattern, out _, out var error))
            {
                problems.Add(At(hook, "HOOK0006", $"Hook '{hook.Name}': the glob '{Shortened.Of(pattern)}' is malformed: {error}"));
            }
        }
    }

    private static void CheckCommand(PlannedHook hook, List<Problem> problems)
    {
        if (hook.Kind == Build.Plan.HookKind.Command && hook.Command.Count == 0)
        {
            problems.Add(At(hook, "HOOK0005", $"Hook '{hook.Name}' has an empty command"));
        }

        foreach (var step in hook.Command.Concat(hook.Fix))
        {
            if (step.Count == 0 || ArgumentTemplate.IsFiles(step[0]) || step.Count(ArgumentTemplate.IsFiles) > 1)
            {
                problems.Add(At(hook, "HOOK0005", $"Hook '{hook.Name}': a command needs a program, and {{files}} at most once after it"));
            }

            foreach (var argument in step.Where(argument => !ArgumentTemplate.IsFiles(argument)))
            {
                _ = ArgumentTemplate.Expand(argument, name =>
                {
                    if (name is "files"
                        || (name is MatrixItem.Placeholder && hook.MatrixOf.Count == 0)
                        || !CommandTemplate.Placeholders.Contains(name, StringComparer.Ordinal))
                    {
                        problems.Add(At(hook, "HOOK0005", $"Hook '{hook.Name}': the placeholder {{{name}}} cannot stand in '{argument}'"));
                    }

                    return "";
                });
            }
        }
    }

    private static void CheckNumbers(PlannedHook hook, List<Problem> problems)
    {
        if (hook.Timeout is < 0 or > 86_400 || hook.Retries is < 0 or > 10 || hook.Cores is not (>= 0 and <= 1024))
        {
            problems.Add(At(hook, "HOOK0006", $"Hook '{hook.Name}': its timeout, retries or cores are out of range"));
        }
    }

    private static Problem At(PlannedHook hook, string code, string message) => new(code, message, hook.File, hook.Line, hook.Column);
}
