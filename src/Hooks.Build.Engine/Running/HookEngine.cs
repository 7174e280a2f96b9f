using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.History;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Selecting;

namespace Hooks.Build.Engine.Running;

/// <summary>Runs a plan: select, match files, schedule, execute, report.</summary>
public static class HookEngine
{
    /// <summary>Runs the hooks of a plan that the request selects.</summary>
    /// <param name="plan">A legal plan.</param>
    /// <param name="request">What to run, and how.</param>
    /// <param name="services">The world.</param>
    /// <param name="observer">Is told what happens.</param>
    /// <param name="cancellation">Ends everything that runs; the report then says so.</param>
    /// <exception cref="HooksException">The run cannot take place; nothing was started.</exception>
    public static async Task<RunReport> RunAsync(
        HookPlan plan, RunRequest request, EngineServices services, IRunObserver observer, CancellationToken cancellation)
    {
        var started = services.Clock.GetTimestamp();
        observer = OneAtATime.For(observer);

        // What runs may check out another.
        var branch = CurrentBranch.Of(request.RepositoryRoot);
        plan = await FoundItems.ExpandAsync(plan, request.RepositoryRoot, services.Files, cancellation, stage: request.Stage, profiles: request.Profiles);
        var selection = HookSelection.Select(plan, request);
        if (HookFault.Sum(selection.Hooks) is { Count: > 0 } faults)
        {
            throw new HooksException(faults);
        }

        if (selection.Idle.Count > 0)
        {
            observer.Warned(new Problem(
                Codes.UnknownName,
                $"{request.SaidAs.Filter} names {string.Join(", ", selection.Idle)}, which {(selection.Idle.Count == 1 ? "does" : "do")} not run at this stage and in these profiles"));
        }

        foreach (var hook in selection.Hooks.Where(hook => hook.HasNoItem))
        {
            observer.Warned(new Problem(
                Codes.Files,
                $"MatrixOf of '{hook.Name}' is {string.Join(", ", hook.MatrixOf)}, of which there is nothing in the repository, so the hook does not run",
                hook.File,
                hook.Line,
                hook.Column));
        }

        observer.Began(selection.Selected.Count(selected => selected));
        RunReport report;
        try
        {
            report = await new RunFlow(selection, request, services, observer, started, cancellation).RunAsync();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            report = new RunReport([], services.Clock.GetElapsedTime(started), Interrupted: true);
        }

        if (RunLogFile.Append(plan, request, report, services.Clock.GetUtcNow(), branch) is { } problem)
        {
            observer.Warned(problem);
        }

        return report;
    }
}
