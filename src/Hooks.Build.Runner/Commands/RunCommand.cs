using System.CommandLine;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Reporting;
using Hooks.Build.Runner.Output;
using Hooks.Build.Runner.Projects;
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
        if (OpenPlan.Open(parsed.GetValue(HooksCommandLine.Project), errors, interruption.Token) is not { } open)
        {
            return interruption.ExitCode ?? ExitCodes.WrongUse;
        }

        if (!open.IsEnabled)
        {
            errors.WriteLine("hooks: HooksEnabled is false in the project, so nothing runs");
            return ExitCodes.Passed;
        }

        var request = options.Read(parsed, open, Path.GetFullPath("."));
        if (parsed.GetValue(options.DryRun))
        {
            Terminal.OfOutput().WriteLine(Running.DryRun.Describe(open.Plan, request, open.States[0], interruption.Token));
            return ExitCodes.Passed;
        }

        RunReport report;
        bool isWritten;
        HookRun run = new(open.States);
        using (RunOutputs output = new(parsed, options, open.Plan, request))
        {
            report = run.Execute(open.Plan, request, output, interruption.Token);
            if (report is { Hooks.Count: 0, Interrupted: false })
            {
                output.Warned(Texts.NoHookRuns);
            }

            output.End(report);
            isWritten = output.IsWritten;
        }

        run.Leave();
        return interruption.ExitCode ?? (!report.Succeeded ? ExitCodes.Failed : isWritten ? ExitCodes.Passed : ExitCodes.WrongUse);
    }
}
