using Hooks.Build.Engine.Model;

namespace Hooks.Build.Runner.Output;

/// <summary>One of the ways in which a run is told.</summary>
internal abstract class RunOutput : IRunObserver, IDisposable
{
    /// <summary>
    /// Whether people read it as it comes: they are told the end first, and after it what is found out while those are waited for who listen.
    /// </summary>
    public virtual bool IsForPeople => false;

    /// <inheritdoc/>
    public virtual RunInterests Interests => RunInterests.None;

    /// <summary>Tells the end of the run.</summary>
    public abstract void End(RunReport report);

    /// <summary>Tells whoever reads no errors of this process that the run did not take place.</summary>
    /// <param name="problems">Why.</param>
    public virtual void Refuse(IReadOnlyList<Problem> problems)
    {
    }

    public abstract void Warned(Problem problem);

    public virtual void Began(int hooks)
    {
    }

    public virtual void Expected(Func<ExpectedRun> run)
    {
    }

    public virtual void HookStarted(PlannedHook hook)
    {
    }

    public virtual void Told(RunDetail detail)
    {
    }

    public virtual void HookEnded(HookReport report)
    {
    }

    public virtual void ProfileEnded(ProfileReport report)
    {
    }

    public virtual void Dispose()
    {
    }
}
