using System.Text;
using Hooks.Build.Engine.ToolOutput;

namespace Hooks.Build.Engine.Jobs;

/// <summary>The end of an output, in a ring of fixed size.</summary>
internal sealed class OutputTail
{
    private const int Size = 8 * 1024;
    private const int LongestShown = 300;
    private readonly ByteRing _ring = new(Size);

    public void Clear() => _ring.Clear();

    public void Add(ReadOnlySpan<byte> data) => _ring.Add(data);

    /// <summary>The last lines as people see them.</summary>
    public IReadOnlyList<string> Lines(int most)
    {
        if (_ring.Written == 0)
        {
            return [];
        }

        var lines = Encoding.UTF8.GetString(_ring.ToArray()).Split('\n');

        // The oldest line is cut where the ring began.
        var whole = lines.Skip(_ring.Written > Size && lines.Length > 1 ? 1 : 0);
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
