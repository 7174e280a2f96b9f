namespace Hooks.Build.Engine.Model;

/// <summary>Is told what happens in a run, one call at a time, where it has <see cref="Interests"/> on any thread.</summary>
public interface IRunObserver
{
    /// <summary>What it wants to be told by <see cref="Told"/>. It may be told more.</summary>
    RunInterests Interests => RunInterests.None;

    /// <summary>Something the user should know that fails nothing.</summary>
    void Warned(Problem problem);

    /// <summary>The run is about to begin. It may still be refused: then no hook starts, and the run ends by the exception that says why.</summary>
    /// <param name="hooks">How many hooks were selected.</param>
    void Began(int hooks)
    {
    }

    /// <summary>What takes place is settled, and hooks are about to start.</summary>
    /// <param name="run">Finds out what is expected of it, which takes a moment: for who shows it. It may be called from any thread.</param>
    void Expected(Func<ExpectedRun> run)
    {
    }

    /// <summary>A hook starts.</summary>
    void HookStarted(PlannedHook hook)
    {
    }

    /// <summary>Something happened in between.</summary>
    void Told(RunDetail detail)
    {
    }

    /// <summary>A hook ended, or will not start.</summary>
    void HookEnded(HookReport report)
    {
    }

    /// <summary>The last hook of a profile ended.</summary>
    void ProfileEnded(ProfileReport report)
    {
    }
}

/// <summary>What came of a profile.</summary>
/// <param name="Profile">Its name.</param>
/// <param name="Hooks">Its hooks.</param>
/// <param name="Duration">Time from the start of the run to the profile's end.</param>
public sealed record ProfileReport(string Profile, IReadOnlyList<HookReport> Hooks, TimeSpan Duration);
