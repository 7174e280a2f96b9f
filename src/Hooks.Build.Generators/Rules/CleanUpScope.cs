using Hooks.Build.Generators.Model;

namespace Hooks.Build.Generators.Rules;

/// <summary>A hook that cleans up runs where what it cleans up after does, unless it says something else: in its stages, and in its profiles.</summary>
internal static class CleanUpScope
{
    /// <summary>Gives hooks that clean up the stages and profiles that they do not have.</summary>
    /// <param name="hooks">All hooks.</param>
    /// <param name="find">The indices of the hooks that a name means.</param>
    public static IReadOnlyList<HookSpec> Apply(IReadOnlyList<HookSpec> hooks, Func<string, IEnumerable<int>> find)
    {
        HookSpec[]? given = null;
        for (var i = 0; i < hooks.Count; i++)
        {
            var options = hooks[i].Options;
            // An item that is in no profile, where another is, is in none on purpose.
            var hasProfiles = options.Profiles.Count > 0 || options.ProfilesOfMatrix.Count > 0;
            if (!options.Finally.Value || (options.Stages.IsSet && hasProfiles))
                continue;

            var named = Named(i, hooks, find);
            given ??= [.. hooks];
            given[i] = hooks[i] with
            {
                Options = options with
                {
                    Stages = options.Stages.IsSet || named.Count == 0
                        ? options.Stages
                        : new Setting<int>(named.Aggregate(0, (stages, one) => stages | one.Stages.Value), Where: null),
                    Profiles = hasProfiles ? options.Profiles : DistinctProfiles(named),
                    ProfilesAreOfOthers = !hasProfiles,
                },
            };
        }

        return given ?? hooks;
    }

    // What is named may clean up itself, and have neither.
    private static List<HookOptions> Named(int cleanUp, IReadOnlyList<HookSpec> hooks, Func<string, IEnumerable<int>> find)
    {
        var named = new List<HookOptions>();
        var known = new HashSet<int> { cleanUp };
        var open = new Stack<int>(known);
        while (open.Count > 0)
        {
            foreach (var other in hooks[open.Pop()].Options.DependsOn.SelectMany(item => item.Value is null ? [] : find(item.Value)).Where(known.Add))
            {
                if (hooks[other].Options.Finally.Value)
                    open.Push(other);
                else
                    named.Add(hooks[other].Options);
            }
        }

        return named;
    }

    private static EquatableArray<ListItem> DistinctProfiles(List<HookOptions> named)
    {
        var known = new HashSet<string?>(StringComparer.OrdinalIgnoreCase);
        return named.SelectMany(one => one.Profiles).Where(profile => known.Add(profile.Value)).ToEquatableArray();
    }
}
