using System.Text;

namespace Hooks.Build.Checks.Agents;

/// <summary>Variables that a script sets itself.</summary>
public sealed class ShellVariables
{
    // What doubles itself at each step is no path.
    private const int Longest = 4096;
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>Takes what a command sets: <c>NAME=value</c>, or <c>NAME+=value</c>, which adds to what there is.</summary>
    public void Set(IReadOnlyList<string> assignments)
    {
        foreach (var assignment in assignments)
        {
            var sign = assignment.IndexOf('=', StringComparison.Ordinal);
            var name = assignment[..sign].TrimEnd('+');
            var value = Expand((name.Length < sign ? $"${{{name}:-}}" : "") + assignment[(sign + 1)..]);
            _values[name] = value.Length > Longest ? "$" : value;
        }
    }

    /// <summary>A word with the values of those that are known; <c>$NAME</c>, <c>${NAME}</c> and <c>${NAME:-default}</c> of others stay.</summary>
    public string Expand(string word) => Expand(word, name => _values.GetValueOrDefault(name), takesDefaults: false);

    /// <summary>A word with the values of those that somebody knows.</summary>
    /// <param name="word">The word.</param>
    /// <param name="valueOf">The value of a variable; <see langword="null"/> where it is not known.</param>
    /// <param name="takesDefaults">Whether one that is not known has its default, where the word has one.</param>
    public static string Expand(string word, Func<string, string?> valueOf, bool takesDefaults)
    {
        if (!word.Contains('$', StringComparison.Ordinal))
        {
            return word;
        }

        StringBuilder text = new(word.Length);
        for (var at = 0; at < word.Length;)
        {
            if (TryRead(word, at, out var name, out var otherwise, out var end)
                && (valueOf(name) is { } known ? known.Length == 0 ? otherwise ?? "" : known : takesDefaults ? otherwise : null) is { } value)
            {
                _ = text.Append(value);
                at = end;
            }
            else
            {
                _ = text.Append(word[at]);
                at++;
            }
        }

        return text.ToString();
    }

    // $NAME and ${NAME}, and with a default ${NAME:-default}, ${NAME-default}, ${NAME:=default} and ${NAME=default}: an empty one counts as none in all of them.
    private static bool TryRead(string word, int at, out string name, out string? otherwise, out int end)
    {
        var isBraced = word.AsSpan(at).StartsWith("${");
        var begin = at + (isBraced ? 2 : 1);
        end = begin;
        while (word[at] == '$' && end < word.Length && (char.IsAsciiLetterOrDigit(word[end]) || word[end] == '_'))
        {
            end++;
        }

        (name, otherwise) = (end > begin ? word[begin..end] : "", null);
        if (name.Length == 0 || !isBraced)
        {
            return name.Length > 0;
        }

        if (word.IndexOf('}', end) is not (>= 0 and var close))
        {
            return false;
        }

        var rest = word[end..close];
        var sign = rest.StartsWith(':') ? 1 : 0;
        end = close + 1;
        if (rest.Length == 0)
        {
            return true;
        }

        otherwise = rest.Length > sign && rest[sign] is '-' or '=' ? rest[(sign + 1)..] : null;
        return otherwise is not null;
    }
}
