using Hooks.Build.Engine.History;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Selecting;

namespace Hooks.Build.Engine.Scheduling;

/// <summary>Tells people what is expected of a run by what the schedule goes by.</summary>
internal static class ExpectedRuns
{
    /// <summary>Puts together what was learned.</summary>
    /// <param name="selection">The selected hooks.</param>
    /// <param name="request">What is run.</param>
    /// <param name="files">The files each hook of the plan is given; <see langword="null"/> for one that takes none.</param>
    /// <param name="forecasts">What is expected of each hook of the plan.</param>
    public static ExpectedRun Of(
        HookSelection selection, RunRequest request, IReadOnlyList<IReadOnlyList<string>?> files, IReadOnlyList<HookForecast> forecasts)
    {
        var hooks = selection.Plan.Hooks;
        List<ExpectedHook> expected = [];
        foreach (var index in selection.Order.TopologicalOrder())
        {
            if (selection.Selected[index])
            {
                var forecast = forecasts[index];
                TimeSpan? duration = files[index] is { Count: 0 } ? TimeSpan.Zero : forecast.IsLearned ? forecast.Duration : null;
                expected.Add(new ExpectedHook(
                    hooks[index].Name, duration, forecast.Cores, [.. selection.Order.DependenciesOf(index).Select(other => hooks[other].Name)]));
            }
        }

        return new ExpectedRun(expected, request.Cores, request.Schedule == HookSchedule.Sequential ? 1 : request.MaxParallel);
    }
}
