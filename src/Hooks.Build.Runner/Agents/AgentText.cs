using System.Text;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Agents;

/// <summary>Text that goes to an agent's model, or to whoever sits before it: what hooks say may hold what somebody else has written.</summary>
internal static class AgentText
{
    /// <summary>The most characters of a text: agents cut theirs at 10,000, some without saying so.</summary>
    public const int Most = 9000;

    private const string Cut = "\n[... cut]";

    /// <summary>The text without characters that hide or command, and not too long.</summary>
    public static string Clean(string text, int most = Most)
    {
        StringBuilder clean = new(Math.Min(text.Length, most));
        for (var i = 0; i < text.Length; i++)
        {
            if (clean.Length + 1 >= most - Cut.Length)
            {
                return clean.Append(Cut).ToString();
            }

            if (text[i] == '\x1b')
            {
                i = EscapeSequence.After(text, i) - 1;
                continue;
            }

            var isPair = char.IsSurrogatePair(text, i);
            var code = isPair ? char.ConvertToUtf32(text[i], text[i + 1]) : text[i];
            if (IsHidden(code) || (char.IsSurrogate(text[i]) && !isPair))
            {
                i += isPair ? 1 : 0;
                continue;
            }

            _ = clean.Append(text, i, isPair ? 2 : 1);
            i += isPair ? 1 : 0;
        }

        return clean.ToString().Trim();
    }

    /// <summary>Texts in their order, those that are empty or said already left out.</summary>
    public static string Join(IEnumerable<string> texts) => string.Join("\n\n", texts.Where(text => text.Length > 0).Distinct(StringComparer.Ordinal));

    /// <summary>What somebody else wrote, marked as that.</summary>
    public static string Quote(IEnumerable<string> lines) => string.Join('\n', lines.Select(line => "> " + line));

    // Controls; what turns, joins or hides text; tags, which models read and people do not see.
    private static bool IsHidden(int code) =>
        (code < 0x20 && code is not ('\n' or '\t'))
            || code is (>= 0x7f and < 0xa0) or 0xad or 0x61c or (>= 0x200b and <= 0x200f) or (>= 0x2028 and <= 0x202e) or (>= 0x2060 and <= 0x206f)
                or 0xfeff or (>= 0xfff9 and <= 0xfffb) or (>= 0xfe00 and <= 0xfe0f) or (>= 0xe0000 and <= 0xe0fff);
}
