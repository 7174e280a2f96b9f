namespace Hooks.Build.Checks.Agents;

/// <summary>Goes through all that a command line runs, as far as it says so itself: its commands, and those of the scripts that it gives to shells.</summary>
internal static class ShellWalk
{
    /// <summary>Why a command line was not read to its end.</summary>
    public const string TooDeep = "it is nested so deeply that nobody can tell what it runs";

    /// <summary>The same, as a quote or a substitution has no end.</summary>
    public const string Open = "it ends within a quote or a substitution, so that nobody can tell what it runs";

    /// <summary>The same, as it changes its folder again and again.</summary>
    public const string Lost = "it goes to so many folders that nobody can tell where it runs";

    private const int Deepest = 16;
    private const int MostScripts = 1000;

    /// <summary>Judges one command after the other.</summary>
    /// <param name="commandLine">The command line.</param>
    /// <param name="judge">Says what is wrong with a command; <see langword="null"/> where nothing is.</param>
    /// <param name="shell">Which shell reads the command line. What it gives to others they read.</param>
    /// <param name="isThere">Whether a folder that the command line names is there for certain; <see langword="null"/> where nobody knows.</param>
    /// <param name="rewritten">Another form in which a script is read as well, by the shell that reads it; <see langword="null"/> for none.</param>
    /// <returns>What is wrong with the first; <see cref="TooDeep"/>, <see cref="Open"/> or <see cref="Lost"/> where nobody can read them all; else <see langword="null"/>.</returns>
    public static string? Find(string commandLine, Func<ShellStep, string?> judge, ShellKind shell = ShellKind.Unknown, Func<string, bool>? isThere = null, Func<string, ShellKind, string?>? rewritten = null)
    {
        Queue<(string Script, ShellKind Shell, string Folder, int Depth, bool IsGuess)> scripts = new([(commandLine, shell, "", 0, false)]);
        HashSet<(string, ShellKind, string, bool)> known = [];
        for (var count = 0; scripts.TryDequeue(out var next); count++)
        {
            var readings = ScriptReadings.Of(next.Script, next.Shell);
            foreach (var script in rewritten?.Invoke(next.Script, next.Shell) is { } other ? readings.Concat(ScriptReadings.Of(other, next.Shell)) : readings)
            {
                if (next.Depth > Deepest || count > MostScripts || script.IsTooDeep)
                {
                    return TooDeep;
                }

                // A substitution may run after any of them.
                WorkingFolder folder = new(next.Folder, isThere);
                IReadOnlyList<string> where = [next.Folder];
                var list = "";
                ScriptPipe pipe = new();
                foreach (var command in script.Commands)
                {
                    if (folder.EntersOrLeaves(command))
                    {
                        list = command == ShellCommand.Open ? list : "";
                        continue;
                    }

                    List<string> nested = [];
                    where = folder.Of(command);
                    var step = Read(command, folder, pipe, nested, next.Shell, list);
                    list = step.Variables is [.., var last] && step.Name.Length == 0 && last.EndsWith('=') ? last.TrimEnd('=', '+') : list;
                    if (folder.AreTooMany)
                    {
                        return Lost;
                    }

                    if (judge(step) is { } found)
                    {
                        return found;
                    }

                    nested.ForEach(inner => Add(inner, ShellKind.Unknown, next.IsGuess));
                }

                if (script.IsOpen && !next.IsGuess)
                {
                    return Open;
                }

                where = folder.All;
                foreach (var inner in script.Nested)
                {
                    Add(inner, next.Shell, next.IsGuess);
                }

                foreach (var inner in script.Guessed)
                {
                    Add(inner, next.Shell, isGuess: true);
                }

                // A command that is read in two ways gives it twice.
                void Add(string inner, ShellKind innerShell, bool isGuess)
                {
                    foreach (var begin in where.Where(begin => known.Add((inner, innerShell, begin, isGuess))))
                    {
                        scripts.Enqueue((inner, innerShell, begin, next.Depth + 1, isGuess));
                    }
                }
            }
        }

        return null;
    }

    private static ShellStep Read(ShellCommand command, WorkingFolder folder, ScriptPipe pipe, List<string> nested, ShellKind shell, string list)
    {
        List<string> variables = [];
        var words = WrappedCommand.Unwrap(command.Words, variables, nested);
        if (words.Count == 0)
        {
            pipe.Pass(command, "", []);
            return new ShellStep(command, "", [], variables, folder.Of(command), Git: null);
        }

        var name = WrappedCommand.NameOf(words[0]);
        var rest = words[1..];
        variables.AddRange(Exported(words[0], rest, shell));
        if (nested.TrueForAll(script => script is "-") && ScriptArguments.ReadsScript(name, rest))
        {
            nested.AddRange(pipe.TextsFor(command));
        }

        pipe.Pass(command, name, words);
        var git = name.Equals("git", StringComparison.OrdinalIgnoreCase) ? GitCommandLine.Of(rest) : null;
        nested.AddRange(git?.Scripts ?? []);
        var where = folder.Of(command);
        if (!command.IsUncut)
        {
            folder.Follow(command, name, rest);
        }

        return new ShellStep(command, name, rest, variables, where, git) { Alternatives = list.Length > 0 ? (list, words) : AlternativesOf(name, rest) };
    }

    // for f in a b
    private static (string Name, IReadOnlyList<string> Values) AlternativesOf(string name, IReadOnlyList<string> rest) =>
        name is "for" or "select" && rest.Count > 1 && rest[1] == "in" ? (rest[0], [.. rest.Skip(2)]) : ("", []);

    // export A=b, set A=b, setx A b, $env:A = b, and their like. In bash set gives words to the script, and $env: is nothing.
    private static IEnumerable<string> Exported(string command, IReadOnlyList<string> rest, ShellKind shell)
    {
        if (shell == ShellKind.Posix && (command.StartsWith("$env:", StringComparison.OrdinalIgnoreCase) || command is "set"))
        {
            return [];
        }

        if (command.StartsWith("$env:", StringComparison.OrdinalIgnoreCase))
        {
            var text = command["$env:".Length..] + string.Concat(rest.Take(2));
            return text.Contains('=', StringComparison.Ordinal) ? [text.Replace(" ", "", StringComparison.Ordinal)] : [];
        }

        return command.ToUpperInvariant() switch
        {
            "EXPORT" or "DECLARE" or "TYPESET" or "LOCAL" or "READONLY" => rest.Where(WrappedCommand.IsAssignment),
            "SET" or "SETX" or "SETENV" => rest.Where(WrappedCommand.IsAssignment).Concat(rest.SkipWhile(word => word.StartsWith('-')).ToList() is [var name, var value] ? [name + "=" + value] : []),
            _ => [],
        };
    }
}

/// <summary>One command, as it runs in the end.</summary>
/// <param name="Command">The command as the script has it.</param>
/// <param name="Name">The name of its program; empty where there is none.</param>
/// <param name="Rest">The words after that.</param>
/// <param name="Variables">What it sets: <c>NAME=value</c>.</param>
/// <param name="Folders">The folders that commands before it may have gone to; an empty one is that of the command line.</param>
/// <param name="Git">What it says to git; <see langword="null"/> where it runs another program.</param>
internal sealed record ShellStep(ShellCommand Command, string Name, IReadOnlyList<string> Rest, IReadOnlyList<string> Variables, IReadOnlyList<string> Folders, GitCommandLine? Git)
{
    /// <summary>A variable that has one of several values after it: that of a loop, or a list.</summary>
    public (string Name, IReadOnlyList<string> Values) Alternatives { get; init; } = ("", []);
}
