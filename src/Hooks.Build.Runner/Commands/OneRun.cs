using System.CommandLine;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Reporting;
using Hooks.Build.Graph;
using Hooks.Build.Runner.Hosting;
using Hooks.Build.Runner.Output;
using Hooks.Build.Runner.Plans;
using Hooks.Build.Runner.Running;

namespace Hooks.Build.Runner.Commands;

/// <summary>One run as a command line asks for it: the hooks that there are, and what is to be run of them.</summary>
internal sealed class OneRun
{
    private readonly ParseResult _parsed;
    private readonly RunOptions _options;

    private OneRun(ParseResult parsed, RunOptions options, OpenPlan open) =>
        (_parsed, _options, Open, Request) = (parsed, options, open, options.Read(parsed, open, Path.GetFullPath(".")));

    /// <summary>The projects.</summary>
    public OpenPlan Open { get; }

    /// <summary>What is to be run.</summary>
    public RunRequest Request { get; }

    /// <summary>Opens the projects, builds them where they are stale, and reads what is to be run.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="options">Its options.</param>
    /// <param name="errors">Is told why nothing runs.</param>
    /// <param name="code">The exit code where nothing runs.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns><see langword="null"/> where nothing runs.</returns>
    /// <exception cref="HooksException">The command line, or the hooks, are wrong.</exception>
    public static OneRun? TryOpen(ParseResult parsed, RunOptions options, Terminal errors, out int code, CancellationToken cancellation)
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

        return new OneRun(parsed, options, open);
    }

    /// <summary>Whether hooks may write a file themselves, by path from the root.</summary>
    public bool MayWrite(string path) => Open.Plan.Hooks.Any(hook =>
        (Request.Fixing && (hook.FixesItself || hook.Fix.Count > 0)) || (hook.Writes.Count > 0 && GlobSet.Parse(hook.Writes, []).IsMatch(path)));

    /// <summary>Runs to the end, as the last that this process does.</summary>
    /// <returns>The exit code.</returns>
    public int ExecuteLast(CancellationToken cancellation)
    {
        var code = Execute(out var run, cancellation, cancellation);
        run.Leave();
        return code;
    }

    /// <summary>Runs to the end in a process that goes on: nothing of the run stays open.</summary>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="waiting">Ends the wait for who listens when it is over.</param>
    /// <returns>The exit code that it would have by itself.</returns>
    public int Execute(CancellationToken cancellation, CancellationToken waiting)
    {
        HookRun? run = null;
        try
        {
            return Execute(out run, cancellation, waiting);
        }
        finally
        {
            run?.Close();
        }
    }

    private int Execute(out HookRun run, CancellationToken cancellation, CancellationToken waiting)
    {
        using RunOutputs output = new(_parsed, _options, Open.Plan, Request, waiting);
        run = new(Open.States) { Ended = Tell, Waiting = waiting };
        RunReport report;
        try
        {
            report = run.Execute(Open.Plan, Request, output, cancellation);
        }
        catch (HooksException e)
        {
            output.Refuse(e.Problems);
            throw;
        }

        output.End(report);
        return !report.Succeeded ? ExitCodes.Failed : output.IsWritten ? ExitCodes.Passed : ExitCodes.WrongUse;

        void Tell(RunReport report)
        {
            if (report is { Hooks.Count: 0, Interrupted: false })
            {
                output.Warned(Texts.NoHookRuns);
            }

            output.EndForPeople(report);
        }
    }
}
