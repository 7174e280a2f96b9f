using System.CommandLine;
using System.Runtime.CompilerServices;
using Hooks.Build.Runner.Hosting;
using Hooks.Build.Runner.Output;
using Hooks.Build.Runner.Running;
using Hooks.Build.Runner.Trials;

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

        // One that runs all would run itself, without end.
        if (Environment.GetEnvironmentVariable(Trial.Variable) == "1" && !parsed.GetValue(options.DryRun))
        {
            errors.WriteLine(
                "hooks: nothing was run: a hook runs no hooks (HooksRunning is 1). Let it depend on those that have to run before it (DependsOn); to run those of another repository, unset HooksRunning");
            return ExitCodes.WrongUse;
        }

        using Interruption interruption = new();
        if (OneRun.TryOpen(parsed, options, errors, out var code, interruption.Token) is { } run)
        {
            if (RemoteCacheNotice.Of(run.Open.States[0], run.Request, asksServers: RuntimeFeature.IsDynamicCodeSupported) is { } notice)
            {
                errors.WriteLine("hooks: " + notice);
            }

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
