using System.CommandLine;
using Hooks.Build.Runner.Hosting;
using Hooks.Build.Runner.Output;
using Hooks.Build.Runner.Running;

namespace Hooks.Build.Runner.Commands;

/// <summary><c>hooks run</c>.</summary>
internal static class RunCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        RunOptions options = new();
        Command command = new("run", "Runs hooks.");
        foreach (var symbol in options.Symbols)
        {
            if (symbol is Argument argument)
            {
                command.Add(argument);
            }
            else
            {
                command.Add((Option)symbol);
            }
        }

        command.SetAction(parsed => HooksCommandLine.Guard(() => Run(parsed, options)));
        return command;
    }

    private static int Run(ParseResult parsed, RunOptions options)
    {
        var errors = Terminal.OfErrors();
        if (Environment.GetEnvironmentVariable("HOOKS") == "0")
        {
            errors.WriteLine("hooks: HOOKS is 0, so nothing runs");
            return ExitCodes.Passed;
        }

        using Interruption interruption = new();
        if (OneRun.TryOpen(parsed, options, errors, out var code, interruption.Token) is { } run)
        {
            code = parsed.GetValue(options.Watch) ? new WatchedRuns(parsed, options, errors, interruption).Execute(run)
                : parsed.GetValue(options.DryRun) ? Describe(run, interruption.Token)
                : run.ExecuteLast(interruption.Token);
        }

        return interruption.ExitCode ?? code;
    }

    private static int Describe(OneRun run, CancellationToken cancellation)
    {
        Terminal.OfOutput().WriteLine(DryRun.Describe(run.Open.Plan, run.Request, run.Open.States[0], cancellation));
        return ExitCodes.Passed;
    }
}
