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

    /// <summary>The same, as its variables stand for more than anybody looks through.</summary>
    public const string TooMany =
        "its variables, loops and folders stand for so many words that nobody can tell what it runs; write it as several command lines";

    private const int Deepest = 16;
    private const int MostScripts = 1000;

    /// <summary>Judges one command after the other.</summary>
    /// <param name="commandLine">The command line.</param>
    /// <param name="judge">Says what is wrong with a command; <see langword="null"/> where nothing is.</param>
    /// <param name="shell">Which shell reads the command line. What it gives to others they read.</param>
    /// <param name="isThere">Whether a folder that the command line names is there for certain; <see langword="null"/> where nobody knows.</param>
    /// <param name="rewritten">Another form in which a script is read as well, by the shell that reads it; <see langword="null"/> for none.</param>
    /// <param name="limit">What its variables count against; <see langword="null"/> for one of its own.</param>
    /// <returns>What is wrong with the first; <see cref="TooDeep"/>, <see cref="Open"/>, <see cref="Lost"/> or <see cref="TooMany"/> where nobody can read them
    /// all; else <see langword="null"/>.</returns>
    public static string? Find(
        string commandLine,
        Func<ShellStep, string?> judge,
        ShellKind shell = ShellKind.Unknown,
        Func<string, bool>? isThere = null,
        Func<string, ShellKind, string?>? rewritten = null,
        ExpansionLimit? limit = null)
    {
        limit ??= new ExpansionLimit();
        ShellVariables variables = new(limit);
        Queue<(string Script, ShellKind Shell, string Folder, int Depth, bool IsGuess)> scripts = new([(commandLine, shell, "", 0, false)]);
        HashSet<(string, ShellKind, string, bool)> known = [];
        for (var number = 0; scripts.TryDequeue(out var next); number++)
        {
            var readings = ScriptReadings.Of(next.Script, next.Shell);
            foreach (var script in rewritten?.Invoke(next.Script, next.Shell) is { } other ? readings.Concat(ScriptReadings.Of(other, next.Shell)) : readings)
            {
                if (next.Depth > Deepest || number > MostScripts || script.IsTooDeep)
                    return TooDeep;

                // A substitution may run after any of them.
                WorkingFolder folder = new(next.Folder, isThere);
                IReadOnlyList<string> where = [next.Folder];
                var (list, opened) = (VariableValues.None, VariableValues.None);
                ScriptPipe pipe = new();
                PipedPaths piped = new();
                foreach (var command in script.Commands)
                {
                    if (folder.EntersOrLeaves(command))
                    {
                        list = command == ShellCommand.Close ? VariableValues.None : opened.Name.Length > 0 ? opened : list;
                        opened = VariableValues.None;
                        continue;
                    }

                    where = folder.Of(command);
                    var (step, count) = (ShellStep.Of(command, where, next.Shell), 0);
                    variables.Follow(piped.Of(step));
                    List<ShellStep> passed = [];
                    foreach (var (read, folders) in variables.Readings(command, where))
                    {
                        var one = read == command && folders.Count == where.Count ? step : ShellStep.Of(read, folders, next.Shell);
                        if (judge(next.Shell == ShellKind.Posix ? one : one with { Piped = piped.For(one) }) is { } found)
                            return found;

                        foreach (var inner in one.Scripts.Concat(one.ReadsScript
                            ? pipe.TextsFor(command).SelectMany(text => variables.ExpandAll(text).Prepend(text))
                            : []))
                            Add(inner, ShellKind.Unknown, next.IsGuess, one.Folders);

                        count++;
                        step = one;
                        passed.Add(one);
                    }

                    if (limit.IsReached)
                        return TooMany;

                    // Where it has several readings, what follows has the value that it chooses itself.
                    step = (count == 1 ? step : ShellStep.Of(command, where, next.Shell)).With(list);
                    variables.Follow(step, folder);
                    pipe.Pass(command, step.Name, step.Words);
                    piped.Pass(passed);
                    if (!command.IsUncut && step.Name.Length > 0)
                        folder.Follow(command, step.Name, step.Rest);

                    opened = step.Opens;
                    if (folder.AreTooMany)
                        return Lost;
                }

                if (script.IsOpen && !next.IsGuess)
                    return Open;

                where = folder.All;
                foreach (var inner in script.Nested)
                    Add(inner, next.Shell, next.IsGuess, where);

                foreach (var inner in script.Guessed)
                    Add(inner, next.Shell, isGuess: true, where);

                // A command that is read in two ways gives it twice.
                void Add(string inner, ShellKind innerShell, bool isGuess, IReadOnlyList<string> begins)
                {
                    foreach (var begin in begins.Where(begin => known.Add((inner, innerShell, begin, isGuess))))
                        scripts.Enqueue((inner, innerShell, begin, next.Depth + 1, isGuess));
                }
            }
        }

        return null;
    }
}
