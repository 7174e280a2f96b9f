using System.Text;

namespace Hooks.Build.Engine.Jobs;

/// <summary>What one command of a hook writes, as whole lines for who follows it. Not safe for several threads.</summary>
/// <param name="follower">Tells them, and says how many there may be.</param>
internal sealed class FollowedLines(HookFollower follower)
{
    /// <summary>How many bytes of a line are told.</summary>
    internal const int LongestLine = 4096;

    // So that whoever reads need not take much at once.
    private const int MostOfEvent = 8 * 1024;

    private readonly byte[] _begun = new byte[LongestLine];
    private readonly StringBuilder _text = new();
    private bool _hasText;
    private long _cutOfText;
    private int _length;
    private long _cut;
    private bool _isLeftOut;

    /// <summary>Takes output.</summary>
    public void Write(ReadOnlySpan<byte> data)
    {
        while (!data.IsEmpty)
        {
            if (follower.IsFull())
            {
                LeaveOut(data);
                break;
            }

            var end = data.IndexOf((byte)'\n');
            Add(end < 0 ? data : data[..end]);
            if (end < 0)
            {
                break;
            }

            EndLine(newlines: 1);
            data = data[(end + 1)..];
        }

        Tell();
    }

    /// <summary>Ends a line that was begun.</summary>
    public void Flush()
    {
        if (_length + _cut > 0)
        {
            EndLine(newlines: 0);
            Tell();
        }

        _isLeftOut = false;
    }

    private void Add(ReadOnlySpan<byte> part)
    {
        if (_isLeftOut)
        {
            follower.LeaveOut(part.Length);
            return;
        }

        var kept = part[..Math.Min(part.Length, LongestLine - _length)];
        kept.CopyTo(_begun.AsSpan(_length));
        _length += kept.Length;
        _cut += part.Length - kept.Length;
    }

    // All of it up to the end of its last line: a line is told as a whole or not at all.
    private void LeaveOut(ReadOnlySpan<byte> data)
    {
        follower.LeaveOut(_length + _cut + data.Length);
        (_length, _cut, _isLeftOut) = (0, 0, data[^1] != (byte)'\n');
    }

    private void EndLine(int newlines)
    {
        if (_isLeftOut)
        {
            follower.LeaveOut(newlines);
        }
        else if (follower.TryTake(_length + 1))
        {
            Append();
        }
        else
        {
            follower.LeaveOut(_length + _cut + newlines);
        }

        (_length, _cut, _isLeftOut) = (0, 0, false);
    }

    private void Append()
    {
        var line = _begun.AsSpan(0, _cut > 0 ? WholeCharacters(_begun.AsSpan(0, _length)) : _length);
        _cutOfText += _cut + _length - line.Length;

        // A progress display rewrites its line: what was there last counts.
        line = line.TrimEnd((byte)'\r');
        line = line[(line.LastIndexOf((byte)'\r') + 1)..];
        _ = _text.Append(_hasText ? "\n" : "").Append(Encoding.UTF8.GetString(line));
        _hasText = true;
        if (_text.Length >= MostOfEvent)
        {
            Tell();
        }
    }

    private void Tell()
    {
        if (_hasText)
        {
            follower.Tell(_text.ToString(), _cutOfText);
            _ = _text.Clear();
            (_hasText, _cutOfText) = (false, 0);
        }
    }

    // How much there is before a character of which only the beginning is there.
    private static int WholeCharacters(ReadOnlySpan<byte> line)
    {
        const int Following = 0x80;
        const int First = 0xC0;
        const int OfThree = 0xE0;
        const int OfFour = 0xF0;
        for (var back = 1; back <= 3 && back <= line.Length; back++)
        {
            var one = line[^back];
            if ((one & First) != Following)
            {
                var needed = one >= OfFour ? 4 : one >= OfThree ? 3 : one >= First ? 2 : 1;
                return needed > back ? line.Length - back : line.Length;
            }
        }

        return line.Length;
    }
}
