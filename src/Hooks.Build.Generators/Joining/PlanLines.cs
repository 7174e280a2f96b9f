using System.Globalization;
using System.Text;

namespace Hooks.Build.Generators.Joining;

/// <summary>Reads the lines of a plan that <see cref="Emission.PlanText"/> wrote.</summary>
internal static class PlanLines
{
    /// <summary>The names and values, in their order; no value for a null.</summary>
    /// <exception cref="FormatException">It is no plan.</exception>
    public static List<KeyValuePair<string, string?>> Read(string text)
    {
        if (!text.EndsWith("\n", StringComparison.Ordinal))
            throw new FormatException("its last line has no end");

        var lines = new List<KeyValuePair<string, string?>>();
        for (int start = 0, end; start < text.Length; start = end + 1)
        {
            end = text.IndexOf('\n', start);
            var sign = text.IndexOf('=', start, end - start);
            lines.Add(sign < 0
                ? new(text.Substring(start, end - start), value: null)
                : new(text.Substring(start, sign - start), Unescape(text.Substring(sign + 1, end - sign - 1))));
        }

        return lines;
    }

    private static string Unescape(string value)
    {
        if (value.IndexOf('\\') < 0)
            return value;

        var text = new StringBuilder(value.Length);
        for (var at = 0; at < value.Length; at++)
        {
            if (value[at] != '\\')
                text.Append(value[at]);
            else if (at + 1 < value.Length && value[at + 1] == '\\')
                text.Append(value[++at]);
            else if (at + 5 < value.Length
                && value[at + 1] == 'u'
                && ushort.TryParse(value.Substring(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
                (_, at) = (text.Append((char)code), at + 5);
            else
                throw new FormatException("a value in it is not escaped as it must be");
        }

        return text.ToString();
    }
}
