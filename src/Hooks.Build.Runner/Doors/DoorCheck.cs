using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.UpToDate;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Doors;

/// <summary>Whether the stamp of an earlier build still holds, so that nothing need run.</summary>
internal static class DoorCheck
{
    /// <summary>Looks, and tells of it where it holds.</summary>
    public static bool IsUpToDate(DoorRequest request, EventStream events)
    {
        var files = UpToDateCheck.CountUnchanged(request.Text("stamp"), request.Text("identity"));
        if (files < 0)
        {
            return false;
        }

        events.TellProblem(new Problem("", $"Hooks: all passed before, and none of the {files} files and folders they depend on changed"), EventStream.Detail);
        return true;
    }
}
