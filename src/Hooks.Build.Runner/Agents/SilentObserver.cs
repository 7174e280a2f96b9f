using Hooks.Build.Engine.Model;

namespace Hooks.Build.Runner.Agents;

/// <summary>Tells nothing while hooks run: an agent reads one answer. What is to be known is collected.</summary>
internal sealed class SilentObserver : IRunObserver
{
    /// <summary>What fails nothing and should be known.</summary>
    public List<string> Warnings { get; } = [];

    public void Warned(Problem problem) => Warnings.Add(problem.Message);
}
