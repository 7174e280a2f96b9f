using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Tests.Fakes;

/// <summary>Writes down what an observer is told.</summary>
internal sealed class Recorder : IRunObserver
{
    public List<string> Events { get; } = [];

    public List<Problem> Warnings { get; } = [];

    public List<ProfileReport> Profiles { get; } = [];

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
