using Hooks.Build.Engine.Model;

namespace Hooks.Build.Runner.Output;

/// <summary>Tells several what happens in a run.</summary>
/// <param name="observers">Those, in the order in which they are told.</param>
internal abstract class Broadcast(IReadOnlyList<IRunObserver> observers) : IRunObserver
{
    public RunInterests Interests => observers.Aggregate(RunInterests.None, (all, observer) => all | observer.Interests);

    public void Warned(Problem problem) => Tell(observer => observer.Warned(problem));

    public void Began(int hooks) => Tell(observer => observer.Began(hooks));

    public void Expected(Func<ExpectedRun> run) => Tell(observer => observer.Expected(run));

    public void HookStarted(PlannedHook hook) => Tell(observer => observer.HookStarted(hook));

    public void Told(RunDetail detail) => Tell(observer => observer.Told(detail));

    public void HookEnded(HookReport report) => Tell(observer => observer.HookEnded(report));

    public void ProfileEnded(ProfileReport report) => Tell(observer => observer.ProfileEnded(report));

    private void Tell(Action<IRunObserver> tell)
    {
        foreach (var observer in observers)
        {
            tell(observer);
        }
    }
}
