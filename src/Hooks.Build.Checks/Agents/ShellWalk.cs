namespace Hooks.Build.Checks.Agents;

/// <summary>Goes through all that a command line runs, as far as it says so itself: its commands, and those of the scripts that it gives to shells.</summary>
internal static class ShellWalk
{
    /// <summary>Why a command line was not read to its end.</summary>
    public const string TooDeep = "it is nested so deeply that nobody can tell what it runs";

    /// <summary>The same, as a quote or a substitution has no end.</summary>
    public const string Open = "it ends within a quote or a substitution, so that nobody can tell what it runs";

    private const int Deepest = 16;
    private const int MostScripts = 1000;

    /// <summary>Judges one command after the other.</summary>
    /// <param name="commandLine">The command line.</param>
    /// <param name="judge">Says what is wrong with a command; <see langword="null"/> where nothing is.</param>
    /// <param name="shell">Which shell reads the command line. What it gives to others they read.</param>
    /// <param name="rewritten">Another form in which a script is read as well, by the shell that reads it; <see langword="null"/> for none.</param>
    /// <returns>What is wrong with the first; <see cref="TooDeep"/> or <see cref="Open"/> where nobody can read them all; else <see langword="null"/>.</returns>
    public static string? Find(string commandLine, Func<ShellStep, string?> judge, ShellKind shell = ShellKind.Unknown, Func<string, ShellKind, string?>? rewritten = null)
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
                WorkingFolder folder = new(next.Folder);
                ScriptPipe pipe = new();
                foreach (var command in script.Commands)
                {
                    if (folder.EntersOrLeaves(command))
                    {
                        continue;
                    }

                    List<string> nested = [];
                    if (judge(Read(command, folder, pipe, nested, next.Shell)) is { } found)
                    {
                        return found;
                    }

                    nested.ForEach(inner => Add(inner, ShellKind.Unknown, next.IsGuess));
                }

                if (script.IsOpen && !next.IsGuess)
                {
                    return Open;
                }

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
                    if (known.Add((inner, innerShell, folder.Path, isGuess)))
                    {
                        scripts.Enqueue((inner, innerShell, folder.Path, next.Depth + 1, isGuess));
                    }
                }
            }
        }

        return null;
    }

    private static ShellStep Read(ShellCommand command, WorkingFolder folder, ScriptPipe pipe, List<string> nested, ShellKind shell)
    {
        List<string> variables = [];
        var words = WrappedCommand.Unwrap(command.Words, variables, nested);
        if (words.Count == 0)
        {
            pipe.Pass(command, "", []);
            return new ShellStep(command, "", [], variables, folder.Path, Git: null);
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
        var where = folder.Path;
        if (!command.IsUncut)
        {
            folder.Follow(name, rest);
        }

        return new ShellStep(command, name, rest, variables, where, git);
    }

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
/// <param name="Folder">The folder that commands before it went to; empty where none did.</param>
/// <param name="Git">What it says to git; <see langword="null"/> where it runs another program.</param>
internal sealed record ShellStep(ShellCommand Command, string Name, IReadOnlyList<string> Rest, IReadOnlyList<string> Variables, string Folder, GitCommandLine? Git);
