using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.History;

/// <summary>
/// The log of runs: one record a hook and one a run, in <c>runs.jsonl</c>, of coding agents in <c>agents.jsonl</c>, in the folder of the hooks' logs.
/// </summary>
internal static class RunLogFile
{
    /// <summary>Appends what came of a run. All its records are written at once, so that those of another run never come between.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="report">What came of it.</param>
    /// <param name="ended">When the run ended.</param>
    /// <param name="branch">The branch that was checked out when it began; <see langword="null"/> where none is.</param>
    /// <returns>What to tell the user where the log cannot be written. The run is no worse for it.</returns>
    public static Problem? Append(HookPlan plan, RunRequest request, RunReport report, DateTimeOffset ended, string? branch = null)
    {
        if (report.Hooks.Count == 0)
        {
            return null;
        }

        try
        {
            using RunLogWriter writer = new(request, report, ended, branch);
            LogAppend.Write(request.LogDirectory, RunLogFormat.LogOf(request.Stage), writer.Write(LowerBound.Of(plan, request, report)));
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            // Of a folder that cannot be made HOOK9009 tells.
            return !Directory.Exists(request.LogDirectory) ? null : new Problem(
                Codes.RunLog,
                $"The run cannot be added to {RunLogFormat.PathOf(request.LogDirectory, RunLogFormat.LogOf(request.Stage))} ({e.Message}); what hooks need will not be learned from it. {(Remedy.IsLackOfRoom(e) ? "Free some space there" : Remedy.IsLackOfDescriptors(e) ? Remedy.OfDescriptors : "Make the file writable, or set HooksLogDirectory to a folder that is")}");
        }
    }
}
