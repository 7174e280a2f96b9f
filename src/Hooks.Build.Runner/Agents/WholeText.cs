using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;

namespace Hooks.Build.Runner.Agents;

/// <summary>
/// JSON of which every text can be read. Bytes that are no UTF-8, and escapes of half a pair of surrogates, are in what agents write since commands and files
/// may hold them, and .NET refuses a text for one of them: U+FFFD takes their place, as it does in agents themselves, and the rest is read as it is meant.
/// </summary>
internal static class WholeText
{
    private const int Escape = 6;

    /// <summary>The JSON, itself where there is nothing to replace.</summary>
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> json)
    {
        var whole = Utf8.IsValid(json.Span) ? json : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(json.Span));
        byte[]? copy = null;
        for (var at = whole.Span.IndexOf((byte)'\\'); at >= 0 && at < whole.Length;)
        {
            var unit = UnitAt(whole.Span, at);
            var isPair = unit is { } high && char.IsHighSurrogate(high) && UnitAt(whole.Span, at + Escape) is { } low && char.IsLowSurrogate(low);
            if (unit is { } half && char.IsSurrogate(half) && !isPair)
            {
                copy ??= whole.ToArray();
                "fffd"u8.CopyTo(copy.AsSpan(at + 2));
            }

            // A backslash that is escaped begins nothing.
            var next = Math.Min(whole.Length, at + (isPair ? 2 * Escape : unit is null ? 2 : Escape));
            var found = whole.Span[next..].IndexOf((byte)'\\');
            at = found < 0 ? -1 : next + found;
        }

        return copy ?? whole;
    }

    private static char? UnitAt(ReadOnlySpan<byte> json, int at) =>
        at + Escape <= json.Length
            && json[at] == '\\'
            && json[at + 1] == 'u'
            && Utf8Parser.TryParse(json.Slice(at + 2, 4), out ushort unit, out var read, 'x')
            && read == 4 ? (char)unit : null;
}
