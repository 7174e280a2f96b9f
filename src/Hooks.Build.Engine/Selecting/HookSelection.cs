using Hooks.Build.Engine.Model;
using Hooks.Build.Graph;

namespace Hooks.Build.Engine.Selecting;

/// <summary>
/// The hooks of a plan that a run is about, and their order among each other. Stage and profile choose; the filter narrows that to the named
/// hooks and what they depend on; skipping removes. A hook that is not selected counts as succeeded, and order holds through it.
/// </summary>
public sealed class HookSelection
{
    private HookSelection(HookPlan plan, bool[] selected, IReadOnlyList<string> profiles, IReadOnlyList<string> idle, IReadOnlyList<string> leftOut)
    {
        LeftOut = leftOut;
        Idle = idle;
        Plan = plan;
        Selected = selected;
        Hooks = [.. plan.Hooks.Where(hook => selected[hook.Index])];
        Profiles = profiles;
        Order = plan.Order.Restrict(selected);
        Prerequisites = new DependencyGraph(plan.Prerequisites).Restrict(selected);
    }

    /// <summary>The plan selected from.</summary>
    public HookPlan Plan { get; }

    /// <summary>For each hook of the plan whether it is selected.</summary>
    public IReadOnlyList<bool> Selected { get; }

    /// <summary>The selected profiles as the plan spells them; empty where all hooks run.</summary>
    public IReadOnlyList<string> Profiles { get; }

    /// <summary>Hooks that the filter names and that do not run at this stage and in these profiles.</summary>
    public IReadOnlyList<string> Idle { get; }

    /// <summary>Hooks that would run and are skipped, by name.</summary>
    public IReadOnlyList<string> LeftOut { get; }

    /// <summary>Who waits for whom among the selected.</summary>
    public DependencyGraph Order { get; }

    /// <summary>Who must succeed first among the selected.</summary>
    public DependencyGraph Prerequisites { get; }

    /// <summary>The selected hooks, in order of declaration.</summary>
    public IReadOnlyList<PlannedHook> Hooks { get; }

    /// <summary>Selects.</summary>
    /// <exception cref="HooksException">HOOK9003: a name selects nothing.</exception>
    public static HookSelection Select(HookPlan plan, RunRequest request)
    {
        List<Problem> problems = [];
        var profiles = Resolve(
            request.SaidAs.Profiles,
            "profile",
            request.Profiles,
            _ => false,
            () => plan.Hooks.SelectMany(ProfilesOf).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal),
            problems);
        var filter = Resolve(request.SaidAs.Filter, "hook", request.Filter, IsItem, () => NamesOf(plan), problems);
        var skip = Resolve(request.SaidAs.Skip, "hook", request.Skip, IsItem, () => NamesOf(plan), problems);
        if (problems.Count > 0)
        {
            throw new HooksException(problems);
        }

        var selected = new bool[plan.Hooks.Count];
        foreach (var hook in plan.Hooks)
        {
            selected[hook.Index] = IsOfStage(hook, request.Stage) && IsOfTool(hook, request.Agent) && IsWanted(hook, profiles, request);
        }

        CommitChecks.Add(plan, selected, request);
        List<string> idle = [];
        if (filter.Count > 0)
        {
            var wanted = plan.Hooks.Where(hook => IsNamedIn(filter, hook) || filter.Any(name => IsItemOf(hook, name))).ToList();
            RequireInRun(wanted, selected, request, profiles);
            idle.AddRange(wanted.Where(hook => !selected[hook.Index]).Select(hook => hook.Name));
            var closure = new DependencyGraph(plan.Requirements).Closure(wanted.Select(hook => hook.Index));
            AddCleanUps(plan, selected, closure);
            for (var i = 0; i < selected.Length; i++)
            {
                selected[i] &= closure[i];
            }
        }

        IReadOnlyList<string> skipped = [.. skip, .. request.SkipIfKnown];
        List<string> leftOut = [];
        foreach (var hook in skipped.Count == 0 ? [] : plan.Hooks.Where(hook => selected[hook.Index] && IsNamedIn(skipped, hook)))
        {
            selected[hook.Index] = false;
            leftOut.Add(hook.Name);
        }

        return new HookSelection(plan, selected, profiles, idle, leftOut);

        bool IsItem(string name) => plan.Hooks.Any(hook => IsItemOf(hook, name));
    }

    /// <summary>The hooks that took part in a run that is over.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="selected">For each hook of the plan whether it did.</param>
    internal static HookSelection OfPast(HookPlan plan, bool[] selected) => new(plan, selected, [], [], []);

    /// <summary>Whether profiles, and what its project says, let a hook run.</summary>
    internal static bool IsWanted(PlannedHook hook, IReadOnlyList<string> profiles, RunRequest request) =>
        IsOfProfiles(hook, profiles) && !IsNamedIn(request.Unselected, hook);

    private static bool IsNamedIn(IReadOnlyList<string> names, PlannedHook hook) => names.Any(hook.IsNamed);

    // Of a declaration whose items nobody knows, since they do not run here or are too many.
    private static bool IsItemOf(PlannedHook hook, string name) =>
        (hook.IsOpen || (hook.MatrixOf.Count > 0 && hook.Fault is not null))
            && name.EndsWith(']')
            && name.StartsWith(hook.Name + "[", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> ProfilesOf(PlannedHook hook) =>
        hook.MatrixOf.Count == 0
            ? hook.Profiles
            : hook.Profiles.Select(profile => profile.IndexOf('[', StringComparison.Ordinal) is > 0 and var item && profile.EndsWith(']')
                ? profile[..item]
                : profile);

    // What cleans up after a hook comes with it. One that cleans up after another of its kind comes with that.
    private static void AddCleanUps(HookPlan plan, bool[] selected, bool[] taken)
    {
        var cleanUps = plan.Hooks.Where(hook => hook.Finally).ToList();
        while (cleanUps.FindIndex(hook => taken[hook.Index] || Array.Exists(plan.Requirements[hook.Index], other => taken[other] && selected[other])) is >= 0
            and var next)
        {
            taken[cleanUps[next].Index] = true;
            cleanUps.RemoveAt(next);
        }
    }

    private static bool IsOfStage(PlannedHook hook, HookStages stage) =>
        stage == HookStages.None ? (hook.Stages & ~(HookStages.CommitMsg | AgentStages.All)) != 0 : (hook.Stages & stage) != 0;

    /// <summary>Whether a hook is about the tool of an event.</summary>
    internal static bool IsOfTool(PlannedHook hook, AgentEvent? agent) =>
        agent is null or { Tool: AgentTool.None } || hook.Tools.Count == 0
        || hook.Tools.Any(tool => tool.Equals(agent.Tool.ToString(), StringComparison.OrdinalIgnoreCase)
            || tool.Equals(agent.ToolName, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a hook has one of the profiles; it has, where there are none.</summary>
    internal static bool IsOfProfiles(PlannedHook hook, IReadOnlyList<string> profiles) =>
        profiles.Count == 0 || ProfilesOf(hook).Any(profile => profiles.Contains(profile, StringComparer.OrdinalIgnoreCase));

    // A filter that selects a hook which does not run here would do nothing in silence.
    private static void RequireInRun(List<PlannedHook> wanted, bool[] selected, RunRequest request, IReadOnlyList<string> profiles)
    {
        if (wanted.Exists(hook => selected[hook.Index]))
        {
            return;
        }

        var where = (request.Stage == HookStages.None
            ? ""
            : $" in stage {request.Stage}") + (profiles.Count == 0 ? "" : $" in profile {string.Join(" or ", profiles)}");
        throw new HooksException(
            Codes.UnknownName,
            $"{request.SaidAs.Filter}: {string.Join(", ", wanted.Select(hook => $"'{hook.Name}' (stages {hook.Stages}{(hook.Profiles.Count == 0 ? "" : "; profiles " + string.Join(", ", hook.Profiles))})"))} {(wanted.Count == 1 ? "does" : "do")} not run{where}{(wanted.Exists(hook => IsNamedIn(request.Unselected, hook)) ? $", as HookProfile or HookFilter of {(wanted.Count == 1 ? "its project leaves it" : "their project leaves them")} out" : "")}");
    }

    private static IEnumerable<string> NamesOf(HookPlan plan) =>
        plan.Hooks.Select(hook => hook.Name)
            .Concat(plan.Hooks.Where(hook => hook.Matrix is not null).Select(hook => hook.Matrix!).Distinct(StringComparer.OrdinalIgnoreCase));

    private static IReadOnlyList<string> Resolve(
        string setting, string what, IReadOnlyList<string> names, Predicate<string> isKnown, Func<IEnumerable<string>> all, List<Problem> problems)
    {
        if (names.Count == 0)
        {
            return [];
        }

        var known = all().ToList();
        List<string> found = [];
        foreach (var name in names)
        {
            if ((known.Find(candidate => string.Equals(candidate, name, StringComparison.OrdinalIgnoreCase)) ?? (isKnown(name) ? name : null)) is { } meant)
            {
                found.Add(meant);
                continue;
            }

            // Of several projects a name has the folder of its own before it.
            var closest = known.FirstOrDefault(candidate => candidate.EndsWith("/" + name, StringComparison.OrdinalIgnoreCase))
                ?? NameSuggestion.Closest(name, known);
            problems.Add(new Problem(
                Codes.UnknownName,
                $"{setting} names '{name}', which is no {what}{(closest is null ? "." : $"; did you mean '{closest}'?")} The {what}s are: {NameList.Of(known, "'hooks list', or -t:ListHooks")}"));
        }

        return found;
    }
}
