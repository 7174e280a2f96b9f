using Hooks.Build.Engine.ToolOutput;

namespace Hooks.Build.Engine.Jobs;

/// <summary>
/// The output of one command of a hook, passed on by whole lines: commands that run at once never mix theirs. A line longer than any finding is
/// passed on in pieces.
/// </summary>
/// <param name="output">Takes the lines.</param>
/// <param name="report">Catches a report among them; <see langword="null"/> where there is none to expect.</param>
internal sealed class OutputLines(HookOutput output, ReportCapture? report = null) : IDisposable
{
    private const int LongestLine = 4096;
    private readonly object _lock = new();
    private byte[]? _begun;
    private int _length;
    private bool _isTooLong;
    private bool _isEnded;
    private FollowedLines? _followed;
    private readonly FindingLines _findings = new(output.Keep);

    public void Write(ReadOnlySpan<byte> data)
    {
        lock (_lock)
        {
            // Before its findings.
            (_followed ??= output.Follower?.Begin())?.Write(data);
            report?.Write(data);
            var end = data.LastIndexOf((byte)'\n') + 1;
            if (end > 0)
            {
                EndLines(data[..end]);
            }

            Begin(data[end..]);
        }
    }

    /// <summary>Passes on a line that was begun.</summary>
    public void Flush()
    {
        lock (_lock)
        {
            _followed?.Flush();
            if (_length > 0)
            {
                output.Take(_begun.AsSpan(0, _length), []);
                output.Parse(_findings, _begun.AsSpan(0, _length));
            }

            _length = 0;
            _isTooLong = false;
        }
    }

    /// <summary>Passes on all that was begun.</summary>
    public void Dispose()
    {
        Flush();
        lock (_lock)
        {
            if (!_isEnded)
            {
                _isEnded = true;
                output.End(_findings, report);
            }
        }
    }

    private void EndLines(ReadOnlySpan<byte> lines)
    {
        output.Take(_begun.AsSpan(0, _length), lines);
        var end = lines.IndexOf((byte)'\n');
        if (_length == 0 && !_isTooLong && end <= LongestLine)
        {
            output.Parse(_findings, lines[..end]);
        }
        else if (!_isTooLong && _length + end <= LongestLine)
        {
            lines[..end].CopyTo(_begun.AsSpan(_length));
            output.Parse(_findings, _begun.AsSpan(0, _length + end));
        }

        _length = 0;
        _isTooLong = false;
        for (lines = lines[(end + 1)..]; !lines.IsEmpty; lines = lines[(end + 1)..])
        {
            end = lines.IndexOf((byte)'\n');
            output.Parse(_findings, lines[..end]);
        }
    }

    private void Begin(ReadOnlySpan<byte> line)
    {
        if (_isTooLong || _length + line.Length > LongestLine)
        {
            output.Take(_begun.AsSpan(0, _length), line);
            _length = 0;
            _isTooLong = true;
            return;
        }

        if (line.IsEmpty)
        {
            return;
        }

        // Most hooks say nothing.
        _begun ??= new byte[LongestLine];
        line.CopyTo(_begun.AsSpan(_length));
        _length += line.Length;
    }
}
