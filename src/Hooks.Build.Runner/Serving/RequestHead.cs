using System.Text;

namespace Hooks.Build.Runner.Serving;

/// <summary>What a browser asks for: the head of a request of HTTP/1.1. Nobody who reads a page sends a body.</summary>
/// <param name="Method">Such as <c>GET</c>.</param>
/// <param name="Path">From the first slash to the question mark.</param>
/// <param name="Query">What stands behind the question mark; empty without one.</param>
/// <param name="Fields">The fields, by name.</param>
internal sealed record RequestHead(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>The longest that is read.</summary>
    public const int MostBytes = 16 * 1024;

    private const int MostFields = 100;

    /// <summary>Where a head ends, counted from the start; 0 where it has not ended yet.</summary>
    public static int EndOf(ReadOnlySpan<byte> bytes) => bytes.IndexOf("\r\n\r\n"u8) is >= 0 and var end ? end + 4 : 0;

    /// <summary>Reads a head.</summary>
    /// <returns><see langword="null"/> where it is none.</returns>
    public static RequestHead? Read(ReadOnlySpan<byte> bytes)
    {
        var lines = Encoding.Latin1.GetString(bytes).Split("\r\n");
        if (lines.Length > MostFields
            || lines[0].Split(' ') is not [{ Length: > 0 } method, ['/', ..] and var target, "HTTP/1.1" or "HTTP/1.0"]
            || !method.All(char.IsAsciiLetterUpper))
        {
            return null;
        }

        Dictionary<string, string> fields = new(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines.Skip(1).TakeWhile(line => line.Length > 0))
        {
            // Of a field that comes twice one program would believe the first and another the last.
            if (line.Split(':', 2) is not [{ Length: > 0 } name, var value]
                || !name.All(IsOfName)
                || value.Any(char.IsControl)
                || !fields.TryAdd(name, value.Trim(' ')))
            {
                return null;
            }
        }

        return target.Split('?', 2) is [var path, var query] ? new RequestHead(method, path, query, fields) : new RequestHead(method, target, "", fields);
    }

    /// <summary>A field; empty where it is not there.</summary>
    public string Field(string name) => Fields.GetValueOrDefault(name, "");

    /// <summary>A value of the query; empty where it is not there.</summary>
    public string Value(string name) =>
        Query.Split('&').FirstOrDefault(pair => pair.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..] ?? "";

    private static bool IsOfName(char c) =>
        char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '!' or '#' or '$' or '%' or '&' or '\'' or '*' or '+' or '^' or '`' or '|' or '~';
}
