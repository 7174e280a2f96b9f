using System.CommandLine;
using System.CommandLine.Invocation;
using System.Runtime.InteropServices;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Runner.Hosting;
using Hooks.Build.Runner.Mcp;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Commands;

/// <summary><c>hooks mcp</c>: the hooks as tools of a coding agent. It ends with its input.</summary>
internal sealed class McpCommand : SynchronousCommandLineAction
{
    /// <summary>Creates the command.</summary>
    public static Command Create() =>
        new("mcp", "Serves the hooks to coding agents by the Model Context Protocol (MCP), on standard input and output.") { Action = new McpCommand() };

    /// <inheritdoc />
    public override int Invoke(ParseResult parseResult) => HooksCommandLine.Guard(() => Run(parseResult.GetValue(HooksCommandLine.Project) ?? []));

    private static int Run(IReadOnlyList<string> projects)
    {
        if (!Console.IsInputRedirected)
        {
            Terminal.OfErrors().WriteLine("hooks: mcp is started by coding agents, which write messages to its input (docs/agents.md); Ctrl-C ends it");
        }

        McpHost host = new(SystemLauncher.Create(), projects);
        using var input = Console.OpenStandardInput();
        using var stream = Terminal.OpenOutput();
        using McpServer server = new(stream, host);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => End(server, context));
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => End(server, context));
        using var left = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => End(server, context));
        server.Serve(new McpLines(input));
        return ExitCodes.Passed;
    }

    // Reading goes on until the input ends, whatever is cancelled.
    private static void End(McpServer server, PosixSignalContext context)
    {
        context.Cancel = true;
        server.End();
        Environment.Exit(ExitCodes.Interrupted);
    }
}
