using System.CommandLine;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Reporting;
using Hooks.Build.Engine.Spares;
using Hooks.Build.Runner.Hosting;
using Hooks.Build.Runner.Output;

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
        command.SetAction(parsed =>
        {
            var isJson = parsed.GetValue(format) == "json";
            return parsed.GetValue(workers)
                ? HooksCommandLine.Guard(() => Workers(isJson))
                : HooksCommandLine.OnPlan(
                    parsed, (open, _) => Terminal.OfOutput().WriteLine(isJson ? HookGraphText.Write(open.Plan, GraphFormat.Json) : HookTable.Write(open.Plan)));
        });
        return command;
    }

    private static int Workers(bool isJson)
    {
        var waiting = KeptWorkers.All(HookEnvironment.OfThisProcess());
        Terminal.OfOutput().WriteLine(isJson ? KeptWorkersText.Json(waiting) : KeptWorkersText.Text(waiting));
        return ExitCodes.Passed;
    }
}
