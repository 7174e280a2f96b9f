using System.Text;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.History;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Reporting;
using Hooks.Build.Engine.Statistics;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.LogReports;

/// <summary>A hook that failed in the last run.</summary>
/// <param name="Name">Its name.</param>
/// <param name="What">What came of it, in words.</param>
/// <param name="Log">The end of its log, with its findings; <see langword="null"/> where that is gone, or of another run.</param>
internal sealed record FailedHook(string Name, string What, string? Log)
{
    private const int Most = 50;
    private const int MostBytes = 64 * 1024;
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(2);

    /// <summary>Those of the last run of a report.</summary>
    public static IReadOnlyList<FailedHook> Of(LogReport report, HookPlan plan)
    {
        if (report.LastRun is not { } run)
        {
            return [];
        }

        var hooks = plan.Hooks.ToDictionary(hook => hook.Name, StringComparer.Ordinal);
        return
        [
            .. run.Hooks.Where(hook => hook.Outcome is HookOutcome.Failed or HookOutcome.TimedOut or HookOutcome.Crashed or HookOutcome.ToolNotFound)
                .Take(Most)
                .Select(hook => new FailedHook(
                    hook.Hook,
                    WordsOf(hook),
                    hooks.TryGetValue(hook.Hook, out var planned)
                        ? report.Logs.Prepend(planned.Project?.LogDirectory ?? report.Logs[0])
                            .Select(folder => LogOf(folder, planned, run, hook))
                            .FirstOrDefault(log => log is not null)
                        : null)),
        ];
    }

    private static string WordsOf(LoggedHook hook) => hook.Outcome switch
    {
        HookOutcome.TimedOut => $"timed out after {Texts.Seconds(hook.Duration)}",
        HookOutcome.Crashed => $"crashed after {Texts.Seconds(hook.Duration)}",
        HookOutcome.ToolNotFound => "its tool was not found",
        _ => $"failed after {Texts.Seconds(hook.Duration)}",
    };

    // A log has the last run of its hook: by its time that is this one or another.
    private static string? LogOf(string folder, PlannedHook planned, PastRun run, LoggedHook hook)
    {
        try
        {
            var path = Path.Combine(folder, FileName.Of(planned.LogName) + ".log");
            DateTimeOffset written = new(File.GetLastWriteTimeUtc(path));
            var end = run.Time + (run.Record?.Duration ?? hook.Start + hook.Duration);
            if (written < run.Time + hook.Start - Margin || written > end + Margin)
            {
                return null;
            }

            using var file = KeptFile.OpenStream(path);
            if (file is null)
            {
                return null;
            }

            var isCut = file.Length > MostBytes;
            file.Position = Math.Max(0, file.Length - MostBytes);
            var bytes = new byte[Math.Min(file.Length, MostBytes)];
            var text = Encoding.UTF8.GetString(bytes, 0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
            return (isCut ? "...\n" : "") + PlainText.Of(isCut ? text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..] : text).TrimEnd('\n');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
