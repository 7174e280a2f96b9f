using System.Text;

namespace Hooks.Build.Checks.Agents;

/// <summary>Variables that a script sets itself.</summary>
public sealed class ShellVariables
{
    // What doubles itself at each step is no path.
    private const int Longest = 4096;
    private const int MostValues = 1000;
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);

    /// <summary>Takes what a command sets. What may not run leaves the value before possible, too.</summary>
    internal void Follow(ShellStep step)
    {
        Set(step.Variables, mayNotRun: step.Command.IsAfterFailure || step.Command.IsAfterSuccess);
        var (name, values) = step.Alternatives;
        if (name.Length > 0)
        {
            Keep(name, [.. values.SelectMany(ExpandAll), .. step.Name is "for" or "select" ? [] : _values.GetValueOrDefault(name, []).Where(value => value.Length > 0)]);
        }
    }

    /// <summary>Takes what a command sets: <c>NAME=value</c>, or <c>NAME+=value</c>, which adds to what there is.</summary>
    /// <param name="assignments">What it sets.</param>
    /// <param name="mayNotRun">Whether the values before are possible, too.</param>
    public void Set(IReadOnlyList<string> assignments, bool mayNotRun = false)
    {
        foreach (var assignment in assignments)
        {
            var sign = assignment.IndexOf('=', StringComparison.Ordinal);
            var name = assignment[..sign].TrimEnd('+');
            List<string> values = [.. ExpandAll((name.Length < sign ? $"${{{name}:-}}" : "") + assignment[(sign + 1)..])];
            Keep(name, mayNotRun ? [.. values, .. _values.GetValueOrDefault(name, [$"${{{name}}}"])] : values);
        }
    }

    /// <summary>What a word may stand for, with the values of those that are known; <c>$NAME</c>, <c>${NAME}</c> and <c>${NAME:-default}</c> of others stay.</summary>
    public IReadOnlyList<string> ExpandAll(string word)
    {
        List<string> words = [word];
        foreach (var name in _values.Keys.Where(name => word.Contains(name, StringComparison.Ordinal)))
        {
            words = [.. words.SelectMany(each => _values[name].Select(value => Expand(each, other => other == name ? value : null, takesDefaults: false))).Distinct(StringComparer.Ordinal).Take(MostValues)];
        }

        return words;
    }

    private void Keep(string name, List<string> values) =>
        _values[name] = [.. values.Take(MostValues).Select(value => value.Length > Longest ? "$" : value).Concat(values.Count > MostValues ? ["$"] : []).Distinct(StringComparer.Ordinal)];

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
        if (rest.StartsWith('[') && rest.EndsWith(']'))
        {
            // One of a list, or all.
            rest = "";
        }

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
