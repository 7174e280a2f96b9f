using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Settings;
using Hooks.Build.Engine.State;
using Hooks.Build.Runner.Building;
using Hooks.Build.Runner.Output;
using Hooks.Build.Runner.Projects;

namespace Hooks.Build.Runner.Plans;

/// <summary>The plan that a command or a hook of git is about: of one project, or of several put together.</summary>
internal sealed class OpenPlan
{
    private OpenPlan(IReadOnlyList<OpenProject> projects, HookPlan plan) => (Projects, Plan) = (projects, plan);

    /// <summary>The projects, in order of the folders they own.</summary>
    public IReadOnlyList<OpenProject> Projects { get; }

    /// <summary>The plan that runs.</summary>
    public HookPlan Plan { get; }

    /// <summary>What the builds wrote down.</summary>
    public IReadOnlyList<PlanState> States => [.. Projects.Select(project => project.State)];

    /// <summary>Whether any project lets its hooks run.</summary>
    /// <exception cref="HooksException">HOOK9002: a setting is not valid.</exception>
    public bool IsEnabled => Projects.Any(project => RunSettings.IsEnabled(project.State));

    /// <summary>Opens the plan of a project, or of those of the repository; <see langword="null"/> where one cannot be built, which is told.</summary>
    public static OpenPlan? Open(IReadOnlyList<string>? named, Terminal terminal, CancellationToken cancellation)
    {
        var places = ProjectFinder.Find(named, Path.GetFullPath("."), cancellation);
        foreach (var place in places)
        {
            _ = RepositoryFence.Require(Path.GetDirectoryName(place.Project)!, cancellation);
        }

        var states = FreshPlan.Get(places, terminal, cancellation);
        return states.Contains(null) ? null : Of([.. places.Zip(states, (place, state) => OpenProject.Open(place, state!, HookStages.None, cancellation))]);
    }

    /// <summary>Puts the plans of projects together.</summary>
    /// <exception cref="HooksException">They do not go together.</exception>
    public static OpenPlan Of(IReadOnlyList<OpenProject> projects)
    {
        if (projects is [{ Place.IsOneOfSeveral: false } only])
        {
            return new OpenPlan(projects, OpenProject.Alone(only.State, only.Plan));
        }

        // Those that are switched off have no part in it.
        var known = projects.Where(project => RunSettings.IsEnabled(project.State))
            .Select(project => (Project: project, Known: project.AmongOthers()))
            .OrderBy(pair => pair.Known.Folder, StringComparer.Ordinal)
            .ToList();
        if (known.GroupBy(pair => pair.Known.Folder, StringComparer.OrdinalIgnoreCase)
            .Select(group => group.DistinctBy(pair => pair.Known.Folder, StringComparer.Ordinal).ToList())
            .FirstOrDefault(group => group.Count > 1) is [var first, var second, ..])
        {
            throw new HooksException(
                Codes.CannotInstall,
                $"{first.Project.State.Project} owns {first.Known.Folder} and {second.Project.State.Project} owns {second.Known.Folder}, which differ by case alone: the names of hooks begin with them, and do not tell them apart. Set {SettingTable.Folder.Name} in one of them, or rename one of the folders");
        }

        for (var i = 1; i < known.Count; i++)
        {
            var (one, other) = (known[i - 1], known[i]);
            if (one.Known.Folder == other.Known.Folder)
            {
                throw new HooksException(
                    Codes.CannotInstall,
                    $"{one.Project.State.Project} and {other.Project.State.Project} both own {(one.Known.Folder.Length == 0 ? "the whole repository" : one.Known.Folder)}: each project needs a folder of its own. Set {SettingTable.Folder.Name} in one of them, or uninstall the hooks of one");
            }

            if (one.Project.State.RepositoryRoot != other.Project.State.RepositoryRoot)
            {
                throw new HooksException(
                    Codes.CannotInstall,
                    $"{one.Project.State.Project} and {other.Project.State.Project} cannot run together: HooksRepositoryRoot is {one.Project.State.RepositoryRoot} for the one and {other.Project.State.RepositoryRoot} for the other. Say what is whose by {SettingTable.Folder.Name}");
            }
        }

        return new OpenPlan(
            known.Count == 0 ? projects : [.. known.Select(pair => pair.Project)], HookPlan.Join(known.Select(pair => (pair.Known, pair.Project.Plan))));
    }

    /// <summary>What the settings of the projects ask for at a stage.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="without">Which choices of hooks somebody else makes.</param>
    /// <exception cref="HooksException">HOOK9002, HOOK9003: a setting is not valid.</exception>
    public RunRequest ToRequest(HookStages stage, HookSelectors without = HookSelectors.None)
    {
        if (Projects is [{ Place.IsOneOfSeveral: false } only])
        {
            return Ask(only);
        }

        var requests = Projects.Select(Ask).ToList();
        return JoinedRequest.Of(requests) with
        {
            Unselected = LeftOut(own => own with { Skip = [] }),
            SkipIfKnown = [.. requests[0].SkipIfKnown, .. LeftOut(own => own with { Profiles = [], Filter = [] })],
        };

        IReadOnlyList<string> LeftOut(Func<RunRequest, RunRequest> part) =>
            [.. Projects.Zip(requests).SelectMany(pair => pair.First.LeftOut(part(pair.Second))
                .Select(name => HookProject.PrefixOf(OwnedFolder.Of(pair.First.State)) + name))];

        RunRequest Ask(OpenProject project) => Without(RunSettings.ToRequest(project.State), without) with { Stage = stage };
    }

    private static RunRequest Without(RunRequest request, HookSelectors without) => without == HookSelectors.None ? request : request with
    {
        Profiles = without.HasFlag(HookSelectors.Profiles) ? [] : request.Profiles,
        Filter = without.HasFlag(HookSelectors.Filter) ? [] : request.Filter,
        Skip = without.HasFlag(HookSelectors.Skip) ? [] : request.Skip,
    };
}
