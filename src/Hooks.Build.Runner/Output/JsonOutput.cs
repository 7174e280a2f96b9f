using System.Text.Json;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Reporting;

namespace Hooks.Build.Runner.Output;

/// <summary>For programs: one object at the end, or lines as things happen, as <see cref="EventStream"/> has them.</summary>
internal class JsonOutput(EventStream events, RunRequest request, bool byLines, WarningCodes? codes = null) : RunOutput
{
    private readonly List<Problem> _warnings = [];

    /// <summary>Where it is told.</summary>
    protected EventStream Events => events;

    /// <summary>Absolute path of the page that was written of the log; <see langword="null"/> where none was asked for.</summary>
    public string? Page { get; set; }

    /// <inheritdoc/>
    public override RunInterests Interests => byLines ? Wanted : RunInterests.None;

    /// <summary>What is told beside starts and ends, where it is told by lines.</summary>
    public RunInterests Wanted { get; init; }

    private string Stage => request.Stage == HookStages.None ? "" : EnumNames.NameOf(request.Stage);

    public override void Warned(Problem problem)
    {
        _warnings.Add(problem);
        if (byLines)
        {
            events.TellProblem(problem, TellOf(problem));
        }
    }

    public override void Began(int hooks)
    {
        if (byLines)
        {
            events.Tell("begin", json =>
            {
                json.WriteString("stage", Stage);
                json.WriteString("time", TimeProvider.System.GetUtcNow().UtcDateTime);
                json.WriteNumber("process", Environment.ProcessId);
                json.WriteNumber("hooks", hooks);
                json.WriteNumber("cores", request.Cores);
            });
        }
    }

    public override void HookStarted(PlannedHook hook)
    {
        if (byLines)
        {
            events.Tell("start", json =>
            {
                json.WriteString("name", hook.Name);
                json.WriteNumber("wave", hook.Wave);
            });
        }
    }

    public override void Told(RunDetail detail)
    {
        if (DetailJson.Interest(detail) is var interest && (Interests & interest) == interest)
        {
            DetailJson.Tell(events, detail, request.RepositoryRoot);
        }
    }

    public override void HookEnded(HookReport report)
    {
        if (byLines)
        {
            events.Tell("hook", json => WriteHook(json, report));
        }
    }

    public override void ProfileEnded(ProfileReport report)
    {
        if (byLines)
        {
            events.Tell("profile", json =>
            {
                json.WriteString("profile", report.Profile);
                json.WriteString("summary", Texts.Summary(new RunReport(report.Hooks, report.Duration, Interrupted: false)));
            });
        }
    }

    public override void End(RunReport report)
    {
        if (byLines)
        {
            events.Tell("run", json => WriteRun(json, report));
            return;
        }

        events.TellWhole(json =>
        {
            json.Object("run", () => WriteRun(json, report));
            json.Array("hooks", report.Hooks, hook => json.Object(() => WriteHook(json, hook)));
        });
    }

    private void WriteRun(Utf8JsonWriter json, RunReport report)
    {
        json.WriteString("stage", Stage);
        json.WriteNumber("durationMs", Milliseconds(report.Duration));
        json.WriteBoolean("succeeded", report.Succeeded);
        json.WriteBoolean("interrupted", report.Interrupted);
        json.Object("counts", () =>
        {
            json.WriteNumber("passed", report.Count(HookOutcome.Succeeded));
            json.WriteNumber("failed", report.Hooks.Count(hook => hook.IsBlocking));
            json.WriteNumber("warned", report.Hooks.Count(hook => hook is { IsFailure: true, IsBlocking: false }));
            json.WriteNumber("skipped", report.Count(HookOutcome.Skipped));
            json.WriteNumber("cancelled", report.Count(HookOutcome.Cancelled));
            json.WriteNumber("withoutFiles", report.Count(HookOutcome.NoFiles));
            json.WriteNumber("notNeeded", report.Count(HookOutcome.NotNeeded));
        });
        json.Array("matrices", report.Matrices, matrix => json.Object(() => Write(json, matrix)));
        json.Array("repaired", report.Repaired, file => json.Object(() => DetailJson.Write(json, file.Path, file.WorkingCopy)));
        WriteProblems(json, "problems", report.Problems.Select(problem => (problem, EventStream.Error)));
        WriteProblems(json, "warnings", _warnings.Select(problem => (problem, TellOf(problem))));
        json.Array("told", Texts.Matrices(report).Concat(StagedTexts.Repaired(report.Repaired)), line => json.WriteStringValue($"hooks: {line}"));
        json.WriteString("logs", request.LogDirectory);
        json.WriteString("page", Page);
        json.WriteString("summary", report.Hooks.Count == 0 && report.LeftOut.Count == 0 && !report.Interrupted ? "" : Summary(report));
    }

    private static void Write(Utf8JsonWriter json, MatrixReport matrix)
    {
        json.WriteString("name", matrix.Name);
        json.WriteBoolean("succeeded", matrix.Succeeded);
        json.WriteNumber("passed", matrix.Passed);
        json.Array("items", matrix.Items, item => json.Object(() =>
        {
            json.WriteString("item", item.Hook.Item);
            json.WriteString("outcome", EnumNames.NameOf(item.Outcome));
        }));
    }

    private string Summary(RunReport report)
    {
        var ran = report.Hooks.Where(hook => hook.Ran).ToList();
        var skipped = report.Hooks.Where(hook => hook.Outcome == HookOutcome.Skipped).ToList();
        return $"{(codes is null ? Texts.Summary(report) : Texts.Summary(report, codes.LevelOf))}{(ran.Count == 0 || report.Interrupted ? "" : $" ({Texts.Names(ran)})")}{(skipped.Count == 0 || report.Interrupted ? "" : $"; skipped: {Texts.Names(skipped)}")}";
    }

    private static void WriteProblems(Utf8JsonWriter json, string name, IEnumerable<(Problem Problem, string Tell)> problems)
    {
        json.WriteStartArray(name);
        foreach (var (problem, tell) in problems)
        {
            json.Object(() => EventStream.Write(json, problem, tell));
        }

        json.WriteEndArray();
    }

    // Of who listens to a run no build may fail, though it takes warnings for errors.
    private static string TellOf(Problem problem) => problem.Code is Codes.Events or Codes.Listener ? EventStream.Info : EventStream.Warning;

    // A hook that was ended by the run's stop is not the cause of anything: what it wrote is noise.
    private static string TellOf(Finding finding, HookReport report) => finding.Level switch
    {
        _ when report.Outcome == HookOutcome.Cancelled => EventStream.Nothing,
        HookFindingLevel.Info => EventStream.Detail,
        HookFindingLevel.Error when report.IsBlocking => EventStream.Error,
        _ => EventStream.Warning,
    };

    private static IEnumerable<(Problem Problem, string Tell)> ProblemsOf(HookReport report)
    {
        if (report is { DroppedFindings: > 0, Outcome: not HookOutcome.Cancelled })
        {
            yield return (new Problem(Codes.Failed, $"Hook '{report.Hook.Name}' found {Texts.Dropped(report)}: {report.LogPath}"), EventStream.Warning);
        }

        if (Texts.ToProblem(report) is { } problem)
        {
            yield return (problem, report.IsBlocking ? EventStream.Error : report.IsFailure ? EventStream.Warning : EventStream.Info);
        }
    }

    private void WriteHook(Utf8JsonWriter json, HookReport report)
    {
        json.WriteString("name", report.Hook.Name);
        json.WriteString("outcome", EnumNames.NameOf(report.Outcome));
        json.WriteString("matrix", report.Hook.Matrix);
        json.WriteString("item", report.Hook.Item);
        json.WriteNumber("startMs", Milliseconds(report.Start));
        json.WriteNumber("queuedMs", Milliseconds(report.Queued));
        json.WriteNumber("durationMs", Milliseconds(report.Duration));
        json.WriteNumber("wave", report.Hook.Wave);
        json.WriteString("source", EnumNames.NameOf(report.Source));
        json.NumberOrNull("files", report.FileCount);
        json.WriteNumber("filesRemembered", report.RememberedFiles);
        json.NumberOrNull("exitCode", report.ExitCode);
        json.WriteString("reason", PlainText.Of(report.Reason));
        json.WriteString("log", report.LogPath);
        json.Array("findings", report.Findings, finding => json.Object(() =>
        {
            DetailJson.Write(json, finding, request.RepositoryRoot);
            json.WriteString("tell", TellOf(finding, report));
        }));
        WriteProblems(json, "problems", ProblemsOf(report));
    }

    private static double Milliseconds(TimeSpan time) => Math.Round(time.TotalMilliseconds, 1);
}
