using System.CommandLine;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Reporting;
using Hooks.Build.Graph;
using Hooks.Build.Runner.Output;
using Hooks.Build.Runner.Projects;
using Hooks.Build.Runner.Running;
using Hooks.Build.Runner.Watching;

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
        return parsed.GetValue(options.Watch) ? Watch(parsed, options, errors, interruption) : RunOnce(parsed, options, errors, interruption);
    }

    private static int RunOnce(ParseResult parsed, RunOptions options, Terminal errors, Interruption interruption)
    {
        if (Open(parsed, options, errors, interruption.Token, out var code) is not { } opened)
        {
            return interruption.ExitCode ?? code;
        }

        var (open, request) = opened;
        if (parsed.GetValue(options.DryRun))
        {
            Terminal.OfOutput().WriteLine(Running.DryRun.Describe(open.Plan, request, open.States[0], interruption.Token));
            return ExitCodes.Passed;
        }

        code = Execute(parsed, options, open, request, leaves: true, interruption.Token);
        return interruption.ExitCode ?? code;
    }

    private static int Watch(ParseResult parsed, RunOptions options, Terminal errors, Interruption interruption)
    {
        if (Open(parsed, options, errors, interruption.Token, out var code) is not { } first)
        {
            return interruption.ExitCode ?? code;
        }

        var root = first.Request.RepositoryRoot;
        using RepositoryWatch watch = new(root);
        (OpenPlan Open, RunRequest Request)? opened = first;
        WatchLoop loop = new(
            watch.Changes,
            () => EventLoop.Run(loop => HookRun.Services(first.Open.States[0], loop).Files.ListAsync(root, new FileChoice(FileChoiceKind.All), interruption.Token)).Paths.ToHashSet(StringComparer.Ordinal),
            token =>
            {
                // The first is open already. Later the hooks themselves may have been changed, and be wrong for a while.
                var own = opened;
                opened = null;
                _ = own is not null || HooksCommandLine.Guard(() => (own = Open(parsed, options, errors, token, out var opening)) is null ? opening : ExitCodes.Passed) == ExitCodes.Passed;
                return new WatchedRun(path => own is null || Writes(own.Value, path), () =>
                {
                    if (own is { } one)
                    {
                        _ = HooksCommandLine.Guard(() => Execute(parsed, options, one.Open, one.Request, leaves: false, token));
                    }
                });
            },
            text => errors.WriteLine("hooks: " + text));
        try
        {
            loop.Run(interruption.Token);
        }
        catch (OperationCanceledException)
        {
            // Ended while files were listed.
        }

        return interruption.ExitCode ?? ExitCodes.Passed;
    }

    private static bool Writes((OpenPlan Open, RunRequest Request) opened, string path) => opened.Open.Plan.Hooks.Any(hook =>
        (opened.Request.Fixing && (hook.FixesItself || hook.Fix.Count > 0)) || (hook.Writes.Count > 0 && GlobSet.Parse(hook.Writes, []).IsMatch(path)));

    private static (OpenPlan Open, RunRequest Request)? Open(ParseResult parsed, RunOptions options, Terminal errors, CancellationToken cancellation, out int code)
    {
        code = ExitCodes.WrongUse;
        if (OpenPlan.Open(parsed.GetValue(HooksCommandLine.Project), errors, cancellation) is not { } open)
        {
            return null;
        }

        if (!open.IsEnabled)
        {
            errors.WriteLine("hooks: HooksEnabled is false in the project, so nothing runs");
            code = ExitCodes.Passed;
            return null;
        }

        return (open, options.Read(parsed, open, Path.GetFullPath(".")));
    }

    private static int Execute(ParseResult parsed, RunOptions options, OpenPlan open, RunRequest request, bool leaves, CancellationToken cancellation)
    {
        RunReport report;
        bool isWritten;
        HookRun run = new(open.States);
        using (RunOutputs output = new(parsed, options, open.Plan, request))
        {
            report = run.Execute(open.Plan, request, output, cancellation);
            if (report is { Hooks.Count: 0, Interrupted: false })
            {
                output.Warned(Texts.NoHookRuns);
            }

            output.End(report);
            isWritten = output.IsWritten;
        }

        // It is the last that a process does.
        if (leaves)
        {
            run.Leave();
        }

        return !report.Succeeded ? ExitCodes.Failed : isWritten ? ExitCodes.Passed : ExitCodes.WrongUse;
    }
}
