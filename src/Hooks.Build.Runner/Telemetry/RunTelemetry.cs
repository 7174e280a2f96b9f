using System.Diagnostics;
using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Telemetry;

/// <summary>
/// A run as a span with one below it for each hook, and in the instruments. No text that a hook wrote is among it: neither output and the messages of findings
/// nor the reason of a failure; and no path but from the repository's root.
/// </summary>
/// <param name="request">What was run.</param>
/// <param name="branch">The branch that was checked out; <see langword="null"/> where none is.</param>
/// <param name="parent">Whose part the run is.</param>
internal sealed class RunTelemetry(RunRequest request, string? branch, ActivityContext parent)
{
    /// <summary>The most findings of a hook that become events, as OpenTelemetry limits them.</summary>
    public const int MostEvents = 128;

    /// <summary>The most of a run: collectors take some MB a request.</summary>
    private const int MostEventsOfRun = 2000;

    private const int MostOfCode = 64;

    private const string Result = "cicd.pipeline.result";
    private const string ErrorType = "error.type";

    private string Pipeline => request.Stage == HookStages.None ? "All" : request.Stage.ToString();

    private string Action => request.Stage == HookStages.Build ? "BUILD" : "RUN";

    /// <summary>Tells of a run that took place.</summary>
    /// <param name="report">What came of it.</param>
    /// <param name="started">When it started.</param>
    public void Tell(RunReport report, DateTimeOffset started)
    {
        var result = report.Interrupted ? "cancellation" : report.Succeeded ? "success" : "failure";
        var error = result == "failure" ? (report.Hooks.FirstOrDefault(hook => hook.IsBlocking)?.Outcome ?? HookOutcome.Failed).ToString() : null;
        using (var run = Start(started, result, error))
        {
            if (run is not null)
            {
                _ = run.SetTag("hooks.count", report.Hooks.Count).SetTag("hooks.failed", report.Hooks.Count(hook => hook.IsFailure))
                    .SetTag("hooks.remembered", report.Hooks.Count(IsRemembered))
                    .SetTag("hooks.cores", request.Cores)
                    .SetTag("hooks.max_parallel", request.MaxParallel)
                    .SetTag("hooks.profiles", request.Profiles.Count == 0 ? null : string.Join(',', request.Profiles))
                    .SetTag("hooks.repaired_files", report.Repaired.Count);
                TellHooks(report, run, started);
                _ = run.SetEndTime((started + report.Duration).UtcDateTime);
            }
        }

        TagList tags = new() { { "cicd.pipeline.name", Pipeline }, { "cicd.pipeline.run.state", "executing" }, { Result, result } };
        if (error is not null)
        {
            tags.Add(ErrorType, error);
        }

        TelemetrySource.RunDuration.Record(report.Duration.TotalSeconds, tags);
        foreach (var hook in report.Hooks)
        {
            Count(hook);
        }
    }

    /// <summary>Tells of a run that did not take place.</summary>
    public void TellRefused(IReadOnlyList<Problem> problems, DateTimeOffset started, DateTimeOffset ended)
    {
        using (var run = Start(started, "error", problems[0].Code))
        {
            _ = run?.SetEndTime(ended.UtcDateTime);
        }

        TelemetrySource.RunDuration.Record(
            (ended - started).TotalSeconds,
            new TagList
            {
                { "cicd.pipeline.name", Pipeline },
                { "cicd.pipeline.run.state", "executing" },
                { Result, "error" },
                { ErrorType, problems[0].Code },
            });
    }

    private static bool IsRemembered(HookReport hook) => hook.Source is ResultSource.Local or ResultSource.Remote;

    private static string ResultOf(HookOutcome outcome) => outcome switch
    {
        HookOutcome.Succeeded => "success",
        HookOutcome.Failed => "failure",
        HookOutcome.TimedOut => "timeout",
        HookOutcome.Crashed or HookOutcome.ToolNotFound => "error",
        HookOutcome.Cancelled => "cancellation",
        _ => "skip",
    };

    private Activity? Start(DateTimeOffset started, string result, string? error)
    {
        var run = TelemetrySource.Activities.CreateActivity(
            $"{Action} {Pipeline}", ActivityKind.Server, parent, [new("cicd.pipeline.name", Pipeline), new("cicd.pipeline.action.name", Action)]);
        _ = run?.SetStartTime(started.UtcDateTime).SetTag(Result, result).SetTag("vcs.ref.head.name", branch).SetTag(
            "vcs.ref.head.type", branch is null ? null : "branch");
        _ = run?.Start();
        _ = run?.SetTag("cicd.pipeline.run.id", run.SpanId.ToHexString());
        Fail(run, error);
        return run;
    }

    // In the order in which they ended: what a hook waited for has its span before it.
    private void TellHooks(RunReport report, Activity run, DateTimeOffset started)
    {
        Dictionary<string, ActivityContext> spans = new(StringComparer.OrdinalIgnoreCase);
        var left = MostEventsOfRun;
        foreach (var hook in report.Hooks)
        {
            var links = hook.Hook.DependsOn.Take(MostEvents).Where(spans.ContainsKey).Select(name => new ActivityLink(spans[name]));
            using var span = TelemetrySource.Activities.CreateActivity(
                hook.Hook.Name, ActivityKind.Internal, run.Context, [new("cicd.pipeline.task.name", hook.Hook.Name)], links);
            if (span is null)
            {
                continue;
            }

            _ = span.SetStartTime((started + hook.Start).UtcDateTime).Start();
            spans[hook.Hook.Name] = span.Context;
            Describe(span, hook);
            var ended = started + hook.Start + hook.Duration;
            foreach (var finding in hook.Findings.Take(Math.Min(MostEvents, left)))
            {
                left--;
                _ = span.AddEvent(new ActivityEvent("finding", ended, new ActivityTagsCollection(TagsOf(finding))));
            }

            _ = span.SetTag("hooks.findings", hook.Findings.Count + hook.DroppedFindings).SetEndTime(ended.UtcDateTime);
        }
    }

    private void Describe(Activity span, HookReport hook)
    {
        var file = hook.Hook.File is { } declared ? RelativePath.Below(declared, request.RepositoryRoot) : null;
        _ = span.SetTag("cicd.pipeline.task.run.id", span.SpanId.ToHexString())
            .SetTag("cicd.pipeline.task.run.result", ResultOf(hook.Outcome))
            .SetTag("process.exit.code", hook.ExitCode)
            .SetTag("hooks.outcome", hook.Outcome.ToString())
            .SetTag("hooks.source", hook.Source.ToString())
            .SetTag("hooks.remembered", IsRemembered(hook))
            .SetTag("hooks.kind", hook.Hook.Kind.ToString())
            .SetTag("hooks.severity", hook.Hook.Severity.ToString())
            .SetTag("hooks.matrix", hook.Hook.Matrix)
            .SetTag("hooks.item", hook.Hook.Item)
            .SetTag("hooks.wave", hook.Hook.Wave)
            .SetTag("hooks.cores", hook.Cores)
            .SetTag("hooks.attempts", hook.Attempts)
            .SetTag("hooks.queued", hook.Queued.TotalSeconds)
            .SetTag("hooks.cpu_time", hook.ProcessorTime?.TotalSeconds)
            .SetTag("hooks.files", hook.FileCount)
            .SetTag("code.file.path", file)
            .SetTag("code.line.number", file is null ? null : hook.Hook.Line);
        Fail(span, hook.IsFailure ? hook.Outcome.ToString() : null);
    }

    private IEnumerable<KeyValuePair<string, object?>> TagsOf(Finding finding)
    {
        yield return new("hooks.finding.level", finding.Level.ToString());
        if (IsCode(finding.Code))
        {
            yield return new("hooks.finding.code", finding.Code);
        }

        if (RelativePath.Below(finding.File, request.RepositoryRoot) is { } file)
        {
            yield return new("code.file.path", file);
            if (finding.Line > 0)
            {
                yield return new("code.line.number", finding.Line);
            }
        }
    }

    // What tools print before a colon may be anything; codes are CS0168, no-unused-vars, @scope/rule.
    private static bool IsCode(string code) =>
        code.Length is > 0 and <= MostOfCode
            && (char.IsAsciiLetterOrDigit(code[0]) || code[0] == '@')
            && code.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or '/' or '@');

    private static void Fail(Activity? span, string? error)
    {
        if (error is not null)
        {
            _ = span?.SetTag(ErrorType, error).SetStatus(ActivityStatusCode.Error);
        }
    }

    private void Count(HookReport hook)
    {
        KeyValuePair<string, object?> pipeline = new("cicd.pipeline.name", Pipeline);
        KeyValuePair<string, object?> name = new("cicd.pipeline.task.name", hook.Hook.Name);
        KeyValuePair<string, object?> result = new("cicd.pipeline.task.run.result", ResultOf(hook.Outcome));
        TelemetrySource.Hooks.Add(1, [pipeline, name, result, new("hooks.source", hook.Source.ToString())]);
        if (hook.Ran)
        {
            TelemetrySource.HookDuration.Record(hook.Duration.TotalSeconds, pipeline, name, result);
            TelemetrySource.HookQueued.Record(hook.Queued.TotalSeconds, pipeline, name);
        }

        if (hook.IsFailure)
        {
            TelemetrySource.RunErrors.Add(1, pipeline, new(ErrorType, hook.Outcome.ToString()));
        }

        foreach (var level in hook.Findings.GroupBy(finding => finding.Level))
        {
            TelemetrySource.Findings.Add(level.Count(), pipeline, name, new("hooks.finding.level", level.Key.ToString()));
        }
    }
}
