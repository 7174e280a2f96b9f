using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Running;

/// <summary>Tells one thing after the other: hooks write on many threads, and all who are told see the same order.</summary>
internal sealed class OneAtATime : IRunObserver
{
    private readonly object _lock = new();
    private readonly IRunObserver _observer;

    private OneAtATime(IRunObserver observer) => (_observer, Interests) = (observer, observer.Interests);

    public RunInterests Interests { get; }

    /// <summary>Who tells an observer; itself where it follows nothing that comes on other threads.</summary>
    public static IRunObserver For(IRunObserver observer) => Follows(observer) ? new OneAtATime(observer) : observer;

    /// <summary>Whether somebody wants to know what hooks do while they run.</summary>
    public static bool Follows(IRunObserver observer) => (observer.Interests & (RunInterests.Progress | RunInterests.Output)) != RunInterests.None;

    public void Warned(Problem problem)
    {
        lock (_lock)
        {
            _observer.Warned(problem);
        }
    }

    public void Began(int hooks)
    {
        lock (_lock)
        {
            _observer.Began(hooks);
        }
    }

    public void Expected(Func<ExpectedRun> run)
    {
        lock (_lock)
        {
            _observer.Expected(run);
        }
    }

    public void HookStarted(PlannedHook hook)
    {
        lock (_lock)
        {
            _observer.HookStarted(hook);
        }
    }

    public void Told(RunDetail detail)
    {
        lock (_lock)
        {
            _observer.Told(detail);
        }
    }

    public void HookEnded(HookReport report)
    {
        lock (_lock)
        {
            _observer.HookEnded(report);
        }
    }

    public void ProfileEnded(ProfileReport report)
    {
        lock (_lock)
        {
            _observer.ProfileEnded(report);
        }
    }
}
