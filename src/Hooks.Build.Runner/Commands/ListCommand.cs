using System.CommandLine;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Reporting;
using Hooks.Build.Engine.Spares;
using Hooks.Build.Runner.Hosting;
using Hooks.Build.Runner.Output;
using Hooks.Build.Runner.Plans;

namespace Hooks.Build.Runner.Commands;

/// <summary><c>hooks list</c>: the hooks of the project.</summary>
internal static class ListCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Option<string> format = new("--format") { Description = "How the list is written.", DefaultValueFactory = _ => "text" };
        _ = format.AcceptOnlyFromAmong("text", "json");
        Option<bool> workers = new("--workers") { Description = "Lists the workers that wait for a run instead, in all repositories of this user." };
        Command command = new("list", "Lists the hooks: name, wave, stages, profiles, dependencies.") { format, workers };
        command.SetAction(parsed => HooksCommandLine.Guard(() =>
        {
            if (parsed.GetValue(workers))
            {
                var waiting = KeptWorkers.All(HookEnvironment.OfThisProcess());
                Terminal.OfOutput().WriteLine(parsed.GetValue(format) == "json" ? KeptWorkersText.Json(waiting) : KeptWorkersText.Text(waiting));
                return ExitCodes.Passed;
            }

            using Interruption interruption = new();
            if (OpenPlan.Open(parsed.GetValue(HooksCommandLine.Project), Terminal.OfErrors(), interruption.Token) is not { } open)
            {
                return interruption.ExitCode ?? ExitCodes.WrongUse;
            }

            Terminal.OfOutput().WriteLine(parsed.GetValue(format) == "json" ? HookGraphText.Write(open.Plan, GraphFormat.Json) : HookTable.Write(open.Plan));
            return ExitCodes.Passed;
        }));
        return command;
    }
}
