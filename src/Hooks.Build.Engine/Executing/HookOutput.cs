using System.Text;

namespace Hooks.Build.Engine.Executing;

/// <summary>
/// Takes the output of one hook as it comes: all of it goes to the hook's log, findings are picked out, the end is kept for showing.
/// Memory is bounded whatever the size of the output.
/// </summary>
internal sealed class HookOutput : IDisposable
{
    private const int TailSize = 8 * 1024;
    private const int LongestLine = 4096;
    private const int MostFindings = 1000;

    private readonly object _lock = new();
    private readonly FileStream? _log;
    private readonly byte[] _tail = new byte[TailSize];
    private readonly byte[] _line = new byte[LongestLine];
    private readonly List<Finding> _findings = [];

    // Builds repeat their errors at the end.
    private readonly HashSet<Finding> _known = [];
    private long _written;
    private int _lineLength;
    private bool _lineTooLong;
    private string _workingDirectory = "";

    public HookOutput(FileStream? log) => _log = log;

    /// <summary>Path of the log; <see langword="null"/> where there is none.</summary>
    public string? LogPath => _log?.Name;

    /// <summary>Errors that the hook reported itself, beside what was read from its output. They fail it whatever it returns.</summary>
    public int ReportedErrors { get; private set; }

    /// <summary>Findings beyond the most that are kept.</summary>
    public int DroppedFindings { get; private set; }

    /// <summary>What was found so far, a last line without its newline included.</summary>
    public IReadOnlyList<Finding> Findings
    {
        get
        {
            lock (_lock)
            {
                FlushLine();
                return [.. _findings];
            }
        }
    }

    /// <summary>Starts what a command writes: names the command in the log, and where its relative paths start.</summary>
    public void BeginCommand(string workingDirectory, string echo)
    {
        lock (_lock)
        {
            FlushLine();
            _workingDirectory = workingDirectory;
            Log(Encoding.UTF8.GetBytes("$ " + echo + "\n"));
        }
    }

    /// <summary>Forgets the findings of an attempt that is made again.</summary>
    public void BeginAttempt(string why)
    {
        lock (_lock)
        {
            FlushLine();
            _findings.Clear();
            _known.Clear();
            _written = 0;
            DroppedFindings = 0;
            ReportedErrors = 0;
            Log(Encoding.UTF8.GetBytes("# " + why + "\n"));
        }
    }

    public void Add(Finding finding)
    {
        lock (_lock)
        {
            ReportedErrors += finding.Level == HookFindingLevel.Error ? 1 : 0;
            Keep(finding);
            Log(Encoding.UTF8.GetBytes($"{new HookFinding(finding.Level, finding.File, finding.Line, finding.Column, finding.Code, finding.Message)}\n"));
        }
    }

    public void Write(ReadOnlySpan<byte> data)
    {
        lock (_lock)
        {
            Log(data);
            KeepTail(data);
            SplitLines(data);
        }
    }

    public void WriteLine(string text) => Write(Encoding.UTF8.GetBytes(text + "\n"));

    /// <summary>The last lines, for showing.</summary>
    public IReadOnlyList<string> Tail(int most)
    {
        lock (_lock)
        {
            FlushLine();
            var kept = (int)Math.Min(_written, TailSize);
            var bytes = new byte[kept];
            for (var i = 0; i < kept; i++)
            {
                bytes[i] = _tail[(_written - kept + i) % TailSize];
            }

            var lines = Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.TrimEntries).Where(line => line.Length > 0).Select(Printable).ToList();
            // The oldest line is cut where the buffer began.
            return [.. lines.Skip(kept == TailSize && lines.Count > 1 ? 1 : 0).TakeLast(most)];
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            FlushLine();
            _log?.Dispose();
        }
    }

    private static string Printable(string line)
    {
        var text = string.Concat(line.Where(character => !char.IsControl(character) || character == '\t'));
        return text.Length > 300 ? text[..300] + "..." : text;
    }

    private void Log(ReadOnlySpan<byte> data) => _log?.Write(data);

    private void KeepTail(ReadOnlySpan<byte> data)
    {
        var start = Math.Max(0, data.Length - TailSize);
        var position = _written + start;
        foreach (var value in data[start..])
        {
            _tail[position++ % TailSize] = value;
        }

        _written += data.Length;
    }

    private void SplitLines(ReadOnlySpan<byte> data)
    {
        while (!data.IsEmpty)
        {
            var end = data.IndexOf((byte)'\n');
            var piece = end < 0 ? data : data[..end];
            if (_lineLength + piece.Length > LongestLine)
            {
                _lineTooLong = true;
            }
            else
            {
                piece.CopyTo(_line.AsSpan(_lineLength));
                _lineLength += piece.Length;
            }

            if (end < 0)
            {
                return;
            }

            FlushLine();
            data = data[(end + 1)..];
        }
    }

    private void FlushLine()
    {
        var line = _line.AsSpan(0, _lineLength);
        if (!_lineTooLong && CanonicalLine.IsWorthParsing(line) && CanonicalLine.TryParse(Encoding.UTF8.GetString(line).TrimEnd('\r'), _workingDirectory) is { } finding)
        {
            Keep(finding);
        }

        _lineLength = 0;
        _lineTooLong = false;
    }

    private void Keep(Finding finding)
    {
        if (_findings.Count >= MostFindings)
        {
            DroppedFindings++;
        }
        else if (_known.Add(finding))
        {
            _findings.Add(finding);
        }
    }
}
