using Hooks.Build.Generators.Model;

namespace Hooks.Build.Generators.Rules;

/// <summary>HOOK0007: a dependency that is not part of some run of the hook, by stage or by profile, and so gates nothing there.</summary>
internal static class DependenciesThatNeverRun
{
    public static IEnumerable<Finding> Check(HookSet hooks)
    {
        for (var i = 0; i < hooks.Hooks.Count; i++)
        {
            foreach (var edge in hooks.Edges[i].Where(edge => edge.Gates && edge.To != i))
            {
                var (hook, dependency) = (hooks.Hooks[i], hooks.Hooks[edge.To]);
                if (RunsWithout(hook.Options, dependency.Options) is { } runs)
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

    private static string? RunsWithout(HookOptions hook, HookOptions dependency)
    {
        var stages = StageNames.Of(hook.Stages.Value & ~dependency.Stages.Value).ToList();

        // A hook without profiles belongs to none: it runs only where no profile is selected, and there its dependencies run as well.
        var others = new HashSet<string>(Values(dependency.Profiles), StringComparer.OrdinalIgnoreCase);
        var profiles = Values(hook.Profiles).Where(others.Add).Select(profile => $"'{profile}'").ToList();
        var parts = new[] { Describe("stage", stages), Describe("profile", profiles) }.Where(part => part is not null).ToList();
        return parts.Count == 0 ? null : string.Join(" and ", parts);
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
