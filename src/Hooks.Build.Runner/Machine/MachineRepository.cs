using Hooks.Build.Engine.Statistics;

namespace Hooks.Build.Runner.Machine;

/// <summary>A repository of this machine with what the logs of its projects say.</summary>
/// <param name="Root">Absolute path of its root.</param>
/// <param name="Logs">The folders that were read.</param>
/// <param name="History">The runs.</param>
/// <param name="Statistics">Their figures.</param>
internal sealed record MachineRepository(string Root, IReadOnlyList<string> Logs, RunHistory History, RunStatistics Statistics)
{
    /// <summary>The time of all its runs.</summary>
    public TimeSpan Total => Statistics.Stages.Aggregate(TimeSpan.Zero, (sum, stage) => sum + stage.Durations.Total);
}
