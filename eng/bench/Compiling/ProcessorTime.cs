namespace Hooks.Build.Bench.Compiling;

/// <summary>
/// Processor time of this process, which others on the machine hardly change. What was thrown away before is collected before, and not counted.
/// </summary>
internal static class ProcessorTime
{
    /// <summary>What an action takes, in milliseconds.</summary>
    public static double Of(Action action)
    {
        GC.Collect();
        var started = Environment.CpuUsage.TotalTime;
        action();
        return (Environment.CpuUsage.TotalTime - started).TotalMilliseconds;
    }

    /// <summary>What an action takes, in milliseconds.</summary>
    public static async Task<double> OfAsync(Func<Task> action)
    {
        GC.Collect();
        var started = Environment.CpuUsage.TotalTime;
        await action();
        return (Environment.CpuUsage.TotalTime - started).TotalMilliseconds;
    }
}
