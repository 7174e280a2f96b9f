using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Statistics;
using Hooks.Build.Graph;

namespace Hooks.Build.Runner.LogReports;

/// <summary>What a log says, ready to be told.</summary>
/// <param name="Query">What was asked for.</param>
/// <param name="Logs">The folders that were read.</param>
/// <param name="History">The runs.</param>
/// <param name="Statistics">Their figures.</param>
/// <param name="Advice">What may be better otherwise.</param>
internal sealed record LogReport(ReportQuery Query, IReadOnlyList<string> Logs, RunHistory History, RunStatistics Statistics, IReadOnlyList<Advice> Advice)
{
    /// <summary>The last run; of an agent's event only where its stage was asked for, or there is no other.</summary>
    public PastRun? LastRun =>
        History.Runs.LastOrDefault(run => Query.Stage is not null || !run.IsOfAgent) ?? (History.Runs.Count == 0 ? null : History.Runs[^1]);

    /// <summary>Reads the logs and takes the figures.</summary>
    /// <param name="source">Where everything is.</param>
    /// <param name="query">What is asked for.</param>
    /// <param name="saidAs">What people named the hooks by.</param>
    /// <exception cref="HooksException">HOOK9003: a hook is named that neither plan nor log has.</exception>
    public static LogReport Make(ReportSource source, ReportQuery query, string saidAs)
    {
        var history = RunHistory.Read(source.Logs, query);
        Require(source.Plan, history, query.Hooks, saidAs);
        var statistics = RunStatistics.Of(history, query.Hooks);
        return new LogReport(
            query, [.. source.Logs.Select(log => log.Folder)], history, statistics, Advisor.Of(source.Plan, history, statistics, source.Fixes));
    }

    private static void Require(HookPlan plan, RunHistory history, IReadOnlyList<string> names, string saidAs)
    {
        List<string> known = [.. plan.Hooks.SelectMany(hook => hook.Matrix is null ? [hook.Name] : new[] { hook.Name, hook.Matrix })
            .Concat(history.Names)
            .Distinct(StringComparer.OrdinalIgnoreCase)];
        List<Problem> problems = [];
        foreach (var name in names.Where(name => !known.Contains(name, StringComparer.OrdinalIgnoreCase)))
        {
            var closest = known.Find(candidate => candidate.EndsWith("/" + name, StringComparison.OrdinalIgnoreCase)) ?? NameSuggestion.Closest(name, known);
            problems.Add(new Problem(
                Codes.UnknownName,
                $"{saidAs} names '{name}', which is a hook neither of the plan nor of the log{(closest is null ? "." : $"; did you mean '{closest}'?")} The hooks are: {NameList.Of(known, "'hooks list', or -t:ListHooks")}"));
        }

        if (problems.Count > 0)
        {
            throw new HooksException(problems);
        }
    }
}
