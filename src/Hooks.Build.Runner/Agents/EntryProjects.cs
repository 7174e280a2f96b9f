using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Runner.Agents;

/// <summary>The projects whose hooks an agent's file starts: one is put beside the others, or taken from among them.</summary>
internal static class EntryProjects
{
    /// <summary>An entry that starts what is installed as well. At stages where one of them holds an agent back if hooks cannot run, it does, and at no other.</summary>
    /// <param name="known">What is installed.</param>
    /// <param name="entry">The entry of some projects.</param>
    /// <param name="stages">Their stages.</param>
    public static (AgentEntry Entry, HookStages Stages) With(IReadOnlyList<(HookStages Stage, AgentEntry Entry)> known, AgentEntry entry, HookStages stages) =>
        Without(known, [.. entry.Projects]) is { } others
            ? (entry with { FailsClosed = false, FailsClosedAt = entry.FailsClosedAt | ClosedAt(entry, stages) | others.Entry.FailsClosedAt, Paths = [.. others.Entry.Paths, .. entry.Paths] }, stages | others.Stages)
            : (entry, stages);

    /// <summary>What is installed but for some projects; <see langword="null"/> where nothing is left.</summary>
    /// <param name="known">What is installed.</param>
    /// <param name="projects">The projects, from the top of the working tree, with <c>/</c>.</param>
    public static (AgentEntry Entry, HookStages Stages)? Without(IReadOnlyList<(HookStages Stage, AgentEntry Entry)> known, IReadOnlyCollection<string> projects)
    {
        List<string> paths = [];
        (AgentEntry Entry, HookStages Stages)? left = null;
        foreach (var (stage, entry) in known)
        {
            var others = entry.Projects.Zip(entry.Paths.Where((_, at) => at % 2 != 0)).Where(pair => !Has(projects, pair.First)).ToList();
            foreach (var (project, state) in others.Where(pair => !Has(paths.Where((_, at) => at % 2 == 0), pair.First)))
            {
                paths.AddRange([project, state]);
            }

            if (others.Count > 0)
            {
                left = (entry with { FailsClosed = false, FailsClosedAt = ClosedAt(entry, stage) | (left?.Entry.FailsClosedAt ?? HookStages.None) }, stage | (left?.Stages ?? HookStages.None));
            }
        }

        return left is { } all ? (all.Entry with { Paths = paths }, all.Stages) : null;
    }

    /// <summary>Whether a project is among others.</summary>
    public static bool Has(IEnumerable<string> projects, string project) => projects.Any(other => other.Equals(project, PathCase.Comparison));

    private static HookStages ClosedAt(AgentEntry entry, HookStages stages) => entry.FailsClosed ? stages : HookStages.None;
}
