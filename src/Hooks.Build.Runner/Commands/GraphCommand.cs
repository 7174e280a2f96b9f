using System.CommandLine;
using Hooks.Build.Engine.Reporting;
using Hooks.Build.Engine.Settings;
using Hooks.Build.Runner.Hosting;
using Hooks.Build.Runner.Output;
using Hooks.Build.Runner.Plans;

namespace Hooks.Build.Runner.Commands;

/// <summary><c>hooks graph</c>: who waits for whom.</summary>
internal static class GraphCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Option<string> format = new("--format") { Description = "The language of the graph.", DefaultValueFactory = _ => "mermaid" };
        _ = format.AcceptOnlyFromAmong("mermaid", "dot", "json");
        Command command = new("graph", "Prints the graph of the hooks.") { format };
        command.SetAction(parsed => HooksCommandLine.Guard(() =>
        {
            using Interruption interruption = new();
            if (OpenPlan.Open(parsed.GetValue(HooksCommandLine.Project), Terminal.OfErrors(), interruption.Token) is not { } open)
            {
                return interruption.ExitCode ?? ExitCodes.WrongUse;
            }

            Terminal.OfOutput().WriteLine(HookGraphText.Write(open.Plan, SettingTable.GraphFormat.Read(parsed.GetValue(format), "--format")));
            return ExitCodes.Passed;
        }));
        return command;
    }
}
