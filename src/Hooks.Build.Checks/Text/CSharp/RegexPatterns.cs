using System.Text.RegularExpressions;
using Hooks.Build.Checks.Text.Lines;

namespace Hooks.Build.Checks.Text.CSharp;

/// <summary>Patterns of Regex and [GeneratedRegex] in C# can be parsed. Patterns that are put together from parts are left alone.</summary>
internal sealed class RegexPatterns : FileCheck
{
    public override void Check(CheckedFile file, ReadOnlySpan<byte> content, Findings findings)
    {
        if (content.IndexOf("Regex"u8) < 0)
            return;

        var lines = new LineCursor();
        var tokens = ReadAll(content);
        for (var i = 0; i < tokens.Count; i++)
        {
            if (RegexCall.Read(tokens, i) is { } found && PatternProblem.Of(found.Pattern, found.Options) is { } problem)
                findings.Add(lines.LineAt(content, found.Start), LineCursor.ColumnAt(content, found.Start), problem);
        }
    }

    private static List<CSharpToken> ReadAll(ReadOnlySpan<byte> content)
    {
        var tokens = new List<CSharpToken>();
        var reader = new CSharpReader(content);
        do
            tokens.Add(reader.Read());
        while (tokens[^1].Kind != CSharpTokenKind.End);

        return tokens;
    }
}

/// <summary>Hands a pattern to .NET's own parser.</summary>
internal static class PatternProblem
{
    /// <summary>What is wrong with a pattern; <see langword="null"/> where nothing is.</summary>
    public static string? Of(string pattern, RegexOptions? options)
    {
        var problem = Parse(pattern, options ?? RegexOptions.None);

        // Where the options are not known, those count under which it could be right.
        return options is null && problem is not null && Parse(pattern, RegexOptions.IgnorePatternWhitespace) is null ? null : problem;
    }

    private static string? Parse(string pattern, RegexOptions options)
    {
        try
        {
            _ = new Regex(pattern, options, TimeSpan.FromSeconds(1));
            return null;
        }
        catch (RegexParseException e)
        {
            return $"the pattern cannot be parsed: {PatternErrors.Text(e.Error)} (character {e.Offset} of it); correct it";
        }
        catch (ArgumentOutOfRangeException)
        {
            return "the pattern's options cannot stand together; leave out one of them";
        }
        catch (NotSupportedException)
        {
            return "the pattern needs what RegexOptions.NonBacktracking cannot do, such as a look-around or a back reference; leave out one of the two";
        }
    }
}
