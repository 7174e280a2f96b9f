using System.CommandLine;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Spares;
using Hooks.Build.Runner.Hosting;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Commands;

/// <summary><c>hooks stop</c>: ends the workers that wait for a run.</summary>
internal static class StopCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Option<string> format = new("--format") { Description = "How it is told.", DefaultValueFactory = _ => "text" };
        _ = format.AcceptOnlyFromAmong("text", "json");
        Command command = new("stop", "Ends the workers that wait for a run, in all repositories of this user.") { format };
        command.SetAction(parsed => HooksCommandLine.Guard(() =>
        {
            var ended = KeptWorkers.Stop(HookEnvironment.OfThisProcess());
            Terminal.OfOutput().WriteLine(parsed.GetValue(format) == "json" ? $$"""{"ended":{{ended}}}"""
                : ended == 1 ? "1 worker ended"
                : $"{ended} workers ended");
            return ExitCodes.Passed;
        }));
        return command;
    }
}
