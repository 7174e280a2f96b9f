using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Tests.Fakes;

/// <summary>Writes down what an observer is told.</summary>
internal sealed class Recorder : IRunObserver
{
    public List<string> Events { get; } = [];

    public List<Problem> Warnings { get; } = [];

    public List<ProfileReport> Profiles { get; } = [];

    /// <summary>What it was told of between starts and ends, which <see cref="Events"/> has, too.</summary>
    public List<RunDetail> Details { get; } = [];

    public RunInterests Interests { get; init; }

    public void Told(RunDetail detail)
    {
        Details.Add(detail);
        Events.Add(detail switch
        {
            ReadyDetail ready => $"ready {ready.Hook.Name}",
            OutputDetail output => $"output {output.Hook.Name} {output.Text.Replace('\n', '|')}",
            FindingDetail found => $"finding {found.Hook.Name} {found.Finding.Message}",
            RepairDetail repaired => $"repaired {repaired.Hook.Name} {repaired.File} {repaired.WorkingCopy}",
            CoresDetail cores => FormattableString.Invariant($"cores {cores.Cores} {cores.Left}"),
            _ => throw new InvalidOperationException(detail.ToString()),
        });
    }

    public void Warned(Problem problem) => Warnings.Add(problem);

    public Func<ExpectedRun>? Expectation { get; private set; }

    public void Expected(Func<ExpectedRun> run) => Expectation = run;

    public void HookStarted(PlannedHook hook) => Events.Add($"start {hook.Name}");

    public void HookEnded(HookReport report) => Events.Add($"end {report.Hook.Name} {report.Outcome}");

    public void ProfileEnded(ProfileReport report)
    {
        Profiles.Add(report);
        Events.Add($"profile {report.Profile}");
    }
}
