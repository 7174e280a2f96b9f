using Hooks.Build.Engine.Locking;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Reporting;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Engine.Settings;
using Hooks.Build.Engine.State;
using Hooks.Build.Runner.Output;
using Hooks.Build.Runner.Plans;
using Hooks.Build.Runner.Running;

namespace Hooks.Build.Runner.Doors;

/// <summary>A run that a door asks for.</summary>
internal static class DoorRun
{
    /// <summary>Runs the hooks of a built project.</summary>
    /// <returns>Whether nothing stands in the way of the build, and what is left to do when all is told.</returns>
    public static (bool Succeeded, Action Leave) Execute(DoorChannel channel, EventStream events, CancellationToken cancellation)
    {
        var request = channel.Request;
        var state = WithServersDefaults(request.ToState(), request);
        SettingTable.Require(state.Settings);
        if (request.Flag("check") && DoorCheck.IsUpToDate(request, events))
        {
            events.TellResult("IsUpToDate", "true");
            return (true, () => { });
        }

        var plan = OpenProject.Alone(state, OpenProject.Read(state, SettingTable.Stage.Read(request.Text("stage")), cancellation));
        if (plan.Hooks.Count == 0)
        {
            // Every project of a repository may carry the package.
            events.TellProblem(
                new Problem(
                    Codes.NoHooks, $"{Path.GetFileNameWithoutExtension(state.Assembly)} declares no hooks: put [Hook] on a const string or a static method"),
                IsOnBuild(request) ? EventStream.Detail : EventStream.Warning);
            events.TellResult("HasHooks", "false");
            return (true, () => { });
        }

        if (request.Flag("unrooted") && plan.Hooks.Any(FileMatching.NeedsListing))
        {
            events.TellProblem(
                new Problem(
                    Codes.Files,
                    $"No repository was found: there is no .git in {state.RepositoryRoot} or above it, so hooks look at the files of this folder alone. Set HooksRepositoryRoot to the folder that they are about, or build without hooks (HOOKS=0)",
                    state.Project),
                EventStream.Warning);
        }

        if (MayAccept(request) && new HookLock(state.RepositoryRoot, state.Project, state.Assembly).AddNew(plan.Hooks) is { } joined)
        {
            events.TellText(joined);
        }

        var wanted = ToRequest(request, state);
        events.Tell("cores", json => json.WriteNumber("wanted", wanted.MaxParallel));
        wanted = wanted with { Cores = channel.WaitForCores() };
        using JsonOutput output = new(
            events,
            wanted,
            byLines: true,
            WarningCodes.Read(request.Text("silenced"), request.Text("raised"), request.Text("kept"), request.Text("raises-all")))
        {
            Wanted = RunInterests.Cores | (request.Flag("follows") ? RunInterests.All : RunInterests.None),
        };
        HookRun run = new(state) { Ended = Tell };
        var report = run.Execute(plan, wanted, output, cancellation, givesCoresBack: true);
        return (report.Succeeded, run.Leave);

        void Tell(RunReport report)
        {
            if (report is { Hooks.Count: 0, Interrupted: false }
                && (!IsOnBuild(request) || wanted.Profiles.Count + wanted.Filter.Count + wanted.Skip.Count > 0))
            {
                output.Warned(Texts.NoHookRuns);
            }

            if (report.Hooks.Count > 0)
            {
                output.Page = WritePage(state, plan, events);
            }

            output.End(report);
        }
    }

    // What cannot be written fails nothing, in builds that take warnings for errors neither: the hooks have run.
    private static string? WritePage(PlanState state, HookPlan plan, EventStream events)
    {
        try
        {
            return DoorReport.WritePage(state, plan);
        }
        catch (HooksException e)
        {
            events.TellProblems(e.Problems, EventStream.Info);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            events.TellProblem(new Problem(Codes.RunLog, $"The log of runs cannot be read for {SettingTable.ReportPage.Name}: {e.Message}"), EventStream.Info);
        }

        return null;
    }

    // What a build server finds out is worth most to others. It is no setting of the project's, so the state has no trace of it.
    private static PlanState WithServersDefaults(PlanState state, DoorRequest request) =>
        request.Flag("server") && state.Setting("HooksRemoteCacheWrite").Length == 0
            ? state with { Settings = new Dictionary<string, string>(state.Settings, StringComparer.OrdinalIgnoreCase) { ["HooksRemoteCacheWrite"] = "true" } }
            : state;

    /// <summary>Whether hooks of packages may join by themselves: in a build that somebody looks at, and never at a commit.</summary>
    public static bool MayAccept(DoorRequest request) =>
        !request.Flag("server") && IsOnBuild(request) && SettingTable.Stage.Read(request.Text("stage")) == HookStages.Build;

    // A run that leaves a stamp is part of a build.
    private static bool IsOnBuild(DoorRequest request) => request.Text("stamp").Length > 0;

    /// <summary>The request that the project's settings make, for the stage and files of this build.</summary>
    public static RunRequest ToRequest(DoorRequest request, PlanState state)
    {
        var own = RunSettings.ToRequest(state);
        var stage = SettingTable.Stage.Read(request.Text("stage"));
        return own with
        {
            Stage = stage,
            Files = state.Read(SettingTable.Files),
            Fix = request.Flag("server") && stage is not (HookStages.PreCommit or HookStages.CommitMsg) ? RunSettings.OnServer(own.Fix) : own.Fix,
            StampFile = request.Text("stamp"),
            StampIdentity = request.Text("identity"),
            StampPlaces = [new HookLock(state.RepositoryRoot, state.Project, state.Assembly).LockPath],
        };
    }
}
