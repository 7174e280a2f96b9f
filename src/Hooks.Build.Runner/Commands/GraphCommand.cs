using System.CommandLine;
using Hooks.Build.Engine.Reporting;
using Hooks.Build.Engine.Settings;
using Hooks.Build.Runner.Output;

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
        command.SetAction(parsed => HooksCommandLine.OnPlan(parsed, (open, _) =>
            Terminal.OfOutput().WriteLine(HookGraphText.Write(open.Plan, SettingTable.GraphFormat.Read(parsed.GetValue(format), "--format")))));
        return command;
    }
}
