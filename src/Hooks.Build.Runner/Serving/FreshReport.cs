using System.Text;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.History;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.State;
using Hooks.Build.Engine.Statistics;
using Hooks.Build.Runner.LogReports;
using Hooks.Build.Runner.Plans;

namespace Hooks.Build.Runner.Serving;

/// <summary>What the log of runs says now. It builds nothing and runs no hook: a plan is as the last build left it.</summary>
internal sealed class FreshReport
{
    // How many times as long as it took to make one nothing is looked at.
    private const int Leisure = 10;

    private readonly object _lock = new();
    private readonly Func<ReportQuery> _query;
    private readonly CancellationToken _cancellation;
    private OpenPlan _open;
    private IReadOnlyList<FileStatus> _logs = [];
    private IReadOnlyList<FileStatus> _plans;
    private LogReport _report;
    private long _made;
    private TimeSpan _took;

    /// <summary>Reads the log.</summary>
    /// <param name="open">The plan.</param>
    /// <param name="query">What is asked for, now.</param>
    /// <param name="cancellation">Ends what takes long.</param>
    /// <exception cref="IOException">A log cannot be read.</exception>
    public FreshReport(OpenPlan open, Func<ReportQuery> query, CancellationToken cancellation)
    {
        (_open, _query, _cancellation) = (open, query, cancellation);
        _plans = PlansOf(open);
        _report = Make();
    }

    /// <summary>Is told of what the page draws, as JSON, when that is new.</summary>
    public Action<byte[]> Changed { get; set; } = _ => { };

    /// <summary>What the page draws, as JSON.</summary>
    public byte[] Data
    {
        get
        {
            lock (_lock)
            {
                return Encoding.UTF8.GetBytes(PageData.Write(_report, _open.Plan));
            }
        }
    }

    /// <summary>
    /// Looks whether there is something new, unless that took long: coding agents write all the time, and a large log takes its time to read.
    /// </summary>
    public void RefreshAtLeisure()
    {
        if (TimeProvider.System.GetElapsedTime(_made) > Leisure * _took)
        {
            Refresh();
        }
    }

    /// <summary>Looks whether there is something new.</summary>
    public void Refresh()
    {
        lock (_lock)
        {
            try
            {
                Reopen();
                if (!_logs.SequenceEqual(LogsOf(_open)))
                {
                    _report = Make();
                    Changed(Encoding.UTF8.GetBytes(PageData.Write(_report, _open.Plan)));
                }
            }
            catch (Exception e) when (e is HooksException or IOException or UnauthorizedAccessException)
            {
                // A build is about to write it, or it is gone: what was shown stays until it is there.
            }
        }
    }

    /// <summary>The page, as it is now.</summary>
    public (string Html, string Policy) Page(string sockets)
    {
        Refresh();
        lock (_lock)
        {
            return ReportPage.Live(_report, _open.Plan, sockets);
        }
    }

    private static List<FileStatus> PlansOf(OpenPlan open) =>
        [.. open.Projects.SelectMany(project => new[] { project.Place.StateFile, project.State.Assembly }).Select(path => FileStatus.Read(path))];

    private static List<FileStatus> LogsOf(OpenPlan open) =>
        [.. open.Projects.SelectMany(project => RunLogFormat.Logs.Select(log => FileStatus.Read(RunLogFormat.PathOf(project.State.LogDirectory, log))))];

    private void Reopen()
    {
        var now = PlansOf(_open);
        if (_plans.SequenceEqual(now))
        {
            return;
        }

        var open = OpenPlan.Of([.. _open.Projects.Select(project => OpenProject.Open(
            project.Place, PlanStateFile.TryRead(project.Place.StateFile) ?? project.State, HookStages.None, _cancellation))]);
        (_open, _plans, _logs) = (open, now, []);
    }

    private LogReport Make()
    {
        // Before it is read: what is written meanwhile is read again, and what could not be read, too.
        var logs = LogsOf(_open);
        var start = TimeProvider.System.GetTimestamp();
        var report = LogReport.Make(ReportSource.Of(_open), _query(), "--hook");
        _made = TimeProvider.System.GetTimestamp();
        _took = TimeProvider.System.GetElapsedTime(start, _made);
        _logs = logs;
        return report;
    }
}
