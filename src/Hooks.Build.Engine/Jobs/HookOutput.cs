using System.Text;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.ToolOutput;
using Hooks.Build.Graph;

namespace Hooks.Build.Engine.Jobs;

/// <summary>
/// Takes the output of one hook as it comes: all of it goes to the hook's log, findings are picked out, the end is kept for showing.
/// Memory is bounded whatever the size of the output.
/// </summary>
internal sealed class HookOutput : IDisposable
{
    private const int MostFindings = 1000;

    private readonly object _lock = new();
    private readonly HookLog? _log;
    private string _workingDirectory;
    private string _viewRoot = "";
    private string _root = "";
    private ProblemPattern? _pattern;
    private readonly OutputLines _own;
    private readonly OutputTail _tail = new();
    private readonly List<Finding> _findings = [];

    // Builds repeat their errors at the end.
    private readonly HashSet<Finding> _known = [];
    private readonly HashSet<long> _counted = [];

    /// <summary>Creates the output.</summary>
    /// <param name="log">Where all of it goes.</param>
    /// <param name="workingDirectory">Where the relative paths of findings start, until <see cref="WorkIn"/> says otherwise.</param>
    public HookOutput(HookLog? log, string workingDirectory = "")
    {
        _log = log;
        _workingDirectory = workingDirectory;
        _own = new OutputLines(this);
    }

    /// <summary>Tells who follows the hook; <see langword="null"/> where nobody does.</summary>
    public HookFollower? Follower { get; set; }

    /// <summary>Path of the log; <see langword="null"/> where there is none.</summary>
    public string? LogPath
    {
        get
        {
            lock (_lock)
            {
                return _log?.Path;
            }
        }
    }

    /// <summary>Errors that the hook reported itself, beside what was read from its output. They fail it whatever it returns.</summary>
    public int ReportedErrors { get; private set; }

    /// <summary>Findings beyond the most that are kept, up to the most that are counted.</summary>
    public int DroppedFindings { get; private set; }

    /// <summary>What was found so far, a last line without its newline included.</summary>
    public IReadOnlyList<Finding> Findings
    {
        get
        {
            _own.Flush();
            lock (_lock)
            {
                return [.. _findings];
            }
        }
    }

    /// <summary>Says where the hook works now: relative paths of findings start there, and what is found in a copy is told of the file itself.</summary>
    public void WorkIn(HookJob job)
    {
        _workingDirectory = job.WorkingDirectory;
        _viewRoot = job.View.Root;
        _root = job.Request.RepositoryRoot;
        _pattern = job.Hook.Problems is { } problems && ProblemText.IsPattern(problems) ? ProblemPattern.Of(problems) : null;
    }

    /// <summary>Names a command in the log, and takes what it writes.</summary>
    public OutputLines BeginCommand(string echo)
    {
        Note("$ " + echo);
        return new OutputLines(this, new ReportCapture());
    }

    /// <summary>Opens the log, now that the hook runs and need not wait for it.</summary>
    public async Task OpenLogMeanwhileAsync()
    {
        await Task.Yield();
        lock (_lock)
        {
            _log?.Open();
        }
    }

    /// <summary>Says that what was found is being repaired. What is found stays, and the output that is shown is that of the repair.</summary>
    public void BeginRepair(string why)
    {
        Note("# " + why);
        lock (_lock)
        {
            _tail.Clear();
        }
    }

    /// <summary>Forgets the findings of an attempt that is made again.</summary>
    public void BeginAttempt(string why)
    {
        Note("# " + why);
        lock (_lock)
        {
            _findings.Clear();
            _known.Clear();
            _counted.Clear();
            _tail.Clear();
            DroppedFindings = 0;
            ReportedErrors = 0;
        }
    }

    /// <summary>Writes into the log how it ended. Nobody follows it any more.</summary>
    public void End(string how)
    {
        Note("# " + how);
        Follower?.End();
    }

    public void Add(Finding finding)
    {
        Note(new HookFinding(finding.Level, finding.File, finding.Line, finding.Column, finding.Code, finding.Message).ToString());
        lock (_lock)
        {
            ReportedErrors += finding.Level == HookFindingLevel.Error ? 1 : 0;
            KeepLocked(finding);
        }
    }

    /// <summary>Takes what the hook writes by itself, not through a command.</summary>
    public void Write(ReadOnlySpan<byte> data) => _own.Write(data);

    /// <summary>Takes lines in which nothing is to be found.</summary>
    public void WriteUnread(string lines)
    {
        var data = Encoding.UTF8.GetBytes(lines + "\n");
        Follower?.Begin()?.Write(data);
        Take(data, []);
    }

    /// <summary>Takes what this hook or another wrote that ran beside it: the log has it, marked.</summary>
    public void WriteBeside(ReadOnlySpan<byte> data) =>
        Note("# written by this hook or by one that ran beside it:\n" + Encoding.UTF8.GetString(data).TrimEnd('\n'));

    /// <summary>The last lines, for showing.</summary>
    public IReadOnlyList<string> Tail(int most)
    {
        _own.Flush();
        lock (_lock)
        {
            return _tail.Lines(most);
        }
    }

    public void Dispose()
    {
        _own.Dispose();
        lock (_lock)
        {
            _log?.Dispose();
        }
    }

    /// <summary>Logs two pieces of output that belong together.</summary>
    internal void Take(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        lock (_lock)
        {
            _log?.Write(first);
            _log?.Write(second);
            _tail.Add(first);
            _tail.Add(second);
        }
    }

    /// <summary>Looks for a finding in a line.</summary>
    internal void Parse(FindingLines lines, ReadOnlySpan<byte> line)
    {
        // A progress display may stand before it.
        line = line.TrimEnd((byte)'\r');
        line = line[(line.LastIndexOf((byte)'\r') + 1)..];

        // Read without the lock: a line more or less does not matter.
        if (DroppedFindings >= HookReport.MostDropped)
        {
            return;
        }

        if (_pattern?.Read(line, _workingDirectory) is { } finding)
        {
            Keep(finding);
            return;
        }

        if (_pattern is { IsTooSlow: true })
        {
            _pattern = null;
            Warn("Problems took more than a second for one line of output, and was not asked again: make the pattern simpler");
        }

        lines.Read(line, _workingDirectory);
    }

    /// <summary>Looks for what is found at the end of a command's output only.</summary>
    internal void End(FindingLines lines, ReportCapture? report)
    {
        lines.End();
        Warn(report?.End(_workingDirectory, Keep));
    }

    /// <summary>Reads the reports that a command wrote into files.</summary>
    public void Read(ReportFiles reports) => Warn(reports.After(_workingDirectory, Keep));

    private void Warn(string? problem)
    {
        if (problem is not null)
        {
            Keep(new Finding(HookFindingLevel.Warning, "", 0, 0, 0, 0, "", problem));
        }
    }

    /// <summary>Keeps a finding, up to a number.</summary>
    internal void Keep(Finding finding)
    {
        lock (_lock)
        {
            KeepLocked(finding);
        }
    }

    private void Note(string line)
    {
        _own.Flush();
        lock (_lock)
        {
            _log?.Note(line);
            _tail.EndLine();
        }
    }

    private void KeepLocked(Finding finding)
    {
        if (_findings.Count >= MostFindings && DroppedFindings >= HookReport.MostDropped)
        {
            return;
        }

        // Tools call their rules as they like.
        finding = Finding.IsCode(finding.Code) ? finding : finding with { Code = Finding.ToCode(finding.Code) };
        if (_viewRoot != _root && finding.File.StartsWith(_viewRoot + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            finding = finding with { File = Path.Combine(_root, finding.File[(_viewRoot.Length + 1)..]) };
        }

        // Where it ends is not shown: what is shown alike is told once.
        var shown = finding with { EndLine = 0, EndColumn = 0 };
        if (_known.Contains(shown))
        {
            return;
        }

        if (_findings.Count >= MostFindings)
        {
            // Each once, as those that are shown; of what may be many, a number of 64 bits tells them apart.
            if (_counted.Add(((long)HashCode.Combine(finding.File, finding.Line, finding.Column, finding.Level) << 32) ^ (uint)HashCode.Combine(
                finding.Code, finding.Message)))
            {
                DroppedFindings++;
            }

            return;
        }

        _ = _known.Add(shown);
        _findings.Add(finding);
        Follower?.Found(finding);
    }
}
