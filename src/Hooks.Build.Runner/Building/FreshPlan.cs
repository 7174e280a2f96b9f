using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.State;
using Hooks.Build.Runner.Output;
using Hooks.Build.Runner.Projects;

namespace Hooks.Build.Runner.Building;

/// <summary>The state of a project whose plan says what its sources say; where it does not the project is built first.</summary>
internal static class FreshPlan
{
    /// <summary>Gets the states; <see langword="null"/> for a project that cannot be built, which is told. What is not fresh is built at once.</summary>
    public static IReadOnlyList<PlanState?> Get(IReadOnlyList<ProjectPlace> places, Terminal terminal, CancellationToken cancellation)
    {
        var states = new PlanState?[places.Count];
        List<int> stale = [];
        for (var i = 0; i < places.Count; i++)
        {
            states[i] = PlanStateFile.TryRead(places[i].StateFile);
            if (states[i] is null && !KeptFile.CanBe(places[i].StateFile))
            {
                terminal.WriteLine($"hooks: {places[i].StateFile} is a folder, a link or the like, and no file: remove it, and the next run builds it anew");
            }
            else if ((states[i] is { } state ? Changed(places[i].StateFile, state) : Missing(places[i].StateFile)) is { } reason)
            {
                terminal.WriteLine($"hooks: building {places[i].Shown} ({reason}) ...");
                stale.Add(i);
            }
        }

        if (stale.Count > 0)
        {
            var isBuilt = ProjectBuild.Run(
                [.. stale.Select(i => places[i])], states.FirstOrDefault(state => state is not null)?.Dotnet, terminal, cancellation);
            foreach (var i in stale)
            {
                states[i] = isBuilt ? AfterBuild(places[i].Project, places[i].StateFile, terminal)
                    : stale.Count > 1 ? IfBuilt(places[i], terminal, cancellation)
                    : null;
            }
        }

        return states;
    }

    /// <summary>Why a state is not fresh; <see langword="null"/> where it is.</summary>
    public static string? Changed(string stateFile, PlanState state)
    {
        var freshness = PlanFreshness.Of(state);
        Refresh(stateFile, freshness.Refreshed);
        return freshness.Reason;
    }

    // What another home, machine or version of the package has left is there, and is believed by nobody here.
    private static string Missing(string stateFile) => File.Exists(stateFile) ? "not built by this user, machine and version" : "not built yet";

    // Of several one is enough for the build of all to fail.
    private static PlanState? IfBuilt(ProjectPlace place, Terminal terminal, CancellationToken cancellation)
    {
        if (PlanStateFile.TryRead(place.StateFile) is { } state && PlanFreshness.Of(state).Reason is null)
        {
            return state;
        }

        if (!cancellation.IsCancellationRequested)
        {
            terminal.WriteLine($"hooks: {place.Shown} does not build, so its hooks cannot run");
        }

        return null;
    }

    private static PlanState? AfterBuild(string project, string stateFile, Terminal terminal)
    {
        var state = PlanStateFile.TryRead(stateFile);
        if (state is null)
        {
            terminal.WriteLine(
                $"hooks: the build of {project} left no {stateFile}: the project must reference the package Hooks.Build, in the version of this runner");
        }

        return state;
    }

    // Only the next commit gains by it.
    private static void Refresh(string stateFile, PlanState? refreshed)
    {
        if (refreshed is null)
        {
            return;
        }

        try
        {
            PlanStateFile.Write(stateFile, refreshed);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // As often as it takes.
        }
    }
}
