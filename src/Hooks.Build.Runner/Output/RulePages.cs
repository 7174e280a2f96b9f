using System.Text;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Runner.Output;

/// <summary>What the rules say, HOOK0001 and so on: the pages of <c>docs</c>, which the program has in it.</summary>
internal static class RulePages
{
    private const string Table = "diagnostics.md";
    private const int CodeLength = 8;

    /// <summary>Whether a word has the form of a code, HOOK and four digits; capitals or not.</summary>
    public static bool IsCode(string word) =>
        word.Length == CodeLength && word.StartsWith("HOOK", StringComparison.OrdinalIgnoreCase) && word.AsSpan(4).IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>The page of a rule, or what the table of all has of it; in Markdown.</summary>
    /// <exception cref="HooksException">There is no such rule.</exception>
    public static (string Code, string Text) Of(string said)
    {
        var code = said.Trim().ToUpperInvariant();
        var text = IsCode(code) ? Resource(code + ".md") ?? FromTable(code, Resource(Table)!) : null;
        return text is not null ? (code, text.Trim()) : throw new HooksException(
            Codes.UnknownName,
            $"There is no rule '{said}' of Hooks.Build: its rules are HOOK and four digits. What other codes mean is in the documentation of the tool that reports them; findings say which hook that was");
    }

    // The row, and the section that is about it.
    private static string? FromTable(string code, string page)
    {
        StringBuilder text = new();
        var isWanted = false;
        foreach (var line in page.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.StartsWith($"| {code} |", StringComparison.Ordinal))
            {
                _ = text.Append(line.Trim('|', ' ')).Append("\n\n");
            }

            isWanted = line.StartsWith("##", StringComparison.Ordinal)
                ? line.StartsWith("### ", StringComparison.Ordinal) && line.Contains(code, StringComparison.Ordinal)
                : isWanted && !line.StartsWith("<a ", StringComparison.Ordinal);
            if (isWanted)
            {
                _ = text.Append(line).Append('\n');
            }
        }

        return text.Length == 0 ? null : text.ToString();
    }

    private static string? Resource(string name)
    {
        using var stream = typeof(RulePages).Assembly.GetManifestResourceStream(name);
        if (stream is null)
        {
            return null;
        }

        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
