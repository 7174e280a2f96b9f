using Hooks.Build.Engine.Model;

namespace Hooks.Build.Runner.Output;

/// <summary>One of the ways in which a run is told.</summary>
internal abstract class RunOutput : IRunObserver, IDisposable
{
    /// <summary>Creates the output of a format.</summary>
    public static RunOutput Create(string format, RunRequest request) => format switch
    {
        "json" => new JsonOutput(new EventStream(Terminal.OfOutput()), request, byLines: false, silenced: []),
        "jsonl" => new JsonOutput(new EventStream(Terminal.OfOutput()), request, byLines: true, silenced: []),
        "github" => new GitHubOutput(Terminal.OfOutput(), request.RepositoryRoot),
        _ => new TextOutput(Terminal.OfOutput(), request.RepositoryRoot),
    };

    /// <summary>Tells the end of the run.</summary>
    public abstract void End(RunReport report);

    public abstract void Warned(Problem problem);

    public virtual void HookStarted(PlannedHook hook)
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
