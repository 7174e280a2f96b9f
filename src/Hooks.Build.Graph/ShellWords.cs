namespace Hooks.Build.Graph;

/// <summary>Words upon which a shell would act, and which would be handed to the program as arguments in silence, as no shell runs a command.</summary>
internal static class ShellWords
{
    private static readonly char[] Controls = ['&', '|', ';'];
    private static readonly char[] Redirections = ['<', '>'];
    private static readonly string[] NoCode = ["{files}", "{command}"];

    /// <summary>Says what a shell would do with a word of the step, and what to write instead; empty where there is none.</summary>
    public static CommandError Check(CommandArgument[] step)
    {
        var error = CheckFirst(step);
        for (var i = 0; error.Message.Length == 0 && i < step.Length; i++)
            error = CheckWord(step[i], step);

        return error;
    }

    private static CommandError CheckFirst(CommandArgument[] step)
    {
        var word = step[0];
        if (word.Unquoted == "!")
            return new($"! inverts a command in a shell, and no shell runs this; write {Script("! ...", step)}.", word.Start);

        return Variable(word.Unquoted) is { } name
            ? new(
                $"{name}= sets a variable in a shell, and no shell runs this; write env {name}=... and the program; Environment passes on a variable that is set outside.",
                word.Start)
            : new("", 0);
    }

    private static CommandError CheckWord(CommandArgument word, CommandArgument[] step)
    {
        var (start, length) = Leading(word.Unquoted) is > 0 and var leading ? (0, leading) : Trailing(word.Unquoted);
        if (length == 0)
            (start, length) = Expansion(word.Unquoted);

        if (length == 0)
            return new("", 0);

        var found = word.Unquoted.Substring(start, length);
        var lines = found == "&&" ? "each on a line of its own or " : "";
        return new(
            $"{found} {Meaning(found)} in a shell, and no shell runs this; write {lines}{Script("...", step)}, or '{found}' in quotes where it is an argument.",
            word.Positions[start]);
    }

    private static string Meaning(string found) =>
        found[0] is '$' or '`' ? found is "$(" or "`" ? "stands for what a command prints" : "stands for a variable"
        : found == "~" ? "stands for the home folder"
        : found.IndexOfAny(Redirections) >= 0 ? "is a redirection"
        : found is "&&" or "||" ? "joins commands"
        : found is "|" or "|&" ? "is a pipe"
        : found == "&" ? "starts a command in the background"
        : "ends a command";

    private static string Script(string script, CommandArgument[] step) =>
        NoCode.FirstOrDefault(placeholder => step.Any(word => word.Text.Contains(placeholder))) is { } given
            ? $"sh -c '{script} \"$@\"' _ {given}"
            : $"sh -c '{script}'";

    /// <summary>The length of the operator with which the word begins, the descriptors of a redirection included: <c>2&gt;&amp;1</c>.</summary>
    private static int Leading(string word)
    {
        var digits = Run(word, 0, char.IsDigit);
        var end = Run(word, digits, IsOperator);
        if (end == digits || (digits > 0 && !IsRedirection(word[digits])))
            return 0;

        return word[end - 1] == '&' && end - digits > 1 && IsRedirection(word[end - 2]) ? Run(word, end, char.IsDigit) : end;
    }

    private static (int Start, int Length) Trailing(string word)
    {
        var kept = word.TrimEnd(Controls).Length;
        return (kept, word.Length - kept);
    }

    /// <summary>Where a shell would put something else: <c>$NAME</c>, <c>${</c>, <c>$(</c>, a backtick, and <c>~</c> before a slash or by itself.</summary>
    private static (int Start, int Length) Expansion(string word)
    {
        if (word == "~" || word.StartsWith("~/", StringComparison.Ordinal))
            return (0, 1);

        for (var i = 0; i < word.Length; i++)
        {
            if (word[i] == '`')
                return (i, 1);

            if (word[i] != '$' || i + 1 == word.Length)
                continue;

            if (word[i + 1] is '(' or '{')
                return (i, 2);

            if (!char.IsDigit(word[i + 1]) && Run(word, i + 1, IsOfName) is var end && end > i + 1)
                return (i, end - i);
        }

        return (0, 0);
    }

    /// <summary>The name of <c>NAME=value</c>.</summary>
    private static string? Variable(string word)
    {
        var end = Run(word, 0, IsOfName);
        return end > 0 && end < word.Length && word[end] == '=' && !char.IsDigit(word[0]) ? word.Substring(0, end) : null;
    }

    private static bool IsOfName(char character) => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_';

    private static bool IsOperator(char character) => Array.IndexOf(Controls, character) >= 0 || IsRedirection(character);

    private static bool IsRedirection(char character) => Array.IndexOf(Redirections, character) >= 0;

    private static int Run(string word, int start, Func<char, bool> belongs)
    {
        while (start < word.Length && belongs(word[start]))
            start++;

        return start;
    }
}
