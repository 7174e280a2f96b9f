using System.Globalization;
using Hooks.Build.Engine.Caching.Keys;
using Hooks.Build.Engine.Caching.Results;
using Hooks.Build.Engine.Caching.Store;
using Hooks.Build.Engine.Fingerprints;
using Hooks.Build.Engine.History;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Reporting;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Plan;

namespace Hooks.Build.Engine.Running;

/// <summary>Tells why hooks ran the last time, and whether and why they would run now. Runs nothing and writes nothing.</summary>
public static class HookExplainer
{
    /// <summary>Explains the hooks that the request's filter names; without one all that it selects.</summary>
    /// <returns>Lines for people.</returns>
    /// <exception cref="HooksException">A name or a setting is wrong, or files cannot be listed.</exception>
    public static async Task<IReadOnlyList<string>> ExplainAsync(HookPlan plan, RunRequest request, EngineServices services, CancellationToken cancellation)
    {
        plan = await FoundItems.ExpandAsync(plan, request.RepositoryRoot, services.Files, cancellation, stage: request.Stage, profiles: request.Profiles);
        var selection = HookSelection.Select(plan, request);
        if ((request.Stage & AgentStages.All) != 0)
        {
            return [.. selection.Hooks.Where(hook => request.Filter.Count == 0 || request.Filter.Any(hook.IsNamed))
                .Select(hook => AtEvents(hook, request.Stage))];
        }

        var choice = request.Files.For(request.Stage) with { WithGone = selection.Hooks.Any(FileMatching.NeedsGone) };
        var listing = await services.Files.ListAsync(request.RepositoryRoot, choice, cancellation);
        var files = FileMatching.Match(selection, listing, request);
        FileFingerprints fingerprints = new(request.RepositoryRoot, Path.Combine(request.LogDirectory, StateFiles.Statuses));
        var keys = await RunKeys.MakeAsync(selection, request, services, Task.FromResult<FileListing?>(listing), fingerprints, code: null, cancellation);
        var store = request.Cache && request.CacheDirectory.Length > 0
            ? new ResultStore(new CacheFolder(request.CacheDirectory, _ => { }), services.Clock)
            : null;
        CacheSecret secret = new(Path.Combine(request.CacheDirectory, CacheLayout.Version, CacheSecret.Name));
        LastRuns lastRuns = new(request, services.Clock, new Lazy<CacheSecret>(secret), services.Git?.Invoke(request.RepositoryRoot));
        List<string> lines = [];
        List<PlannedHook> faulty = [];
        foreach (var hook in selection.Hooks)
        {
            if (request.Filter.Count > 0 && !request.Filter.Any(hook.IsNamed))
            {
                continue;
            }

            if (hook.Fault is { } fault)
            {
                faulty.Add(hook);
                lines.Add($"{hook.Name} {FaultText.Of(fault)}");
            }
            else
            {
                Explain(hook, request, files[hook.Index], keys, new ProtectedFiles(request, services, keys), fingerprints, lastRuns, store, lines);
            }
        }

        return [.. lines, .. FaultText.Lines(faulty)];
    }

    private static void Explain(
        PlannedHook hook, RunRequest request, IReadOnlyList<string>? given, KeyMaker keys, ProtectedFiles isProtected, FileFingerprints fingerprints,
        LastRuns lastRuns, ResultStore? store, List<string> lines)
    {
        var key = ResultPolicy.IsRememberable(hook, request) && given is not { Count: 0 } ? keys.Make(hook, given ?? []) : null;
        var kept = key is null ? null
            : OutputCollector.Collect(request.RepositoryRoot, keys.OutputsOf(hook, key)) is { } outputs ? isProtected.Find(key, outputs)
            : "a link, or a file that cannot be read";
        var last = lastRuns.Read(hook);
        var (isKnown, why) = Now(hook, request, given, key, kept, keys, fingerprints, lastRuns, store, last);
        lines.Add($"{hook.Name} {(isKnown ? "would not run" : "would run")} now{(why is [var only] ? ": " + only : why.Count == 0 ? "" : ", because:")}");
        AddAll(why.Count == 1 ? [] : why, lines);
        if (last is not { Key.Length: > 0 })
        {
            lines.AddRange(Logged(hook, request));
            return;
        }

        lines.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"  It last ran on {last.Time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, for {Texts.Seconds(last.Duration)}; its result was {(last.IsRemembered ? "" : "not ")}remembered. It ran because:"));
        AddAll(last.Reasons.Count > 0 ? last.Reasons : ["no result of it could be used, though nothing it depends on had changed"], lines);
    }

    // What the log of runs has of a hook of which nothing else is kept.
    private static IEnumerable<string> Logged(PlannedHook hook, RunRequest request)
    {
        var last = LastRun.Read(hook.Project?.LogDirectory ?? request.LogDirectory);
        return last?.Hooks.FirstOrDefault(logged => logged.Hook == hook.Name) is { } logged
            ? [string.Create(
                CultureInfo.InvariantCulture,
                $"  In the last run ({(last.Run.Stage == HookStages.None ? "all stages" : last.Run.Stage)}, {last.Run.Time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC) it ended with {logged.Outcome}.")]
            : [];
    }

    private static (bool IsKnown, IReadOnlyList<string> Why) Now(
        PlannedHook hook, RunRequest request, IReadOnlyList<string>? given, ResultKey? key, string? kept, KeyMaker keys, FileFingerprints fingerprints,
        LastRuns lastRuns, ResultStore? store, LastRunRecord? last)
    {
        if (given is { Count: 0 })
        {
            return (true, [$"{NoFile(request)} its Files ({string.Join(", ", hook.Files)})"]);
        }

        if (WhyNever(hook, request, key, lastRuns) is { } never)
        {
            return (false, [never]);
        }

        if (store is null)
        {
            return (false, ["results are not remembered (HooksCache is false, or there is no folder for them)"]);
        }

        if (store.Peek(key!.Digest) is { } result)
        {
            return !new ResultPolicy(request).IsUsable(result, hook) ? (false, ["it failed as things are now, and would be repaired"])
                : keys.OtherOutput(hook, key, result.Outputs.Select(output => output.Path)) is { } other
                    ? (false, [$"{other} is there, which is none of what its remembered result wrote"])
                : result.Outcome == HookOutcome.Failed ? (true, ["all it depends on is as it was, and it failed: that is told again"])
                : (true, ["all it depends on is as it was, and its result is remembered"]);
        }

        if (last is not { Key.Length: > 0 })
        {
            return (false, ["nothing is remembered of it"]);
        }

        if (lastRuns.ChangesSince(last, key, fingerprints) is not { } changes)
        {
            return (false, ["nothing is remembered of it"]);
        }

        return (false, changes.Count > 0 ? changes
            : last.IsRemembered ? [$"its result is no longer in {request.CacheDirectory}"]
            : kept is not null
                ? [$"its last result could not be remembered: of what it writes {kept} is never put back by a remembered result, since it is somebody's work or decides what is built and run (docs/cache.md)"]
            : ["its last result could not be remembered: a file that it reads was touched while it ran, be it the same now, or one changed that it writes beside files that git lists, or it failed without saying where"]);
    }

    private static string NoFile(RunRequest request) => request.Files.For(request.Stage).Kind switch
    {
        FileChoiceKind.Staged => "nothing that is staged matches",
        FileChoiceKind.Changed => "nothing that differs from the last commit matches",
        FileChoiceKind.Given => "none of the files that were named matches",
        _ => "no file matches",
    };

    // There is an event only when an agent says so, and nothing of it is remembered.
    private static string AtEvents(PlannedHook hook, HookStages stage)
    {
        var files = hook.Files.Count == 0 ? "" : $" that matches its Files ({string.Join(", ", hook.Files)})";
        var tool = hook.Tools.Count == 0 ? "a tool" : $"a tool of its Tools ({string.Join(", ", hook.Tools)})";
        var when = stage switch
        {
            HookStages.SessionStart => "when an agent begins a session",
            HookStages.PromptSubmit => "at each prompt that an agent is given",
            HookStages.BeforeTool => files.Length > 0 && hook.Kind != HookKind.Guard ? $"before {tool} writes a file{files}" : $"before an agent uses {tool}",
            HookStages.AfterTool =>
                files.Length > 0 && hook.Kind != HookKind.Guard ? $"after {tool} has written a file{files}" : $"after an agent has used {tool}",
            _ => "when an agent ends its turn" + (files.Length == 0 ? "" : $", where something{files} differs from the last commit"),
        };
        return $"{hook.Name} runs at stage {stage}: {when}; nothing is remembered there{(hook.FailClosed && (stage & AgentStages.CanDeny) != 0 ? ", and an agent is held back where it cannot run (FailClosed)" : "")}";
    }

    private static string? WhyNever(PlannedHook hook, RunRequest request, ResultKey? key, LastRuns lastRuns) =>
        hook.Finally ? "it does where something ran that it cleans up after"
        : hook.NoCache ? "it always does: Cache = false"
        : !HookInputs.AreKnown(hook) ? "it always does: it declares neither Files nor Reads, so nobody knows what it depends on"
        : !ResultPolicy.IsRememberable(hook, request) ? $"at stage {request.Stage} nothing is remembered"
        : !lastRuns.IsWorthwhile(hook)
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"at stage {request.Stage} a hook is looked up only if it took {lastRuns.Least.TotalMilliseconds:0} ms or more the last time")
        : key is null ? "its tool is not found"
        : null;

    private static void AddAll(IReadOnlyList<string> reasons, List<string> lines) => lines.AddRange(reasons.Select(reason => "    " + reason));
}
