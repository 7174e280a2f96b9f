using Hooks.Build.Engine.History;

namespace Hooks.Build.Engine.Statistics;

/// <summary>What coding agents asked and were answered, by their log.</summary>
public sealed class AgentActivity
{
    private AgentActivity()
    {
    }

    /// <summary>By day of this machine's clock, oldest first.</summary>
    public IReadOnlyList<AgentFigures<DateOnly>> Days { get; private init; } = [];

    /// <summary>By agent and stage.</summary>
    public IReadOnlyList<AgentFigures<(string Agent, HookStages Stage)>> Calls { get; private init; } = [];

    /// <summary>What was denied, or was wrong, the most frequent first.</summary>
    public IReadOnlyList<AgentDenial> Denials { get; private init; } = [];

    /// <summary>How many answers the log has, whatever was asked for.</summary>
    public int Known { get; private init; }

    /// <inheritdoc cref="RunLogReader.Damaged"/>
    public int Damaged { get; private init; }

    /// <inheritdoc cref="RunLogReader.Newer"/>
    public int Newer { get; private init; }

    /// <summary>Since when the answers are that count.</summary>
    public DateTimeOffset Since { get; private init; }

    /// <summary>Reads logs.</summary>
    /// <param name="folders">The folders of the hooks' logs.</param>
    /// <param name="query">What is asked for.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public static AgentActivity Read(IEnumerable<string> folders, ReportQuery query)
    {
        List<LoggedAnswer> all = [];
        var (damaged, newer) = (0, 0);
        foreach (var folder in folders)
        {
            RunLogReader reader = new(folder, RunLogFormat.Agents);
            all.AddRange(reader.Read().OfType<LoggedAnswer>());
            (damaged, newer) = (damaged + reader.Damaged, newer + reader.Newer);
        }

        var asked = all.Where(answer => answer.Time <= query.Now + RunHistory.Tolerance && (query.Stage is null || answer.Stage == query.Stage))
            .OrderBy(answer => answer.Time)
            .ToList();
        asked = query.Last is { } last ? asked[Math.Max(0, asked.Count - last)..] : asked.FindAll(answer => answer.Time >= query.Since);
        return new AgentActivity
        {
            Days = [.. asked.GroupBy(answer => DateOnly.FromDateTime(answer.Time.LocalDateTime)).Select(Figures)],
            Calls = [.. asked.GroupBy(answer => (answer.Agent, answer.Stage))
                .OrderBy(group => group.Key.Agent, StringComparer.Ordinal)
                .ThenBy(group => group.Key.Stage)
                .Select(Figures)],
            Denials =
            [
                .. asked.SelectMany(answer => answer.HeldBy.Select(held => (held.Hook, held.Reason, answer.Stage, answer.Tool, answer.Time)))
                    .GroupBy(held => (held.Hook, held.Reason, held.Stage, held.Tool))
                    .Select(group => new AgentDenial(
                        group.Key.Hook, group.Key.Reason, group.Key.Stage, group.Key.Tool, group.Count(), group.Max(held => held.Time)))
                    .OrderByDescending(denial => denial.Count).ThenByDescending(denial => denial.Last),
            ],
            Known = all.Count,
            Damaged = damaged,
            Newer = newer,
            Since = query.Last is null ? query.Since : asked is [var first, ..] ? first.Time : query.Now,
        };
    }

    private static AgentFigures<T> Figures<T>(IGrouping<T, LoggedAnswer> group) =>
        new(
            group.Key,
            Distribution.Of(group.Select(answer => answer.Duration)),
            group.Count(answer => answer.Held),
            group.Sum(answer => (long)answer.ContextBytes));
}

/// <summary>Figures of answers that have something in common.</summary>
/// <param name="Of">What they have in common.</param>
/// <param name="Durations">How long they took, from the start of the program.</param>
/// <param name="Held">How many held the agent back, sent it on or told what is wrong.</param>
/// <param name="ContextBytes">How many bytes models were given to read.</param>
public sealed record AgentFigures<T>(T Of, Distribution Durations, int Held, long ContextBytes);

/// <summary>What was denied, or was wrong.</summary>
/// <param name="Hook">The hook.</param>
/// <param name="Reason">Why; what others wrote may be in it.</param>
/// <param name="Stage">The stage.</param>
/// <param name="Tool">The kind of the tool; empty where the event is about none.</param>
/// <param name="Count">How often.</param>
/// <param name="Last">The last time.</param>
public sealed record AgentDenial(string Hook, string Reason, HookStages Stage, string Tool, int Count, DateTimeOffset Last);
