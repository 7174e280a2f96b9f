using System.Text;
using Hooks.Build.Engine.ToolOutput;

namespace Hooks.Build.Engine.Jobs;

/// <summary>The end of an output: its last lines, of each as much as is shown of it. Blank ones are left out.</summary>
internal sealed class OutputTail
{
    /// <summary>How many lines are kept.</summary>
    public const int Most = 40;

    // Characters; and bytes, of which colours take some.
    private const int LongestShown = 300;
    private const int LongestKept = 2048;

    // What came at once is looked at from its end, until there are enough lines that are not blank.
    private const int MostLooked = 4096;

    private readonly byte[]?[] _lines = new byte[Most][];
    private readonly int[] _lengths = new int[Most];
    private byte[]? _begun;
    private int _length;
    private int _count;

    // A progress display rewrites its line, once something follows.
    private bool _isReturned;

    public void Clear() => (_count, _length, _isReturned) = (0, 0, false);

    public void Add(ReadOnlySpan<byte> data)
    {
        var (start, end, lines) = (data.Length, data.Length, 0);
        for (var looked = 0; looked <= MostLooked && lines <= Most && start >= 0; looked++)
        {
            start = data[..start].LastIndexOf((byte)'\n');
            lines += start >= 0 && !IsBlank(data[(start + 1)..end]) ? 1 : 0;
            end = Math.Max(start, 0);
        }

        if (start >= 0)
        {
            (_length, _isReturned) = (0, false);
            data = data[(start + 1)..];
        }

        while ((end = data.IndexOf((byte)'\n')) >= 0)
        {
            Begin(data[..end]);
            EndLine();
            data = data[(end + 1)..];
        }

        Begin(data);
    }

    /// <summary>The last lines as people see them.</summary>
    public IReadOnlyList<string> Lines(int most)
    {
        List<string> lines = [];
        for (var i = Math.Max(0, _count - Most); i < _count; i++)
        {
            Show(_lines[i % Most].AsSpan(0, _lengths[i % Most]), lines);
        }

        Show(_begun.AsSpan(0, _length), lines);
        return lines.Count <= most ? lines : lines[^most..];
    }

    /// <summary>What follows is another line.</summary>
    public void EndLine()
    {
        if (!IsBlank(_begun.AsSpan(0, _length)))
        {
            var place = _count++ % Most;
            if (_lines[place] is not { } line || line.Length < _length)
            {
                _lines[place] = line = new byte[Math.Max(_length, LongestShown)];
            }

            _begun.AsSpan(0, _length).CopyTo(line);
            _lengths[place] = _length;
        }

        (_length, _isReturned) = (0, false);
    }

    private void Begin(ReadOnlySpan<byte> part)
    {
        var text = part.TrimEnd((byte)'\r');
        if (!text.IsEmpty)
        {
            var shown = text[(text.LastIndexOf((byte)'\r') + 1)..];
            _length = _isReturned || shown.Length < text.Length ? 0 : _length;
            _begun ??= new byte[LongestKept];
            shown = shown[..Math.Min(shown.Length, LongestKept - _length)];
            shown.CopyTo(_begun.AsSpan(_length));
            _length += shown.Length;
            _isReturned = false;
        }

        _isReturned |= text.Length < part.Length;
    }

    private static ReadOnlySpan<byte> Blanks => " \t\r"u8;

    // Also a line that only changes colours.
    private static bool IsBlank(ReadOnlySpan<byte> line) => line.Trim(Blanks).IsEmpty || (line.Contains((byte)'\e') && Visible(line).Length == 0);

    private static string Visible(ReadOnlySpan<byte> line) =>
        string.Concat(CanonicalLine.WithoutColour(Encoding.UTF8.GetString(line)).Where(character => !char.IsControl(character) || character == '\t')).Trim();

    private static void Show(ReadOnlySpan<byte> bytes, List<string> lines)
    {
        var text = bytes.IsEmpty ? "" : Visible(bytes);
        if (text.Length > 0)
        {
            lines.Add(text.Length > LongestShown ? text[..LongestShown] + "..." : text);
        }
    }
}
