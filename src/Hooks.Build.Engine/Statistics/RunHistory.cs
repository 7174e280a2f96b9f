using Hooks.Build.Engine.History;

namespace Hooks.Build.Engine.Statistics;

/// <summary>The runs of the log that a report is about. What cannot be read is left out and counted.</summary>
public sealed class RunHistory
{
    // A clock that is set right goes back by less.
    internal static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private readonly List<PastRun> _runs = [];
    private readonly List<LoggedHook> _open = [];
    private readonly List<DateTimeOffset> _withoutBranch = [];
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The runs in the window, oldest first.</summary>
    public IReadOnlyList<PastRun> Runs { get; private set; } = [];

    /// <summary>The runs in the window before, which is as long.</summary>
    public IReadOnlyList<PastRun> Before { get; private set; } = [];

    /// <summary>How many runs the log has, whatever was asked for.</summary>
    public int Known { get; private set; }

    /// <summary>When the newest of all began that is not of the future; <see langword="null"/> without any.</summary>
    public DateTimeOffset? Newest { get; private set; }

    /// <summary>How many runs are of the future, by this machine's clock.</summary>
    public int OfFuture { get; private set; }

    /// <summary>How many runs of the right stage in the window do not tell their branch, where one was asked for.</summary>
    public int WithoutBranch { get; private set; }

    /// <inheritdoc cref="RunLogReader.Damaged"/>
    public int Damaged { get; private set; }

    /// <inheritdoc cref="RunLogReader.Newer"/>
    public int Newer { get; private set; }

    /// <inheritdoc cref="RunLogReader.PassedOver"/>
    public long PassedOver { get; private set; }

    /// <summary>The names of all hooks and matrices in the log.</summary>
    public IReadOnlyCollection<string> Names => _names;

    /// <summary>Since when the window is.</summary>
    public DateTimeOffset Since { get; private set; }

    /// <summary>Reads logs.</summary>
    /// <param name="logs">The folders, each with what to make of the names of hooks in it.</param>
    /// <param name="query">What is asked for.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public static RunHistory Read(IEnumerable<(string Folder, Func<string, string> NameOf)> logs, ReportQuery query)
    {
        RunHistory history = new() { Since = query.Since };
        foreach (var (folder, nameOf) in logs)
        {
            foreach (var log in RunLogFormat.Logs)
            {
                history.Read(new RunLogReader(folder, log), nameOf, query);
            }
        }

        history.Choose(query);
        history.WithoutBranch = history._withoutBranch.Count(time => time >= history.Since || (query.Last is not null && history.Runs.Count == 0));
        return history;
    }

    private void Read(RunLogReader reader, Func<string, string> nameOf, ReportQuery query)
    {
        foreach (var record in reader.Read().Where(record => record is not LoggedAnswer))
        {
            if (_open.Count > 0 && _open[0].Run != record.Run)
            {
                Close(null, query);
            }

            if (record is LoggedRun run)
            {
                Close(run, query);
            }
            else if (record is LoggedHook hook)
            {
                _open.Add(hook with
                {
                    Hook = Same(nameOf(hook.Hook)),
                    Matrix = hook.Matrix is null ? null : Same(nameOf(hook.Matrix)),
                    Run = Same(hook.Run),
                    Platform = Same(hook.Platform),
                });
            }
        }

        Close(null, query);
        (Damaged, Newer, PassedOver) = (Damaged + reader.Damaged, Newer + reader.Newer, PassedOver + reader.PassedOver);
    }

    // All records of a run stand together, its own the last.
    private void Close(LoggedRun? record, ReportQuery query)
    {
        if (record is null && _open.Count == 0)
        {
            return;
        }

        PastRun run = new(record, [.. _open]);
        _open.Clear();
        Known++;
        foreach (var hook in run.Hooks)
        {
            _ = _names.Add(hook.Hook);
            _ = hook.Matrix is null || _names.Add(hook.Matrix);
        }

        if (run.Time > query.Now + Tolerance)
        {
            OfFuture++;
            return;
        }

        Newest = Newest is { } newest && newest > run.Time ? newest : run.Time;
        if (query.Stage is { } stage && stage != run.Stage)
        {
            return;
        }

        if (query.Branch is { } branch && record?.Branch != branch)
        {
            if (record?.Branch is null)
            {
                _withoutBranch.Add(run.Time);
            }

            return;
        }

        // What lies before both windows need not be kept.
        if (query.Last is not null || run.Time >= query.Since - (query.Now - query.Since))
        {
            _runs.Add(run);
        }
    }

    private void Choose(ReportQuery query)
    {
        var runs = _runs.OrderBy(run => run.Time).ToList();
        if (query.Last is { } last)
        {
            var first = FirstOfLast(runs, last, query);
            Runs = [.. runs[first..]];
            Before = [.. runs[FirstOfLast(runs[..first], last, query)..first]];
            Since = Runs is [var oldest, ..] ? oldest.Time : query.Now;
            return;
        }

        Runs = [.. runs.Where(run => run.Time >= query.Since)];
        Before = [.. runs.Where(run => run.Time < query.Since)];
    }

    // Between two runs of git or people there may be hundreds of agents' events: they are in it, and are not counted.
    private static int FirstOfLast(List<PastRun> runs, int last, ReportQuery query)
    {
        var countsAll = query.Stage is not null || !runs.Exists(run => !run.IsOfAgent);
        var at = runs.Count;
        while (at > 0 && last > 0)
        {
            at--;
            last -= countsAll || !runs[at].IsOfAgent ? 1 : 0;
        }

        return at;
    }

    // The same few names stand in each record.
    private string Same(string text)
    {
        if (!_texts.TryGetValue(text, out var known))
        {
            _texts.Add(text, known = text);
        }

        return known;
    }
}
