using Hooks.Build.Engine.Caching.Store;
using Hooks.Build.Engine.Locking;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Plans;
using Hooks.Build.Engine.Reporting;
using Hooks.Build.Engine.Running;
using Hooks.Build.Engine.Settings;
using Hooks.Build.Runner.Hosting;
using Hooks.Build.Runner.Mcp.Tools;
using Hooks.Build.Runner.Output;
using Hooks.Build.Runner.Plans;
using Hooks.Build.Runner.Running;

namespace Hooks.Build.Runner.Doors;

/// <summary><c>hooks door</c>: the way in for programs such as the task of MSBuild. docs/doors.md is the protocol.</summary>
internal static class DoorCommand
{
    /// <summary>Does what the door asks for.</summary>
    public static int Run(string[] args)
    {
        EventStream events = new(Terminal.OfOutput());
        var succeeded = false;
        Action leave = () => { };
        using Interruption interruption = new(leavesCtrlC: true);
        try
        {
            using var channel = DoorChannel.Open(Console.OpenStandardInput());
            using var closing = channel.Closed.Register(() => interruption.TryInterrupt());
            if (args is ["door", "run"])
            {
                (succeeded, leave) = DoorRun.Execute(channel, events, interruption.Token);
            }
            else if (args is ["door", "tool"])
            {
                (succeeded, var left) = ToolDoor.Execute(
                    channel.Request.Text("tool"), channel.Request.Text("arguments"), [.. channel.Request.All("project")], events, interruption.Token);
                leave = left ?? leave;
            }
            else
            {
                Work(args is ["door", var command] ? command : "", channel.Request, events, interruption.Token);
                succeeded = true;
            }
        }
        catch (HooksException e)
        {
            events.TellProblems(e.Problems, EventStream.Error);
        }
        catch (OperationCanceledException)
        {
            // The door knows: it asked for it, or was itself interrupted.
        }
        catch (Exception e) when (SystemRefusal.Is(e))
        {
            events.TellProblem(new Problem(Codes.Door, $"This cannot be done: {SystemRefusal.Words(e)}"), EventStream.Error);
        }

        events.TellEnd(succeeded);
        leave();
        return interruption.ExitCode ?? (succeeded ? ExitCodes.Passed : ExitCodes.Failed);
    }

    private static void Work(string command, DoorRequest request, EventStream events, CancellationToken cancellation)
    {
        switch (command)
        {
            case "check":
                events.TellResult("IsUpToDate", DoorCheck.IsUpToDate(request, events) ? "true" : "false");
                break;
            case "settings":
                SettingTable.Require(request.Settings);
                break;
            case "state":
                DoorState.Write(request, events, cancellation);
                break;
            case "list":
                var listed = OpenProject.Read(request.ToState(), HookStages.None, cancellation);
                events.TellText($"{listed.Hooks.Count} hooks\n{HookTable.Write(listed)}");
                break;
            case "graph":
                Graph(request, events, cancellation);
                break;
            case "explain":
                Explain(request, events, cancellation);
                break;
            case "report":
                DoorReport.Tell(request, events, cancellation);
                break;
            case "lock":
                var locked = request.ToState();
                events.TellText(new HookLock(locked.RepositoryRoot, locked.Project, locked.Assembly).Update(PlanReader.Read(locked.Assembly).Hooks)
                    ?? $"{HookLock.FileName} is as it was");
                break;
            case "clean":
                var state = request.ToState();
                events.TellText(CacheSettings.Clean(
                    CacheSettings.Directory(state.Read(SettingTable.CacheDirectory), state.RepositoryRoot), state.LogDirectory));
                break;
            case "install":
                DoorInstall.Install(request, events, cancellation);
                break;
            case "uninstall":
                DoorInstall.Uninstall(request, events, cancellation);
                break;
            case "ship":
                DoorShip.Ship(request, events);
                break;
            default:
                throw new HooksException(
                    Codes.Door,
                    $"'{command}' is nothing that 'hooks door' does: the package's targets and its program are of different versions; restore the package again");
        }
    }

    private static void Explain(DoorRequest request, EventStream events, CancellationToken cancellation)
    {
        var state = request.ToState();
        foreach (var line in EventLoop.Run(loop => HookExplainer.ExplainAsync(
            OpenProject.Alone(state, OpenProject.Read(state, HookStages.None, cancellation)),
            DoorRun.ToRequest(request, state),
            HookRun.Services(state, loop),
            cancellation)))
        {
            events.TellText(line);
        }
    }

    private static void Graph(DoorRequest request, EventStream events, CancellationToken cancellation)
    {
        var plan = OpenProject.Read(request.ToState(), HookStages.None, cancellation);
        var format = request.ToState().Read(SettingTable.GraphFormat);
        var text = HookGraphText.Write(plan, format);
        var path = Path.Combine(request.Text("logs"), "graph" + format switch { GraphFormat.Json => ".json", GraphFormat.Dot => ".dot", _ => ".mmd" });
        try
        {
            _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text + "\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HooksException(Codes.LogFolder, $"The graph cannot be written to {path}: {e.Message}");
        }

        events.TellText($"graph of {plan.Hooks.Count} hooks, also in {path}\n{text}");
    }
}
