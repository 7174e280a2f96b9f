namespace Hooks.Build.Checks.Agents;

/// <summary>A variable and what a command gives it: one of several values, as a loop does, or all of them, a list.</summary>
/// <param name="Name">The variable; empty for none.</param>
/// <param name="Values">The values, or the words of the list.</param>
/// <param name="IsList">Whether they are a list.</param>
/// <param name="Adds">Whether what it had before stays.</param>
/// <param name="IsPowerShell">Whether PowerShell reads it: it is a word for each of its list then, and is cut nowhere.</param>
internal readonly record struct VariableValues(string Name, IReadOnlyList<string> Values, bool IsList, bool Adds = false, bool IsPowerShell = false)
{
    /// <summary>No variable.</summary>
    public static VariableValues None { get; } = new("", [], IsList: false);

    /// <summary>What a command gives to a variable.</summary>
    /// <param name="words">Its words.</param>
    /// <param name="assignment">How PowerShell reads it; <see langword="null"/> where that sets none.</param>
    /// <param name="isPosix">Whether PowerShell does not read it.</param>
    public static VariableValues Of(IReadOnlyList<string> words, PowerShellAssignment? assignment, bool isPosix)
    {
        if (assignment is { } set)
        {
            var value = set.ValueOf(words);
            return value is ["@"] ? new(set.Name, [], IsList: true, set.Adds, IsPowerShell: true)
                : Joined(value) is { } text ? new(set.Name, [text], IsList: true, set.Adds, IsPowerShell: true)
                : value.Count > 1 && value[1] == "+" ? new(set.Name, [.. value.Where(word => word != "+")], IsList: true, set.Adds, IsPowerShell: true)
                : new(
                    set.Name,
                    value.Exists(word => word.EndsWith(',') || word.StartsWith(','))
                        ? PowerShellAssignment.Listed(value)
                        : PowerShellAssignment.Listed(value.Take(1)),
                    IsList: true,
                    set.Adds,
                    IsPowerShell: true);
        }

        if (!isPosix && PowerShellAssignment.LoopOf(words) is { Length: > 0 } loop)
            return new(loop, PowerShellAssignment.Listed(words.Skip(2)), IsList: false, IsPowerShell: true);

        // for f in a b
        return words is ["for" or "select", var name, "in", _, ..] ? new(name, [.. words.Skip(3)], IsList: false) : None;
    }

    /// <summary>What a command begins to give that is followed by a parenthesis.</summary>
    /// <inheritdoc cref="Of"/>
    public static VariableValues OpenedBy(IReadOnlyList<string> words, PowerShellAssignment? assignment, bool isPosix) =>
        assignment is { } set ? set.ValueOf(words) is [] or ["@"] ? new(set.Name, [], IsList: true, Adds: true, IsPowerShell: true) : None
        : !isPosix && PowerShellAssignment.LoopOf(words) is { Length: > 0 } loop && words.Skip(2).All(word => word == "@")
            ? new(loop, [], IsList: false, Adds: true, IsPowerShell: true)
        : words is [.., var last] && WrappedCommand.IsAssignment(last) && last.EndsWith('=') ? new(last.TrimEnd('=', '+'), [], IsList: true, Adds: true)
        : None;

    /// <summary>The same variable with the words of a command within the parentheses.</summary>
    public VariableValues With(IReadOnlyList<string> words) => this with { Values = IsPowerShell ? PowerShellAssignment.Listed(words) : words };

    // 'a' + 'b'
    private static string? Joined(List<string> value) =>
        value.Count > 2 && value.Count % 2 == 1 && value.Where((_, at) => at % 2 == 1).All(word => word == "+") && !value[0].StartsWith('$')
            ? string.Concat(value.Where((_, at) => at % 2 == 0))
            : null;
}
