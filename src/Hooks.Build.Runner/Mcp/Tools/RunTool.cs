using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Reporting;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Runner.Output;
using Hooks.Build.Runner.Running;

namespace Hooks.Build.Runner.Mcp.Tools;

/// <summary><c>run</c> and <c>fix</c>: the run that every door has, with its events.</summary>
internal static class RunTool
{
    /// <summary>Runs hooks.</summary>
    /// <param name="built">The hooks.</param>
    /// <param name="arguments">What is to be run.</param>
    /// <param name="fixes">Whether hooks repair what they can.</param>
    /// <param name="events">What happens.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <returns>Whether all passed, and what is left to do when all is told.</returns>
    /// <exception cref="HooksException">Nothing was run.</exception>
    public static (bool Succeeded, Action Leave) Execute(
        BuiltHooks built, ToolArguments arguments, bool fixes, EventStream events, CancellationToken cancellation)
    {
        Require(built);
        var request = ToolRequest.Of(built, arguments) with { Fix = fixes ? FixMode.Always : FixMode.Never };
        request = request with { FailFast = request.FailFast || arguments.Flag("failFast") };
        var selected = HookSelection.Select(built.Plan, request).Hooks.Count;
        events.Tell("selected", json => json.WriteNumber("hooks", selected));
        using JsonOutput output = new(events, request, byLines: true);
        HookRun run = new(built.Projects.States);
        var report = run.Execute(built.Plan, request, output, cancellation);
        if (report is { Hooks.Count: 0, Interrupted: false })
        {
            output.Warned(Texts.NoHookRuns);
        }

        output.End(report);
        return (report.Succeeded, run.Leave);
    }

    // "Passed" is said of nothing that was not run as the repository has it now.
    private static void Require(BuiltHooks built)
    {
        if (built.Stale is { } stale)
        {
            throw new HooksException("", $"Nothing was run. {stale}, then call again; list and plan tell of the older ones meanwhile");
        }

        if (Environment.GetEnvironmentVariable("HOOKS") == "0")
        {
            throw new HooksException("", "Nothing was run: HOOKS is 0 in the environment that this server was started in. Tell the person who asked you");
        }

        if (Environment.GetEnvironmentVariable("HooksRunning") == "1")
        {
            throw new HooksException("", "Nothing was run: a hook has started this server, and hooks run no hooks");
        }

        if (!built.Projects.IsEnabled)
        {
            throw new HooksException("", "Nothing was run: HooksEnabled is false in the project that declares the hooks. Tell the person who asked you");
        }
    }
}
