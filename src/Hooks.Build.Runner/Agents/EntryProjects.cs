using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Runner.Agents;

/// <summary>The projects whose hooks an agent's file starts: one is put beside the others, or taken from among them.</summary>
internal static class EntryProjects
{
    /// <summary>
    /// An entry that starts what is installed as well. At stages where one of them holds an agent back if hooks cannot run, it does, and at no other.
    /// </summary>
    /// <param name="known">What is installed.</param>
    /// <param name="entry">The entry of some projects.</param>
    /// <param name="stages">Their stages.</param>
    public static (AgentEntry Entry, HookStages Stages) With(IReadOnlyList<FoundEntry> known, AgentEntry entry, HookStages stages) =>
        Without(known, [.. entry.Projects]) is { } others
            ? (entry with
            {
                FailsClosed = false,
                FailsClosedAt = entry.FailsClosedAt | ClosedAt(entry, stages) | others.Entry.FailsClosedAt,
                Paths = [.. others.Entry.Paths, .. entry.Paths],
            }, stages | others.Stages)
            : (entry, stages);

    /// <summary>What is installed but for some projects; <see langword="null"/> where nothing is left.</summary>
    /// <param name="known">What is installed.</param>
    /// <param name="projects">The projects, from the top of the working tree, with <c>/</c>.</param>
    public static (AgentEntry Entry, HookStages Stages)? Without(IReadOnlyList<FoundEntry> known, IReadOnlyCollection<string> projects)
    {
        List<(FoundEntry Found, List<(string Project, string State)> Pairs)> left = [.. known.Select(found => (found, found.Entry.Pairs.Where(pair => !Has(
            projects, pair.Project)).ToList())).Where(one => one.Item2.Count > 0)];
        if (left is not [.., var (last, _)])
        {
            return null;
        }

        var pairs = left.SelectMany(one => one.Pairs).DistinctBy(pair => pair.Project, PathCase.Comparer);
        return (last.Entry with
        {
            FailsClosed = false,
            FailsClosedAt = left.Aggregate(HookStages.None, (all, one) => all | ClosedAt(one.Found.Entry, one.Found.Stage)),
            Paths = [.. pairs.SelectMany(pair => (string[])[pair.Project, pair.State])],
        }, left.Aggregate(HookStages.None, (all, one) => all | one.Found.Stage));
    }

    /// <summary>Whether a project is among others.</summary>
    public static bool Has(IEnumerable<string> projects, string project) => projects.Any(other => other.Equals(project, PathCase.Comparison));

    private static HookStages ClosedAt(AgentEntry entry, HookStages stages) => entry.FailsClosed ? stages : HookStages.None;
}
