using System.Globalization;
using System.Text;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Reporting;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Engine.State;
using Hooks.Build.Runner.Hosting;

namespace Hooks.Build.Runner.Running;

/// <summary>What a run would do.</summary>
internal static class DryRun
{
    /// <summary>The hooks that would run, by wave, with the number of their files.</summary>
    public static string Describe(HookPlan plan, RunRequest request, PlanState state, CancellationToken cancellation)
    {
        var selection = HookSelection.Select(plan, request);
        var files = Match(selection, request, state, cancellation, out _);
        var waves = selection.Order.Waves();
        StringBuilder text = new();
        foreach (var wave in selection.Hooks.GroupBy(hook => waves[hook.Index]).OrderBy(wave => wave.Key))
        {
            _ = text.Append(CultureInfo.InvariantCulture, $"wave {wave.Key}\n");
            foreach (var hook in wave)
            {
                var count = hook.Fault is { } fault ? ": " + FaultText.Of(fault)
                    : files[hook.Index] is { } own
                    ? own.Count == 0
                        ? ": no file matches, so it would not run"
                        : string.Create(CultureInfo.InvariantCulture, $": {own.Count} file{(own.Count == 1 ? "" : "s")}")
                    : "";
                _ = text.Append(CultureInfo.InvariantCulture, $"  {hook.Name}{count}\n");
            }
        }

        return text.Length == 0 ? "nothing to run" : text.AppendJoin('\n', FaultText.Lines(selection.Hooks)).ToString().TrimEnd('\n');
    }

    /// <summary>The files that each hook would be given, by its index; <see langword="null"/> for hooks that take none.</summary>
    /// <param name="selection">The hooks.</param>
    /// <param name="request">What is to be run.</param>
    /// <param name="state">The world.</param>
    /// <param name="cancellation">Ends the questions to git.</param>
    /// <param name="count">How many files the run would be about; <see langword="null"/> where no hook need know.</param>
    public static IReadOnlyList<string>?[] Match(HookSelection selection, RunRequest request, PlanState state, CancellationToken cancellation, out int? count)
    {
        count = null;
        if (!selection.Hooks.Any(FileMatching.NeedsListing))
        {
            return new IReadOnlyList<string>?[selection.Plan.Hooks.Count];
        }

        var choice = FileMatching.ChoiceOf(selection, request);
        var listing = EventLoop.Run(loop => HookRun.Services(state, loop).Files.ListAsync(request.RepositoryRoot, choice, cancellation));
        count = listing.Paths.Count;
        return FileMatching.Match(selection, listing, request);
    }
}
