using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Reporting;

namespace Hooks.Build.Runner.Output;

/// <summary>For people: a live status where somebody watches, else a line for whatever took long; failures and the summary at the end.</summary>
/// <param name="terminal">Where it is written.</param>
/// <param name="root">The repository's root.</param>
/// <param name="isLater">An earlier stage of the same commit has told what is wrong with the machine.</param>
internal sealed class TextOutput(Terminal terminal, string root, bool isLater = false) : RunOutput
{
    // Of the machine, not of the files: told once a commit, at its first stage.
    private static readonly string[] OfMachine = [Codes.LogFolder, Codes.RunLog, Codes.CacheFolder, Codes.RemoteCache];
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(1);
    private readonly LiveStatus? _live = terminal.IsInteractive ? new LiveStatus(terminal) : null;

    public override bool IsForPeople => true;

    public override void Warned(Problem problem)
    {
        if (isLater && OfMachine.Contains(problem.Code, StringComparer.Ordinal))
        {
            return;
        }

        var place = problem.File is null ? "hooks" : RelativePath.Of(problem.File, root);
        Write($"{place}: {terminal.Paint(Colour.Yellow, "warning")} {problem.Code}: {PlainText.Of(problem.Message)}");
    }

    public override void Began(int hooks) => _live?.Began(hooks);

    public override void Expected(Func<ExpectedRun> run) => _live?.Expected(run);

    public override void HookStarted(PlannedHook hook) => _live?.Started(hook.Name);

    public override void HookEnded(HookReport report)
    {
        _live?.Ended(report.Hook.Name);
        if (_live is null && report.Duration >= Long && (report.IsFailure || report.Outcome == HookOutcome.Succeeded))
        {
            terminal.WriteLine($"hooks: {report.Hook.Name} {(report.IsFailure ? "failed" : "passed")} after {Texts.Seconds(report.Duration)}");
        }
    }

    public override void ProfileEnded(ProfileReport report)
    {
        Write($"hooks: profile {report.Profile}: {Texts.Summary(new RunReport(report.Hooks, report.Duration, Interrupted: false))}");
    }

    public override void End(RunReport report)
    {
        _live?.Dispose();
        RunText.WriteEnd(report, root, terminal);
    }

    public override void Dispose()
    {
        _live?.Dispose();
        base.Dispose();
    }

    private void Write(string line)
    {
        if (_live is null)
        {
            terminal.WriteLine(line);
        }
        else
        {
            _live.WriteAbove(line);
        }
    }
}
