using Hooks.Build.Generators.Diagnostics;
using Hooks.Build.Generators.Model;
using Hooks.Build.Graph;

namespace Hooks.Build.Generators.Rules;

/// <summary>HOOK0002: a name that is not a hook's.</summary>
internal static class UnknownDependencies
{
    public static IEnumerable<Finding> Check(HookSet hooks)
    {
        for (var i = 0; i < hooks.Hooks.Count; i++)
        {
            foreach (var item in hooks.Hooks[i].Options.DependsOn)
            {
                if (IsUnknown(hooks, item))
                    yield return Report(hooks, i, item, "depends on");
            }

            foreach (var item in hooks.Hooks[i].Options.After)
            {
                if (IsUnknown(hooks, item))
                    yield return Report(hooks, i, item, "comes after");
            }
        }
    }

    // Blank names are HOOK0006. What is lacking may be of an assembly that cannot be used, of which HOOK0015 tells.
    private static bool IsUnknown(HookSet hooks, ListItem item) =>
        hooks.IsWhole && !string.IsNullOrWhiteSpace(item.Value) && !hooks.TryFind(item.Value!, out _);

    private static Finding Report(HookSet hooks, int index, ListItem item, string relation)
    {
        var hook = hooks.Hooks[index];
        var name = item.Value!;
        var suggestion = item.NamesMember ? null : NameSuggestion.Closest(name, hooks.Names.Where(candidate => candidate != hook.Name));
        var hint = item.NamesMember
            ? $"; {hook.ContainingType}.{name} has no [Hook] attribute"
            : suggestion is null ? Items(hooks, name) : $"; did you mean '{suggestion}'?";
        return new Finding(DiagnosticDescriptors.UnknownDependency, [hook.Name, relation, name, hint], new HookPlace(index, item.Where))
        {
            Dependency = name,
            // What stands for many items cannot be written by one of them.
            Suggestion = hook.Item is { } filled && name.Contains(filled) ? null : suggestion,
        };
    }

    private static string Items(HookSet hooks, string name)
    {
        const int Most = 12;
        if (MatrixRules.ItemOf(name) is not { } item)
            return "";

        var matrix = name.Substring(0, name.Length - item.Length - 2);
        var items = hooks.Find(matrix).Select(index => hooks.Hooks[index].Item).OfType<string>().ToList();
        return items.Count == 0 ? "" : $"; {matrix} has the items {string.Join(", ", items.Take(Most))}{(items.Count > Most ? " and more" : "")}";
    }
}
