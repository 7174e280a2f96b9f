using System.Text;

namespace Hooks.Build.Engine.Executing;

/// <summary>The end of an output, in a ring of fixed size.</summary>
internal sealed class OutputTail
{
    private const int Size = 8 * 1024;
    private const int LongestShown = 300;
    private readonly byte[] _ring = new byte[Size];
    private long _written;

    public void Clear() => _written = 0;

    public void Add(ReadOnlySpan<byte> data)
    {
        var kept = data[Math.Max(0, data.Length - Size)..];
        var start = (int)((_written + data.Length - kept.Length) % Size);
        var beforeWrap = Math.Min(kept.Length, Size - start);
        kept[..beforeWrap].CopyTo(_ring.AsSpan(start));
        kept[beforeWrap..].CopyTo(_ring);
        _written += data.Length;
    }

    /// <summary>The last lines as people see them.</summary>
    public IReadOnlyList<string> Lines(int most)
    {
        if (_written == 0)
        {
            return [];
        }

        var kept = (int)Math.Min(_written, Size);
        var bytes = new byte[kept];
        for (var i = 0; i < kept; i++)
        {
            bytes[i] = _ring[(_written - kept + i) % Size];
        }

        var lines = Encoding.UTF8.GetString(bytes).Split('\n');

        // The oldest line is cut where the ring began.
        var whole = lines.Skip(_written > Size && lines.Length > 1 ? 1 : 0);
        return [.. whole.Select(Visible).Where(line => line.Length > 0).TakeLast(most)];
    }

    private static string Visible(string line)
    {
        // A progress display rewrites its line: what was there last counts.
        line = CanonicalLine.WithoutColour(line).TrimEnd();
        line = line[(line.LastIndexOf('\r') + 1)..];
        var text = string.Concat(line.Where(character => !char.IsControl(character) || character == '\t')).Trim();
        return text.Length > LongestShown ? text[..LongestShown] + "..." : text;
    }
}
