using System.Globalization;
using Hooks.Build.Generators.Diagnostics;
using Hooks.Build.Generators.Model;
using Hooks.Build.Generators.Rules;

namespace Hooks.Build.Generators.Emission;

/// <summary>Decides: a plan, or the reasons why there is none.</summary>
internal static class PlanBuilder
{
    /// <summary>Makes the plan.</summary>
    /// <param name="hooks">The hooks in the plan's order.</param>
    /// <param name="used">Those of other assemblies, which follow.</param>
    /// <param name="listeners">The methods that listen to runs, in the plan's order.</param>
    /// <param name="repositoryRoot">The repository's root folder, or empty.</param>
    public static HookPlanModel Build(EquatableArray<HookSpec> hooks, UsedHooks used, EquatableArray<ListenerSpec> listeners, string repositoryRoot)
    {
        var set = new HookSet([.. hooks, .. used.Hooks], used.AreWhole);
        var refusals = used.Problems
            .Select(problem => UseProblems.Refusal(problem, RepositoryPath.Position(problem.Where, repositoryRoot)))
            .Concat(HookRules.Refused(set).Select(finding => new Refusal(
                finding.Descriptor.Id, finding.Message, RepositoryPath.Position(finding.Place.Where, repositoryRoot))))
            .Concat(ListenerRules.Check(listeners, set).Select(finding => new Refusal(
                DiagnosticDescriptors.UnusableListener.Id,
                string.Format(
                    CultureInfo.InvariantCulture,
                    DiagnosticDescriptors.UnusableListener.MessageFormat.ToString(CultureInfo.InvariantCulture),
                    listeners[finding.Listener].Name,
                    finding.Problem),
                RepositoryPath.Position(finding.Where, repositoryRoot))))
            .ToEquatableArray();
        return refusals.Count > 0
            ? new HookPlanModel(default, default, refusals)
            : new HookPlanModel(
                Entries(set, repositoryRoot),
                listeners.Select(listener => new ListenerEntry(listener, RepositoryPath.Position(listener.Attribute, repositoryRoot))).ToEquatableArray(),
                default);
    }

    private static EquatableArray<HookEntry> Entries(HookSet set, string repositoryRoot)
    {
        var waves = set.Graph.Waves();
        var ranks = set.Graph.RemainingPaths([.. set.Hooks.Select(_ => 1.0)]);
        return set.Hooks
            .Select((hook, i) => new HookEntry(hook, waves[i], (int)ranks[i], RepositoryPath.Position(hook.Attribute, repositoryRoot)))
            .ToEquatableArray();
    }
}
