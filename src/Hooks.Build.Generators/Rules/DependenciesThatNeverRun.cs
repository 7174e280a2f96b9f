using Hooks.Build.Catalog;
using Hooks.Build.Generators.Diagnostics;
using Hooks.Build.Generators.Model;

namespace Hooks.Build.Generators.Rules;

/// <summary>HOOK0007: a dependency that is not part of some run of the hook, by stage or by profile, and so gates nothing there.</summary>
internal static class DependenciesThatNeverRun
{
    public static IEnumerable<Finding> Check(HookSet hooks)
    {
        for (var i = 0; i < hooks.Hooks.Count; i++)
        {
            foreach (var edge in hooks.Edges[i])
            {
                var (hook, dependency) = (hooks.Hooks[i], hooks.Hooks[edge.To]);
                if (edge.Gates && edge.To != i && RunsWithout(hook.Options, dependency.Options, ProfilesOf(dependency, edge)) is { } runs)
                {
                    yield return new Finding(DiagnosticDescriptors.DependencyNeverRuns, [hook.Name, dependency.Name, runs], new HookPlace(i, edge.Item.Where))
                    {
                        Others = [new HookPlace(edge.To, dependency.Attribute)],
                        Dependency = dependency.Name,
                    };
                }
            }
        }
    }

    // Whoever depends on a matrix waits for those of its items that run.
    private static EquatableArray<ListItem> ProfilesOf(HookSpec dependency, HookEdge edge) =>
        dependency.Item is not null && edge.Item.Value == dependency.Declared ? dependency.Options.ProfilesOfMatrix : dependency.Options.Profiles;

    private static string? RunsWithout(HookOptions hook, HookOptions dependency, EquatableArray<ListItem> profilesOfDependency)
    {
        // Nearly all edges of a large project: nothing is made to find out that nothing is wrong.
        var without = hook.Stages.Value & ~dependency.Stages.Value & StageBits.All;
        if (without == 0 && HasAll(profilesOfDependency, hook.Profiles))
            return null;

        var stages = StageNames.Of(without).ToList();

        // A hook without profiles belongs to none: it runs only where no profile is selected, and there its dependencies run as well.
        var others = new HashSet<string>(Values(profilesOfDependency), StringComparer.OrdinalIgnoreCase);
        var profiles = Values(hook.Profiles).Where(others.Add).Select(profile => $"'{profile}'").ToList();
        var parts = new[] { Describe("stage", stages), Describe("profile", profiles) }.Where(part => part is not null).ToList();
        return parts.Count == 0 ? null : string.Join(" and ", parts);
    }

    private static bool HasAll(EquatableArray<ListItem> profiles, EquatableArray<ListItem> wanted)
    {
        for (var i = 0; i < wanted.Count; i++)
        {
            if (!Has(profiles, wanted[i].Value))
                return false;
        }

        return true;
    }

    private static bool Has(EquatableArray<ListItem> profiles, string? wanted)
    {
        for (var i = 0; i < profiles.Count; i++)
        {
            if (string.Equals(profiles[i].Value, wanted, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static IEnumerable<string> Values(EquatableArray<ListItem> items) =>
        items.Select(item => item.Value).OfType<string>().Where(value => !string.IsNullOrWhiteSpace(value));

    private static string? Describe(string kind, List<string> names) => names.Count switch
    {
        0 => null,
        1 => $"{kind} {names[0]}",
        _ => $"{kind}s {string.Join(", ", names.Take(names.Count - 1))} and {names[names.Count - 1]}",
    };
}
