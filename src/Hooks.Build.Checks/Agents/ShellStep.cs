namespace Hooks.Build.Checks.Agents;

/// <summary>One command, as it runs in the end.</summary>
/// <param name="Command">The command as the script has it, with the values of its variables.</param>
/// <param name="Words">The name of its program, as it is written, and the words after that; empty where it runs none.</param>
/// <param name="Variables">What it sets: <c>NAME=value</c>.</param>
/// <param name="Folders">The folders in which it may run; an empty one is that of the command line.</param>
/// <param name="Scripts">The scripts that it is given to run.</param>
internal sealed record ShellStep(
    ShellCommand Command, IReadOnlyList<string> Words, IReadOnlyList<string> Variables, IReadOnlyList<string> Folders, IReadOnlyList<string> Scripts)
{
    /// <summary>The name of its program; empty where there is none.</summary>
    public string Name { get; } = Words.Count == 0 ? "" : WrappedCommand.NameOf(Words[0]);

    /// <summary>The words after that.</summary>
    public IReadOnlyList<string> Rest { get; } = [.. Words.Skip(1)];

    /// <summary>What it says to git; <see langword="null"/> where it runs another program.</summary>
    public GitCommandLine? Git { get; private init; }

    /// <summary>Whether it runs what it reads.</summary>
    public bool ReadsScript { get; private init; }

    /// <summary>A variable that has one of several values after it, that of a loop, or all of them, a list.</summary>
    public VariableValues Alternatives { get; private init; } = VariableValues.None;

    /// <summary>The same where a parenthesis follows, with what is in it.</summary>
    public VariableValues Opens { get; private init; } = VariableValues.None;

    /// <summary>What a command of PowerShell is given through its pipe, as far as the line names it.</summary>
    public IReadOnlyList<WrittenPath> Piped { get; init; } = [];

    /// <summary>Reads a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="folders">The folders that commands before it may have gone to.</param>
    /// <param name="shell">Which shell reads it.</param>
    public static ShellStep Of(ShellCommand command, IReadOnlyList<string> folders, ShellKind shell)
    {
        List<string> variables = [];
        List<string> scripts = [];
        var folder = "";
        var isPosix = shell == ShellKind.Posix;
        var assignment = isPosix ? null : PowerShellAssignment.Of(command.Words);
        var isValue = assignment?.RunsCommand(command) == false;
        var words = isValue ? [] : WrappedCommand.Unwrap(assignment?.ValueOf(command.Words) ?? command.Words, variables, scripts, ref folder);
        var where = folder.Length == 0 ? folders : [.. folders.Select(begin => HookFolder.Combine(begin, folder))];
        var opens = VariableValues.OpenedBy(command.Words, assignment, isPosix);
        if (words.Count == 0)
            return new ShellStep(command, [], variables, where, scripts)
            {
                Opens = opens,
                Alternatives = isValue ? VariableValues.Of(command.Words, assignment, isPosix) : VariableValues.None,
            };

        var (name, rest) = (WrappedCommand.NameOf(words[0]), words[1..]);
        variables.AddRange(Exported(words[0], rest, shell));
        var readsScript = scripts.TrueForAll(script => script is "-") && ScriptArguments.ReadsScript(name, rest);
        var git = name.Equals("git", StringComparison.OrdinalIgnoreCase) ? GitCommandLine.Of(rest) : null;
        return new ShellStep(command, words, variables, where, [.. scripts, .. git?.Scripts ?? []])
        {
            Git = git,
            ReadsScript = readsScript,
            Opens = opens,
            Alternatives = VariableValues.Of(words, null, isPosix),
        };
    }

    /// <summary>The same command within the parentheses of a list.</summary>
    /// <param name="list">The list, if it is in one.</param>
    public ShellStep With(VariableValues list) => list.Name.Length == 0 || Words.Count == 0 ? this : this with { Alternatives = list.With(Words) };

    // export A=b, set A=b, setx A b, $env:A = b, and their like. In bash set gives words to the script, and $env: is nothing.
    private static IEnumerable<string> Exported(string command, IReadOnlyList<string> rest, ShellKind shell)
    {
        if (command.StartsWith("${env:", StringComparison.OrdinalIgnoreCase))
            command = "$" + command[2..].Replace("}", "", StringComparison.Ordinal);

        if (shell == ShellKind.Posix && (command.StartsWith("$env:", StringComparison.OrdinalIgnoreCase) || command is "set"))
            return [];

        if (command.StartsWith("$env:", StringComparison.OrdinalIgnoreCase))
        {
            var text = command["$env:".Length..] + string.Concat(rest.Take(2));
            return text.Contains('=', StringComparison.Ordinal) ? [text.Replace(" ", "", StringComparison.Ordinal)] : [];
        }

        return command.ToUpperInvariant() switch
        {
            "EXPORT" or "DECLARE" or "TYPESET" or "LOCAL" or "READONLY" => rest.Where(WrappedCommand.IsAssignment),
            "SET" or "SETX" or "SETENV" =>
                rest.Where(WrappedCommand.IsAssignment)
                    .Concat(rest.SkipWhile(word => word.StartsWith('-')).ToList() is [var name, var value] ? [name + "=" + value] : []),
            "SET-ITEM" or "SI" or "NEW-ITEM" or "NI" or "SET-CONTENT" or "SC" when shell != ShellKind.Posix => OfEnvironment(rest),
            _ => [],
        };
    }

    // Set-Item env:A b, Set-Item -Path Env:\A -Value b
    private static IEnumerable<string> OfEnvironment(IReadOnlyList<string> rest)
    {
        List<string> plain = [.. rest.Where(word => !word.StartsWith('-'))];
        var at = plain.FindIndex(word => word.StartsWith("env:", StringComparison.OrdinalIgnoreCase));
        return at >= 0 && plain.Count > 1
            ? [plain[at]["env:".Length..].TrimStart('\\', '/') + "=" + (at + 1 < plain.Count ? plain[at + 1] : plain[at - 1])]
            : [];
    }
}
