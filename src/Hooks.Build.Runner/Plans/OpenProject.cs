using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Plans;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Engine.Settings;
using Hooks.Build.Engine.State;
using Hooks.Build.Runner.Hosting;
using Hooks.Build.Runner.Projects;
using Hooks.Build.Runner.Running;

namespace Hooks.Build.Runner.Plans;

/// <summary>A hooks project whose plan was read.</summary>
/// <param name="Place">Where it is.</param>
/// <param name="State">What its build wrote down.</param>
/// <param name="Plan">Its own plan, with its own names.</param>
internal sealed record OpenProject(ProjectPlace Place, PlanState State, HookPlan Plan)
{
    /// <summary>Opens a project that was built.</summary>
    /// <param name="place">Where it is.</param>
    /// <param name="state">What its build wrote down.</param>
    /// <param name="stage">The stage that it is opened for: nothing is looked for that does not run there, in the profiles of its settings.
    /// <see cref="HookStages.None"/> where it is for all.</param>
    /// <param name="cancellation">Ends git, where that is asked which items a plan has.</param>
    /// <exception cref="HooksException">Its plan cannot be read, or a setting of it is not valid.</exception>
    public static OpenProject Open(ProjectPlace place, PlanState state, HookStages stage, CancellationToken cancellation) =>
        !place.IsOneOfSeveral || Path.GetFileName(place.Project) == Path.GetFileName(state.Project)
            ? new OpenProject(place, state, Read(state, place.IsOneOfSeveral ? OwnedFolder.Of(state) : OwnedFolder.Said(state) ?? "", stage, cancellation))
            : throw new HooksException(
                Codes.CannotInstall,
                $"{place.StateFile} was left by the build of {state.Project} and not of {place.Project}: two projects of one folder need a HooksStateFile, and a BaseIntermediateOutputPath, of their own");

    /// <summary>The plan of a project that was built and runs alone, with its own names.</summary>
    /// <inheritdoc cref="Open"/>
    public static HookPlan Read(PlanState state, HookStages stage, CancellationToken cancellation) =>
        Read(state, OwnedFolder.Said(state) ?? "", stage, cancellation);

    /// <summary>The plan of a project that runs alone, which is about its folder where it has one.</summary>
    /// <exception cref="HooksException">HOOK9002: that is none.</exception>
    public static HookPlan Alone(PlanState state, HookPlan plan) =>
        OwnedFolder.Said(state) is { Length: > 0 } folder ? HookPlan.Join([(ProjectOf(state, folder, prefix: ""), plan)]) : plan;

    /// <summary>What the hooks know of their project among several.</summary>
    /// <exception cref="HooksException">HOOK9002: its folder is none.</exception>
    public HookProject AmongOthers()
    {
        var folder = OwnedFolder.Of(State);
        return ProjectOf(State, folder, HookProject.PrefixOf(folder));
    }

    /// <summary>The hooks that the project's own settings leave out at a stage, by their own names.</summary>
    /// <param name="request">What its settings ask for.</param>
    /// <exception cref="HooksException">They name what is not there.</exception>
    public IEnumerable<string> LeftOut(RunRequest request)
    {
        if (request.Profiles.Count + request.Filter.Count + request.Skip.Count == 0)
        {
            return [];
        }

        // HOOKS_SKIP says names of the whole run.
        var selection = HookSelection.Select(Plan, request with { SkipIfKnown = [] });
        return Plan.Hooks.Where(hook => !selection.Selected[hook.Index]).Select(hook => hook.Name);
    }

    // Which hooks there are may depend on the files of the repository.
    private static HookPlan Read(PlanState state, string folder, HookStages stage, CancellationToken cancellation)
    {
        var plan = PlanReader.Read(state.Assembly);
        if (!plan.IsOpen)
        {
            return plan;
        }

        var profiles = stage == HookStages.None ? [] : state.Read(SettingTable.Profile);
        return EventLoop.Run(loop => FoundItems.ExpandAsync(
            plan, state.RepositoryRoot, HookRun.Services(state, loop).Files, cancellation, folder, stage, profiles).AsTask());
    }

    private static HookProject ProjectOf(PlanState state, string folder, string prefix) => new()
    {
        Folder = folder,
        Prefix = prefix,
        Worker = HookRun.WorkerOf(state),
        LogDirectory = state.LogDirectory,
        DefaultTimeout = state.Read(SettingTable.DefaultTimeout),
        Properties = state.Values,
    };
}
