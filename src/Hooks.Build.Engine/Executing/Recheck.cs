using System.Globalization;
using System.Text;
using Hooks.Build.Engine.Checking;
using Hooks.Build.Engine.Fingerprints;
using Hooks.Build.Engine.Jobs;
using Hooks.Build.Engine.Model;
using Hooks.Build.Graph;

namespace Hooks.Build.Engine.Executing;

/// <summary>
/// Asks those that had passed once more about what others repaired after that, until all verdicts hold for the files as they are. Hooks that undo each
/// other's repairs never get there: that is told.
/// </summary>
/// <param name="plan">The hooks.</param>
/// <param name="files">The files each hook was given, by index in the plan.</param>
/// <param name="verdicts">Who looked at files when.</param>
/// <param name="observer">Is told of hooks that fail now.</param>
/// <param name="isOnDisk">Whether the working copy of a file has its repair: a hook that takes no files sees nothing else.</param>
/// <param name="content">Absolute path of a repaired file as it is now.</param>
internal sealed class Recheck(
    HookPlan plan, IReadOnlyList<string>?[] files, Verdicts verdicts, IRunObserver observer, Func<string, bool> isOnDisk, Func<string, string> content)
{
    /// <summary>Runs hooks again where they must.</summary>
    /// <param name="reports">What came of the run.</param>
    /// <param name="run">Runs hooks on files, both by index in the plan: those that have an entry.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>What came of it in the end, and what is wrong beside hooks that fail.</returns>
    public async Task<(IReadOnlyList<HookReport> Reports, IReadOnlyList<Problem> Problems)> RunAsync(
        IReadOnlyList<HookReport> reports, Func<IReadOnlyDictionary<int, IReadOnlyList<string>?>, Task<IReadOnlyList<HookReport>>> run,
        CancellationToken cancellation)
    {
        Rounds? rounds = null;
        while (!cancellation.IsCancellationRequested)
        {
            // What failed is told, and nothing is committed: the rest is for the next time.
            Dictionary<int, IReadOnlyList<string>?> left = [];
            Dictionary<int, string> causes = [];
            foreach (var report in reports.Any(report => report.Stops)
                ? []
                : reports.Where(report => report.Outcome == HookOutcome.Succeeded && !report.Hook.Finally))
            {
                Find(report.Hook, left, causes);
            }

            if (Unseen(reports.Select(report => report.Hook).Where(hook => left.ContainsKey(hook.Index) && files[hook.Index] is null)) is { Count: > 0 } unseen)
            {
                return ([.. reports.Select(report => unseen.TryGetValue(report.Hook.Index, out var file) ? Unknowable(report, file) : report)], []);
            }

            if (left.Count == 0)
            {
                return (reports, []);
            }

            AddWhatSurrounds(reports, left, causes);
            if (!(rounds ??= new Rounds(verdicts.Repairers)).MayGoOn(State(left)))
            {
                return (reports, [.. causes.Values.Distinct(StringComparer.Ordinal)
                    .Take(1)
                    .Select(file => Disagreement(file, reports.First(report => left.ContainsKey(report.Hook.Index)).Hook, rounds.Why))]);
            }

            var again = (await run(left))
                .Where(report => left.ContainsKey(report.Hook.Index) && report.Outcome != HookOutcome.NotNeeded)
                .ToDictionary(report => report.Hook.Index);
            reports = [.. reports.Select(report => again.TryGetValue(report.Hook.Index, out var second)
                ? Join(report, second, causes[report.Hook.Index])
                : report)];
        }

        return (reports, []);
    }

    // What runs again must be cleaned up after again: where it is the schedule finds out. And it may need what was cleaned up: that is set up again first.
    private void AddWhatSurrounds(IReadOnlyList<HookReport> reports, Dictionary<int, IReadOnlyList<string>?> left, Dictionary<int, string> causes)
    {
        var cleanUps = reports.Where(report => report.Hook.Finally && (report.Ran || report.Outcome == HookOutcome.NotNeeded))
            .Select(report => report.Hook.Index)
            .ToList();
        DependencyGraph requirements = new(plan.Requirements);
        var (cleaned, needed) = (requirements.Closure(cleanUps), requirements.Closure(left.Keys));
        var setUps = reports.Where(report => report.Outcome == HookOutcome.Succeeded && !report.Hook.Finally)
            .Select(report => report.Hook.Index)
            .Where(hook => cleaned[hook] && needed[hook] && !left.ContainsKey(hook));
        var cause = causes.Values.First();
        foreach (var hook in setUps.Concat(cleanUps).ToList())
        {
            left[hook] = files[hook];
            causes[hook] = cause;
        }
    }

    private void Find(PlannedHook hook, Dictionary<int, IReadOnlyList<string>?> left, Dictionary<int, string> causes)
    {
        var repaired = verdicts.RepairedSince(hook);
        if (repaired.Count == 0)
        {
            return;
        }

        var given = files[hook.Index];
        var reads = GlobSet.Parse(hook.Reads, []);
        if (given is null && reads.IsEmpty)
        {
            // It says nothing of what it looks at: a build, a test run. That may be all of them.
            if (CheckRunner.LooksAtContent(hook))
            {
                left[hook.Index] = null;
                causes[hook.Index] = repaired[0];
            }

            return;
        }

        var known = given is null ? [] : given.ToHashSet(StringComparer.Ordinal);
        List<string> some = [.. repaired.Where(known.Contains).Order(StringComparer.Ordinal)];
        if (!reads.IsEmpty && repaired.FirstOrDefault(file => file == Verdicts.Unknown || reads.IsMatch(file)) is { } read)
        {
            // What it reads beside its files may be about each of them.
            left[hook.Index] = given;
            causes[hook.Index] = read;
        }
        else if (some.Count > 0)
        {
            left[hook.Index] = some;
            causes[hook.Index] = some[0];
        }
    }

    // Of files that nobody knows each state is another.
    private string State(Dictionary<int, IReadOnlyList<string>?> left)
    {
        StringBuilder state = new();
        foreach (var file in verdicts.Repairs.Order(StringComparer.Ordinal))
        {
            var now = file == Verdicts.Unknown ? verdicts.Count.ToString(CultureInfo.InvariantCulture) : ContentHash.OfFile(content(file))?.ToString();
            _ = state.Append(file).Append('\0').Append(now).Append('\n');
        }

        foreach (var (hook, given) in left.OrderBy(pair => pair.Key))
        {
            _ = state.Append(CultureInfo.InvariantCulture, $"{hook}").Append('\0').AppendJoin('\0', given ?? []).Append('\n');
        }

        return state.ToString();
    }

    // Those that would be asked about files whose repair they cannot see, each with such a file.
    private Dictionary<int, string> Unseen(IEnumerable<PlannedHook> hooks)
    {
        Dictionary<int, string> unseen = [];
        foreach (var hook in hooks)
        {
            if (verdicts.RepairedSince(hook).FirstOrDefault(file => !isOnDisk(file)) is { } file)
            {
                unseen[hook.Index] = file;
            }
        }

        return unseen;
    }

    private HookReport Unknowable(HookReport report, string file)
    {
        var failed = report with
        {
            Outcome = HookOutcome.Failed,
            Reason = $"it takes no files, so it sees the working tree, and the repair of {file} by '{verdicts.LastOf(file)[0]}' could not be brought into your working copy: nobody knows whether what would be committed passes. " +
                "The repairs are staged: bring them into your working copy (git diff shows what differs), and commit again",
        };
        observer.HookEnded(failed);
        return failed;
    }

    private HookReport Join(HookReport first, HookReport second, string cause)
    {
        var joined = first.Outcome == HookOutcome.NotNeeded ? second
            : second.Outcome == HookOutcome.Succeeded
                ? first with { Findings = [.. first.Findings, .. second.Findings], Warnings = [.. first.Warnings, .. second.Warnings] }
            : second with
            {
                Start = first.Start,
                FileCount = first.FileCount,
                RememberedFiles = first.RememberedFiles,
                Reason = $"{second.Reason}; it had passed before '{(verdicts.LastOf(cause) is [var last, ..] ? last : null)}' repaired {cause}",
            };
        joined = joined with
        {
            Duration = first.Duration + second.Duration,
            Attempts = first.Attempts + second.Attempts,
            Changed = [.. first.Changed.Concat(second.Changed).Distinct(StringComparer.Ordinal)],
        };
        foreach (var warning in second.Warnings)
        {
            observer.Warned(warning);
        }

        if (joined.Outcome != HookOutcome.Succeeded)
        {
            observer.HookEnded(joined);
        }

        return joined;
    }

    private Problem Disagreement(string file, PlannedHook hook, string why)
    {
        var last = verdicts.LastOf(file);
        var (one, other) = last is [var later, var earlier, ..] ? (earlier, later) : (hook.Name, last[0]);
        return new Problem(
            Codes.Disagreement,
            $"Hooks '{one}' and '{other}' do not agree on {file}: {why}, so nothing of it can be said to have passed. Leave the file out of one of them (Exclude), or set both to the same form",
            hook.File,
            hook.Line,
            hook.Column);
    }

    /// <summary>Keeps to itself that hooks run again: what comes of it is told with what came of them before.</summary>
    internal sealed class Quiet : IRunObserver
    {
        public void Warned(Problem problem)
        {
            // Part of the report.
        }
    }
}
