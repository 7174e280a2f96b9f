using System.Text;
using System.Text.Json;

namespace Hooks.Build.Runner.Agents;

/// <summary>Adds to the text of a JSON file, and takes away from it, without writing anything else of it anew.</summary>
internal static class JsonEdit
{
    /// <summary>Adds an element to a list, or a property to an object, as the last.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="container">The list or object.</param>
    /// <param name="text">What is added; its lines after the first are indented as it is, and become one where the list or object is one.</param>
    public static byte[] Append(byte[] bytes, JsonText container, string text)
    {
        var newLine = bytes.AsSpan().IndexOf("\r\n"u8) >= 0 ? "\r\n" : "\n";
        var outer = IndentOf(bytes, container.Start);
        var inner = container.Children is [var first, ..] && IsFirstOfLine(bytes, first.Start) ? IndentOf(bytes, first.Start) : outer + UnitOf(bytes);
        var added = newLine + inner + text.Replace("\n", newLine + inner, StringComparison.Ordinal);
        if (container.Children is not [.., var last])
        {
            // Comments that are all there is stay before it.
            var close = container.End - 1;
            var at = LastBefore(bytes, container.ValueStart + 1, close);
            return Splice(bytes, at, 0, added + (HasLineBreak(bytes, at, close) ? "" : newLine + outer));
        }

        var comma = CommaAfter(bytes, last.End, container.End - 1);
        if (!HasLineBreak(bytes, container.ValueStart, container.Children[0].Start) && !HasLineBreak(bytes, last.End, container.End))
        {
            // Brackets that hug what they hold go on doing so, and what stands in one line stays in it.
            var isLine = !HasLineBreak(bytes, container.ValueStart, container.End);
            var hugged = " " + (isLine
                ? string.Join(' ', text.Split('\n').Select(line => line.Trim()))
                : text.Replace("\n", newLine + outer, StringComparison.Ordinal));
            return comma < 0 ? Splice(bytes, last.End, 0, "," + hugged) : Splice(bytes, comma + 1, 0, hugged + ",");
        }

        var end = EndOfLine(bytes, comma < 0 ? last.End : comma + 1, container.End - 1);
        var closing = HasLineBreak(bytes, end, container.End - 1) ? "" : newLine + outer;
        bytes = Splice(bytes, end, 0, added + (comma < 0 ? "" : ",") + closing);
        return comma < 0 ? Splice(bytes, last.End, 0, ",") : bytes;
    }

    /// <summary>Takes an element or property out of what holds it.</summary>
    public static byte[] Remove(byte[] bytes, JsonText container, JsonText child)
    {
        var index = container.Children.IndexOf(child);
        var from = index == 0 ? container.ValueStart + 1 : container.Children[index - 1].End;
        var start = LastBefore(bytes, from, child.Start);
        var comma = CommaAfter(bytes, child.End, container.End - 1);
        var end = comma < 0 ? child.End : comma + 1;
        if (EndsInLineComment(bytes, from, start) && !IsLastOfLine(bytes, end))
        {
            // What follows would become part of that comment.
            start = child.Start;
            end = SkipBlanks(bytes, end);
        }

        bytes = Splice(bytes, start, end - start, "");
        return comma >= 0 || index == 0 || CommaAfter(bytes, from, start) is not (>= 0 and var before) ? bytes : Splice(bytes, before, 1, "");
    }

    /// <summary>A text as a JSON string.</summary>
    public static string Quote(string text) =>
        "\"" + JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping) + "\"";

    private static byte[] Splice(byte[] bytes, int at, int length, string text) => [.. bytes[..at], .. Encoding.UTF8.GetBytes(text), .. bytes[(at + length)..]];

    // Between two values there are blanks, comments, and one comma.
    private static int CommaAfter(byte[] bytes, int at, int end)
    {
        for (; at < end; at++)
        {
            if (bytes[at] == ',')
            {
                return at;
            }

            at = SkipComment(bytes, at, end);
        }

        return -1;
    }

    // At the last character of a comment, or where there is none.
    private static int SkipComment(byte[] bytes, int at, int end)
    {
        if (bytes[at] != '/' || at + 1 >= end)
        {
            return at;
        }

        var close = bytes[at + 1] == '/' ? bytes.AsSpan(at, end - at).IndexOfAny((byte)'\n', (byte)'\r')
            : bytes.AsSpan(at + 2, Math.Max(0, end - at - 2)).IndexOf("*/"u8) is >= 0 and var found ? found + 3
            : -1;
        return close < 0 ? end : at + close - (bytes[at + 1] == '/' ? 1 : 0);
    }

    private static bool EndsInLineComment(byte[] bytes, int at, int end)
    {
        for (; at < end; at++)
        {
            var isLine = at + 1 < end && bytes[at] == '/' && bytes[at + 1] == '/';
            at = SkipComment(bytes, at, end);
            if (isLine && at >= end - 1)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsLastOfLine(byte[] bytes, int at) =>
        SkipBlanks(bytes, at) is var next && (next == bytes.Length || bytes[next] is (byte)'\n' or (byte)'\r');

    private static int SkipBlanks(byte[] bytes, int at)
    {
        while (at < bytes.Length && bytes[at] is (byte)' ' or (byte)'\t')
        {
            at++;
        }

        return at;
    }

    // Where the line ends, its comments included, or what holds it does.
    private static int EndOfLine(byte[] bytes, int at, int end)
    {
        var last = at;
        for (; at < end && bytes[at] is not ((byte)'\n' or (byte)'\r'); at++)
        {
            at = SkipComment(bytes, at, end);
            last = bytes[Math.Min(at, end - 1)] is (byte)' ' or (byte)'\t' ? last : at + 1;
        }

        return Math.Min(last, end);
    }

    private static int LastBefore(byte[] bytes, int least, int at)
    {
        while (at > least && bytes[at - 1] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            at--;
        }

        return at;
    }

    private static bool HasLineBreak(byte[] bytes, int start, int end) => bytes.AsSpan(start, Math.Max(0, end - start)).Contains((byte)'\n');

    private static bool IsFirstOfLine(byte[] bytes, int at) => LastBefore(bytes, 0, at) is var before && (before == 0 || HasLineBreak(bytes, before, at));

    private static string IndentOf(byte[] bytes, int at)
    {
        var start = bytes.AsSpan(0, at).LastIndexOf((byte)'\n') + 1;
        var end = start;
        while (end < at && bytes[end] is (byte)' ' or (byte)'\t')
        {
            end++;
        }

        return Encoding.UTF8.GetString(bytes, start, end - start);
    }

    // That of the first line that has one.
    private static string UnitOf(byte[] bytes)
    {
        foreach (var line in Encoding.UTF8.GetString(bytes).Split('\n').Skip(1))
        {
            var text = line.TrimStart(' ', '\t');
            if (text.Length < line.Length && text.Trim().Length > 0)
            {
                return line[..^text.Length];
            }
        }

        return "  ";
    }
}
