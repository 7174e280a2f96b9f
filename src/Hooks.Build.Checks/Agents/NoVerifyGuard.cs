namespace Hooks.Build.Checks.Agents;

/// <summary>
/// Recognises command lines that run git past its hooks, or switch hooks off. It reads as a shell does: what is in quotes, comments and here-documents is no
/// command. It is a guard rail and no wall: scripts, aliases of the user and git's plumbing are open.
/// </summary>
public static class NoVerifyGuard
{
    private const int Deepest = 16;
    private const int MostScripts = 1000;

    /// <summary>What a command line does to hooks; <see langword="null"/> where it does nothing to them.</summary>
    public static string? Find(string commandLine)
    {
        Queue<(string Script, string Folder, int Depth, bool IsGuess)> scripts = new([(commandLine, "", 0, false)]);
        HashSet<(string, string, bool)> known = [];
        List<string> ofGit = [];
        var runsHooks = false;
        for (var count = 0; scripts.TryDequeue(out var next); count++)
        {
            foreach (var script in ScriptReadings.Of(next.Script))
            {
                if (next.Depth > Deepest || count > MostScripts || script.IsTooDeep)
                {
                    return "it is nested so deeply that nobody can tell what it runs";
                }

                // A substitution may run after any of them.
                WorkingFolder folder = new(next.Folder);
                ScriptPipe pipe = new();
                foreach (var command in script.Commands)
                {
                    List<string> nested = [];
                    if (folder.EntersOrLeaves(command))
                    {
                        continue;
                    }

                    if (Find(command, folder, pipe, nested, ofGit, ref runsHooks) is { } found)
                    {
                        return found;
                    }

                    nested.ForEach(inner => Add(inner, next.IsGuess));
                }

                if (script.IsOpen && !next.IsGuess)
                {
                    return "it ends within a quote or a substitution, so that nobody can tell what it runs";
                }

                foreach (var inner in script.Nested)
                {
                    Add(inner, next.IsGuess);
                }

                foreach (var inner in script.Guessed)
                {
                    Add(inner, isGuess: true);
                }

                // A command that is read in two ways gives it twice.
                void Add(string inner, bool isGuess)
                {
                    if (known.Add((inner, folder.Path, isGuess)))
                    {
                        scripts.Enqueue((inner, folder.Path, next.Depth + 1, isGuess));
                    }
                }
            }
        }

        return runsHooks && ofGit.Count > 0 ? $"{ofGit[0]} switches off hooks that git runs" : null;
    }

    private static string? Find(ShellCommand command, WorkingFolder folder, ScriptPipe pipe, List<string> nested, List<string> ofGit, ref bool runsHooks)
    {
        if (command.Written.Find(path => HookFolder.Holds(path, folder.Path)) is { } written)
        {
            return $"it writes {written}";
        }

        List<string> variables = [];
        List<string> scripts = [];
        var words = WrappedCommand.Unwrap(command.Words, variables, scripts);
        if (words.Count == 0)
        {
            pipe.Pass(command, "", []);
            nested.AddRange(scripts);
            return Switched(variables, ofGit);
        }

        var name = WrappedCommand.NameOf(words[0]);
        IReadOnlyList<string> rest = words[1..];
        variables.AddRange(Exported(words[0], rest));
        if (scripts.TrueForAll(script => script is "-") && ScriptArguments.ReadsScript(name, rest))
        {
            scripts.AddRange(pipe.TextsFor(command));
        }

        pipe.Pass(command, name, words);
        nested.AddRange(scripts);
        var where = folder.Path;
        if (!command.IsUncut)
        {
            folder.Follow(name, rest);
        }

        return Switched(variables, ofGit)
            ?? (HookFolder.IsHarmed(name, rest, where) ? $"'{name}' takes away or changes what is in git's folder of hooks" : null)
            ?? (IsUninstall(name, rest) ? "it uninstalls the hooks" : null)
            ?? (rest.FirstOrDefault(HookSwitches.IsProperty) is { } property && name.ToUpperInvariant() is "DOTNET" or "MSBUILD" ? $"{property} switches the hooks off" : null)
            ?? (name.Equals("git", StringComparison.OrdinalIgnoreCase) ? OfGit(rest, nested, ref runsHooks) : null);
    }

    private static string? OfGit(IReadOnlyList<string> words, List<string> nested, ref bool runsHooks)
    {
        var git = GitCommandLine.Of(words);
        nested.AddRange(git.Scripts);
        runsHooks |= GitOptions.RunsHooks(git.Command);
        return git.SkipsHooks ? $"git {git.Command} is told to skip hooks (--no-verify)"
            : GitOptions.RunsHooks(git.Command) && git.Sets("core.hooksPath") ? $"git {git.Command} is told to look for hooks elsewhere (core.hooksPath)"
            : git.Command == "config" && WritesHooksPath(git.Words) ? "git config core.hooksPath makes git look for hooks elsewhere"
            : null;
    }

    // To ask is no harm.
    private static bool WritesHooksPath(IReadOnlyList<string> words)
    {
        List<string> plain = [];
        var changes = false;
        for (var at = 0; at < words.Count; at++)
        {
            if (words[at] is "-f" or "--file" or "--blob" or "--type" or "--default" or "--value" or "--comment")
            {
                at++;
            }
            else if (words[at].StartsWith('-'))
            {
                if (words[at].StartsWith("--get", StringComparison.Ordinal) || words[at] is "-l" or "--list")
                {
                    return false;
                }

                changes |= words[at] is "--unset" or "--unset-all" or "--add" or "--replace-all";
            }
            else
            {
                plain.Add(words[at]);
            }
        }

        changes |= plain is ["set" or "unset", ..];
        plain = plain switch
        {
            ["get", ..] => [],
            ["set" or "unset", .. var after] => after,
            _ => plain,
        };
        return plain is [var name, .. var values] && name.Equals("core.hooksPath", StringComparison.OrdinalIgnoreCase) && (changes || values.Count > 0);
    }

    // export A=b, set A=b, setx A b, $env:A = b, and their like.
    private static IEnumerable<string> Exported(string command, IReadOnlyList<string> rest)
    {
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

    private static string? Switched(List<string> variables, List<string> ofGit)
    {
        foreach (var variable in variables)
        {
            var sign = variable.IndexOf('=', StringComparison.Ordinal);
            var (name, value) = (variable[..sign].TrimEnd('+'), variable[(sign + 1)..]);
            if (HookSwitches.IsOurs(name, value))
            {
                return $"{name} switches the hooks off";
            }

            if (HookSwitches.IsOfGit(name, value))
            {
                ofGit.Add(name);
            }
        }

        return null;
    }

    private static bool IsUninstall(string name, IReadOnlyList<string> words) => name.ToUpperInvariant() switch
    {
        "HOOKS" or "HUSKY" or "PRE-COMMIT" or "LEFTHOOK" => words is ["uninstall", ..],
        "DOTNET" => words is ["hooks", "uninstall", ..] || words.Any(IsUninstallTarget),
        "MSBUILD" => words.Any(IsUninstallTarget),
        "NPX" or "BUNX" => words is ["husky" or "lefthook", "uninstall", ..],
        _ => false,
    };

    private static bool IsUninstallTarget(string word) =>
        word.TrimStart('-', '/') is var text && text.Length < word.Length && (text.StartsWith("t:", StringComparison.OrdinalIgnoreCase) || text.StartsWith("target:", StringComparison.OrdinalIgnoreCase))
        && text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..].Split(';', ',').Any(target => target.Equals("UninstallHooks", StringComparison.OrdinalIgnoreCase));
}
