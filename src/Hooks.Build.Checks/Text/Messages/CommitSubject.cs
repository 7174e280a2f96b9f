using Hooks.Build.Graph;

namespace Hooks.Build.Checks.Text.Messages;

/// <summary>The form that Conventional Commits gives the first line: <c>type(scope)!: subject</c>.</summary>
internal sealed class CommitSubject(IReadOnlyList<string> types, IReadOnlyList<string> scopes)
{
    private const string Breaking = "BREAKING CHANGE";
    private static readonly char[] BetweenScopes = [',', '/', '\\'];

    /// <summary>What to write.</summary>
    public string Example => scopes.Count > 0 ? "type(scope): subject" : "type: subject or type(scope): subject";

    /// <summary>What is wrong with a first line and what to write instead; <see langword="null"/> where nothing is.</summary>
    public string? Problem(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var head = colon < 0 ? "" : line[..colon];
        var open = head.IndexOf('(', StringComparison.Ordinal);
        var isBreaking = head.EndsWith('!');
        var typeAndScope = isBreaking ? head[..^1] : head;
        var type = open < 0 ? typeAndScope : head[..open];
        if (colon < 0 || type.Length == 0 || type.AsSpan().IndexOfAny(" \t()") >= 0 || (open >= 0 && !typeAndScope.EndsWith(')')))
            return $"the first line is not of the form 'type(scope): subject'; write {Example}, with one of the types {string.Join(", ", types)}";

        return ProblemOfType(type)
            ?? (open < 0 ? null : ProblemOfScope(typeAndScope[(open + 1)..^1]))
            ?? ProblemOfText(head, line[(colon + 1)..]);
    }

    /// <summary>
    /// What is wrong with a line that means to be the footer of a breaking change; <see langword="null"/> where nothing is, or it is no such line.
    /// </summary>
    /// <param name="line">The line.</param>
    /// <param name="isLast">Whether nothing follows it that could say what breaks.</param>
    public static string? ProblemOfFooter(string line, bool isLast)
    {
        const int length = 15;
        if (line.Length <= length || line[length] != ':' || line[8] is not (' ' or '-')
            || !line.StartsWith("BREAKING", StringComparison.OrdinalIgnoreCase)
            || string.Compare(line, 9, "CHANGE", 0, 6, StringComparison.OrdinalIgnoreCase) != 0)
        {
            return null;
        }

        if (!line.StartsWith("BREAKING", StringComparison.Ordinal) || line[9..length] != "CHANGE")
            return $"a breaking change is told in capitals; write '{Breaking}: ' and what breaks";

        var text = line[(length + 1)..];
        return text.Length == 0
            ? isLast ? $"nothing stands behind '{line}'; write what breaks" : null
            : text[0] == ' ' ? null : $"no blank stands behind the colon; write '{line[..length]}: {text}'";
    }

    private string? ProblemOfType(string type)
    {
        if (types.Contains(type, StringComparer.Ordinal))
            return null;

        return $"'{type}' is no type of commit; write {Meant(type, types)}";
    }

    private string? ProblemOfScope(string scope)
    {
        if (scope.Length == 0)
            return "the scope is empty; write one between the brackets, or leave them out";
        if (scopes.Count == 0 || scopes.Contains(scope, StringComparer.Ordinal))
            return null;

        var unknown = Array.Find(scope.Split(BetweenScopes, StringSplitOptions.TrimEntries), one => !scopes.Contains(one, StringComparer.Ordinal));
        return unknown is null ? null
            : unknown.Length == 0 ? $"the scope '{scope}' lacks one; write it like (a,b)"
            : $"'{unknown}' is no scope; write {Meant(unknown, scopes)}";
    }

    // Of names as short as one mistake each is as near as the others.
    private static string Meant(string name, IReadOnlyList<string> names) =>
        NameSuggestion.Closest(name, names) ?? (names.Count == 1 ? names[0] : "one of " + string.Join(", ", names));

    private static string? ProblemOfText(string head, string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return $"nothing stands behind '{head}:'; write what the commit does";

        return text[0] != ' ' ? $"no blank stands behind the colon; write '{head}: {text}'"
            : text[1] == ' ' ? $"more than one blank stands behind the colon; write '{head}: {text.Trim()}'"
            : null;
    }
}
