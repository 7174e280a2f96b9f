using Hooks.Build.Engine.Model;

namespace Hooks.Build.Bench;

/// <summary>Keeps when profiles ended. A warning of the engine spoils a measurement.</summary>
internal sealed class QuietObserver : IRunObserver
{
    private readonly List<ProfileReport> _profiles = [];

    /// <summary>The profiles in the order in which they ended.</summary>
    public IReadOnlyList<ProfileReport> Profiles => _profiles;

    public void Warned(Problem problem) => throw new BenchException(problem.Message);

    public void HookStarted(PlannedHook hook)
    {
    }

    public void HookEnded(HookReport report)
    {
    }

    public void ProfileEnded(ProfileReport report) => _profiles.Add(report);
}
