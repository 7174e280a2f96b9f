using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Machine;
using Hooks.Build.Runner.Output;
using Hooks.Build.Runner.Projects;

namespace Hooks.Build.Runner.Doors;

/// <summary>Notes a project in this user's register. That it cannot be noted is a detail: nothing of what a door was asked for needs it.</summary>
internal static class RegisteredProject
{
    /// <summary>Notes it, or tells why not.</summary>
    public static void Note(ProjectPlace place, EventStream events)
    {
        if (ProjectRegister.TryAdd(place) is { } problem)
        {
            events.TellProblem(new Problem("", problem), EventStream.Detail);
        }
    }
}
