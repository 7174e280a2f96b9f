using System.Text;

namespace Hooks.Build.Checks.Agents;

/// <summary>Variables as they stand in a word: <c>$NAME</c> and <c>${NAME}</c>, also of a list, and with a default.</summary>
/// <param name="Name">The name.</param>
/// <param name="Default">What stands for it where it has no value; <see langword="null"/> where nothing does.</param>
/// <param name="IsWholeList">Whether it is a word for each of a list: <c>${NAME[@]}</c>.</param>
/// <param name="End">Where it ends in its word.</param>
public readonly record struct ShellExpansion(string Name, string? Default, bool IsWholeList, int End)
{
    private const int Longest = 4096;

    private static readonly string[] Scopes = ["env:", "script:", "global:", "local:", "private:", "using:"];

    /// <summary>A word with the values of those that somebody knows.</summary>
    /// <param name="word">The word.</param>
    /// <param name="valueOf">The value of a variable; <see langword="null"/> where it is not known.</param>
    /// <param name="takesDefaults">Whether one that is not known has its default, where the word has one.</param>
    /// <param name="longest">How many letters are enough to know that it is too long.</param>
    public static string Expand(string word, Func<string, string?> valueOf, bool takesDefaults, int longest = int.MaxValue)
    {
        if (!word.Contains('$', StringComparison.Ordinal))
            return word;

        StringBuilder text = new(word.Length);
        for (var at = 0; at < word.Length && text.Length < longest;)
        {
            if (At(word, at) is { } found
                && (valueOf(found.Name) is { } known ? known.Length == 0 ? found.Default ?? "" : known : takesDefaults ? found.Default : null) is { } value)
            {
                _ = text.Append(value);
                at = found.End;
            }
            else
            {
                _ = text.Append(word[at]);
                at++;
            }
        }

        return text.ToString();
    }

    /// <summary>Those in a word, in order, also those in the default of another.</summary>
    internal static IEnumerable<ShellExpansion> In(string word)
    {
        for (var at = word.IndexOf('$', StringComparison.Ordinal); at >= 0; at = word.IndexOf('$', at + 1))
        {
            if (At(word, at) is { } found)
                yield return found;
        }
    }

    // ${NAME:-default}, ${NAME-default}, ${NAME:=default} and ${NAME=default}: an empty one counts as none in all of them.
    private static ShellExpansion? At(string word, int at)
    {
        if (word[at] != '$')
            return null;

        var isBraced = word.AsSpan(at).StartsWith("${");
        var begin = at + (isBraced ? 2 : 1);

        // Of PowerShell, as is its scope.
        begin += Array.Find(
            Scopes,
            scope => word.AsSpan(begin).StartsWith(scope, StringComparison.OrdinalIgnoreCase)
                && begin + scope.Length < word.Length
                && (char.IsAsciiLetter(word[begin + scope.Length]) || word[begin + scope.Length] == '_'))?.Length ?? 0;
        var end = begin;
        while (end < word.Length && (char.IsAsciiLetterOrDigit(word[end]) || word[end] == '_'))
            end++;

        var name = word[begin..end];
        if (name.Length == 0 || !isBraced)
            return name.Length > 0 ? new ShellExpansion(name, null, IsWholeList: false, end) : null;

        // No more is looked through for each.
        if (word.AsSpan(end, Math.Min(Longest, word.Length - end)).IndexOf('}') is not (>= 0 and var length))
            return null;

        var close = end + length;
        var rest = word[end..close];
        if (rest.Length == 0 || (rest.StartsWith('[') && rest.EndsWith(']')))
            return new ShellExpansion(name, null, rest is "[@]" or "[*]", close + 1);

        var sign = rest.StartsWith(':') ? 1 : 0;
        return rest.Length > sign && rest[sign] is '-' or '=' ? new ShellExpansion(name, rest[(sign + 1)..], IsWholeList: false, close + 1) : null;
    }
}
