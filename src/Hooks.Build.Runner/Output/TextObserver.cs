using Hooks.Build.Engine;
using Hooks.Build.Engine.Plans;
using Hooks.Build.Engine.Reporting;

namespace Hooks.Build.Runner.Output;

/// <summary>Tells people what happens while hooks run: a live status where somebody watches, else a line for whatever takes long.</summary>
internal sealed class TextObserver(Terminal terminal, string root) : IRunObserver, IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(1);
    private readonly LiveStatus? _live = terminal.IsInteractive ? new LiveStatus(terminal) : null;

    public void Warned(Problem problem)
    {
        _live?.Hide();
        var place = problem.File is null ? "hooks" : RelativePath.Of(problem.File, root);
        terminal.WriteLine($"{place}: {terminal.Paint(Colour.Yellow, "warning")} {problem.Code}: {PlainText.Of(problem.Message)}");
    }

    public void HookStarted(PlannedHook hook) => _live?.Started(hook.Name);

    public void HookEnded(HookReport report)
    {
        _live?.Ended(report.Hook.Name);
        if (_live is null && report.Duration >= Long && report.Outcome != HookOutcome.Cancelled)
        {
            terminal.WriteLine($"hooks: {report.Hook.Name} {(report.IsFailure ? "failed" : "passed")} after {Texts.Seconds(report.Duration)}");
        }
    }

    public void ProfileEnded(ProfileReport report)
    {
        _live?.Hide();
        terminal.WriteLine($"hooks: profile {report.Profile}: {Texts.Summary(new RunReport(report.Hooks, report.Duration, Interrupted: false))}");
    }

    public void Dispose() => _live?.Dispose();
}
