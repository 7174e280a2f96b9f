namespace Hooks.Build.Checks.Agents;

/// <summary>
/// A command of PowerShell that gives a variable a value, or a list: <c>$n = 'x'</c>, <c>$n += 'x'</c>, <c>$n = 'a', 'b'</c>, <c>$n = @(</c>; or what a command
/// prints.
/// </summary>
/// <param name="Name">The variable.</param>
/// <param name="Target">What stands for it at the begin of the first word: that is no use of it.</param>
/// <param name="Adds">Whether what it had before stays: <c>+=</c>.</param>
/// <param name="Start">Which word it begins with: words of a shell's grammar may stand before.</param>
/// <param name="At">Which word its sign stands in.</param>
internal readonly record struct PowerShellAssignment(string Name, string Target, bool Adds, int Start, int At)
{
    private static readonly string[] Scopes = ["script:", "global:", "local:", "private:", "using:"];

    /// <summary>Reads the words of a command; <see langword="null"/> where it is none.</summary>
    public static PowerShellAssignment? Of(IReadOnlyList<string> words)
    {
        var start = 0;
        while (start < words.Count && WrappedCommand.IsKeyword(words[start]))
            start++;

        // A type may stand before: [string]$n = 'x'.
        if (start == words.Count
            || words[start] is not { } first
            || first.IndexOf('$', StringComparison.Ordinal) is not (>= 0 and var dollar)
            || (dollar > 0 && !(first[0] == '[' && first[dollar - 1] == ']')))
            return null;

        var (name, end) = NameAt(first, dollar);
        if (name.Length == 0)
            return null;

        var rest = first[end..];
        var sign = rest.Length > 0 ? rest : start + 1 < words.Count ? words[start + 1] : "";
        var length = sign.StartsWith('=') && !sign.StartsWith("==", StringComparison.Ordinal) ? 1 : sign.StartsWith("+=", StringComparison.Ordinal) ? 2 : 0;
        return length == 0
            ? null
            : new PowerShellAssignment(name, rest.Length > 0 ? first[..(end + length)] : first, length == 2, start, rest.Length > 0 ? start : start + 1);
    }

    /// <summary>The words of the value.</summary>
    public List<string> ValueOf(IReadOnlyList<string> words)
    {
        var first = At == Start ? words[At][Target.Length..] : words[At][(Adds ? 2 : 1)..];
        return first.Length > 0 ? [first, .. words.Skip(At + 1)] : [.. words.Skip(At + 1)];
    }

    /// <summary>Whether the value is a command that runs, and not what stands in quotes or is a variable, a number, a list or of a type.</summary>
    /// <param name="command">The whole command.</param>
    public bool RunsCommand(ShellCommand command) =>
        ValueOf(command.Words) is [var first, ..] value
            && !command.Quoted.Contains(command.Words.Count - value.Count)
            && (char.IsAsciiLetter(first[0]) || first[0] is '/' or '.' or '~' or '&');

    /// <summary>The variable of a loop, and where it goes through: <c>$f in 'a', 'b'</c>.</summary>
    public static string LoopOf(IReadOnlyList<string> words) =>
        words.Count > 1
            && words[1].Equals("in", StringComparison.OrdinalIgnoreCase)
            && words[0].StartsWith('$')
            && NameAt(words[0], 0) is { Name.Length: > 0 } found
            && found.End == words[0].Length ? found.Name : "";

    /// <summary>The words of a list, whose commas stand in or between the words that a shell reads.</summary>
    public static List<string> Listed(IEnumerable<string> words) => [.. words.SelectMany(word => word.Split(',')).Where(word => word.Length > 0)];

    private static (string Name, int End) NameAt(string word, int at)
    {
        var isBraced = word.AsSpan(at).StartsWith("${");
        var begin = at + (isBraced ? 2 : 1);
        begin += Array.Find(Scopes, scope => word.AsSpan(begin).StartsWith(scope, StringComparison.OrdinalIgnoreCase))?.Length ?? 0;
        var end = begin;
        while (end < word.Length && (char.IsAsciiLetterOrDigit(word[end]) || word[end] == '_'))
            end++;

        return isBraced && (end >= word.Length || word[end] != '}') ? ("", end) : (word[begin..end], isBraced ? end + 1 : end);
    }
}
