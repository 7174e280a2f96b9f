using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.State;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Building;

/// <summary>The state of a project whose plan says what its sources say; where it does not the project is built first.</summary>
internal static class FreshPlan
{
    /// <summary>Gets the state; <see langword="null"/> where the project cannot be built, which is told.</summary>
    public static PlanState? Get(string project, string stateFile, Terminal terminal, CancellationToken cancellation)
    {
        var state = PlanStateFile.TryRead(stateFile);
        if (state is not null)
        {
            if (Changed(stateFile, state) is not { } reason)
            {
                return state;
            }

            TellBuild(project, reason, terminal);
        }
        else if (!KeptFile.CanBe(stateFile))
        {
            terminal.WriteLine($"hooks: {stateFile} is a folder, a link or the like, and no file: remove it, and the next run builds it anew");
            return null;
        }
        else
        {
            TellBuild(project, "not built yet", terminal);
        }

        return ProjectBuild.Run(project, state?.Dotnet, terminal, cancellation) ? AfterBuild(project, stateFile, terminal) : null;
    }

    /// <summary>Why a state is not fresh; <see langword="null"/> where it is.</summary>
    public static string? Changed(string stateFile, PlanState state)
    {
        var freshness = PlanFreshness.Of(state);
        Refresh(stateFile, freshness.Refreshed);
        return freshness.Reason;
    }

    private static void TellBuild(string project, string reason, Terminal terminal) =>
        terminal.WriteLine($"hooks: building {RelativePath.OfHere(project)} ({reason}) ...");

    private static PlanState? AfterBuild(string project, string stateFile, Terminal terminal)
    {
        var state = PlanStateFile.TryRead(stateFile);
        if (state is null)
        {
            terminal.WriteLine($"hooks: the build of {project} left no {stateFile}: the project must reference the package Hooks.Build, in the version of this runner");
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
