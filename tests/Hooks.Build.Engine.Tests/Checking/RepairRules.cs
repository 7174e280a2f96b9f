using System.Text;
using System.Text.Json;

namespace Hooks.Build.Engine.Tests.Checking;

/// <summary>
/// What a repair may change, told apart from how it is made: from both contents all is taken away that the check is about, and what is left is the same.
/// </summary>
internal static class RepairRules
{
    public static IReadOnlyDictionary<string, Func<byte[], string>> Kept { get; } = new Dictionary<string, Func<byte[], string>>
    {
        ["trailing-whitespace"] = content => string.Join(
            '\n', WithoutMark(content).Split('\n').Select(line => line.TrimEnd('\r', ' ', '\t', '\v', '\f') + (line.EndsWith('\r') ? "\r" : ""))),
        ["end-of-file-fixer"] = content => Read(content).TrimEnd('\r', '\n'),
        ["mixed-line-ending"] = content => WithoutLastEnd(OneKindOfEnd(Read(content))),
        ["mixed-line-ending --fix=crlf"] = content => Kept!["mixed-line-ending"](content),
        ["fix-byte-order-marker"] = WithoutMarks,
        ["check-editorconfig"] = content => WithoutLastEnd(string.Join(
            '\n', OneKindOfEnd(WithoutMarks(content)).Split('\n').Select(line => line.TrimEnd(' ', '\t')))),
        ["file-contents-sorter"] = content => string.Join(
            '\n',
            WithoutMark(content)
                .Split('\n')
                .Select(line => line.TrimEnd('\r'))
                .Where(line => line.AsSpan().Trim(" \t\v\f\r").Length > 0)
                .Order(StringComparer.Ordinal)),
        ["pretty-format-json"] = Values,
    };

    private static string Read(byte[] content) => Encoding.Latin1.GetString(content);

    private static string OneKindOfEnd(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    // One that is added, where there is none: no more, and no line.
    private static string WithoutLastEnd(string text) => text.EndsWith('\n') ? text[..^1] : text;

    private static string WithoutMark(byte[] content) =>
        Read(content) is var text && text.StartsWith("\u00EF\u00BB\u00BF", StringComparison.Ordinal) ? text[3..] : text;

    private static string WithoutMarks(byte[] content)
    {
        var text = Read(content);
        while (text.StartsWith("\u00EF\u00BB\u00BF", StringComparison.Ordinal))
        {
            text = text[3..];
        }

        return text;
    }

    // The values with their keys in order and their numbers as they are written.
    private static string Values(byte[] content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            StringBuilder text = new();
            Write(document.RootElement, text);
            return text.ToString();
        }
        catch (JsonException)
        {
            return Read(content);
        }
    }

    private static void Write(JsonElement value, StringBuilder text)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal))
                {
                    _ = text.Append(JsonEncodedText.Encode(property.Name)).Append(':');
                    Write(property.Value, text);
                }

                _ = text.Append('}');
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    Write(item, text);
                    _ = text.Append(',');
                }

                _ = text.Append(']');
                break;
            case JsonValueKind.String:
                _ = text.Append('"').Append(JsonEncodedText.Encode(value.GetString()!)).Append('"');
                break;
            default:
                _ = text.Append(value.GetRawText());
                break;
        }
    }
}
