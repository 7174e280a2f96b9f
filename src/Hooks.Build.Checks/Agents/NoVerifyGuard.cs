namespace Hooks.Build.Checks.Agents;

/// <summary>
/// Recognises command lines that run git past its hooks, or switch hooks off. It reads as a shell does: what is in quotes, comments and here-documents is no
/// command. It is a guard rail and no wall: scripts, aliases of the user and git's plumbing are open.
/// </summary>
public static class NoVerifyGuard
{
    /// <summary>What a command line does to hooks; <see langword="null"/> where it does nothing to them.</summary>
    /// <param name="commandLine">The command line.</param>
    /// <param name="shell">Which shell reads it.</param>
    /// <param name="isThere">Whether a folder that it names is there for certain; <see langword="null"/> where nobody knows.</param>
    /// <param name="folder">The folder in which it runs; empty where nobody knows.</param>
    public static string? Find(string commandLine, ShellKind shell = ShellKind.Unknown, Func<string, bool>? isThere = null, string folder = "")
    {
        List<string> ofGit = [];
        var runsHooks = false;
        return ShellWalk.Find(commandLine, step => Find(step, folder, ofGit, ref runsHooks), shell, isThere)
            ?? (runsHooks && ofGit.Count > 0 ? $"{ofGit[0]} switches off hooks that git runs" : null);
    }

    private static string? Find(ShellStep step, string begin, List<string> ofGit, ref bool runsHooks)
    {
        if (step.Command.Written.Find(path => step.Folders.Any(folder => HookFolder.Holds(path, folder, begin))) is { } written)
            return $"it writes {written}";

        var (name, rest) = (step.Name, step.Rest);
        return Switched(step.Variables, ofGit)
            ?? (HookFolder.IsHarmed(step, begin) ? $"'{name}' takes away or changes what is in git's folder of hooks" : null)
            ?? (UninstallCommand.Is(step.Words) ? "it uninstalls the hooks" : null)
            ?? (name.ToUpperInvariant() is "DOTNET" or "MSBUILD" ? BuildSwitches.Find(rest) : null)
            ?? (step.Git is { } git ? OfGit(git, ref runsHooks) : null);
    }

    private static string? OfGit(GitCommandLine git, ref bool runsHooks)
    {
        runsHooks |= GitOptions.RunsHooks(git.Command);
        return git.SkipsHooks ? $"git {git.Command} is told to skip hooks (--no-verify)"
            : GitOptions.RunsHooks(git.Command) && git.Sets("core.hooksPath") ? $"git {git.Command} is told to look for hooks elsewhere (core.hooksPath)"
            : git.Command == "config" && WritesHooksPath(git.Words) ? "git config core.hooksPath makes git look for hooks elsewhere"
            : null;
    }

    // To ask is no harm.
    private static bool WritesHooksPath(IReadOnlyList<string> words)
    {
        List<OptionWord> options = [.. OptionWord.In(words, GitOptions.WithValue("config"))];
        if (options.Exists(option => option.Word is "-l" or "--list" || option.Word.StartsWith("--get", StringComparison.Ordinal)))
            return false;

        List<string> plain = [.. options.Where(option => !option.IsOption).Select(option => option.Word)];
        var changes = options.Exists(option => option.Word is "--unset" or "--unset-all" or "--add" or "--replace-all") || plain is ["set" or "unset", ..];
        plain = plain switch
        {
            ["get", ..] => [],
            ["set" or "unset", .. var after] => after,
            _ => plain,
        };
        return plain is [var name, .. var values] && name.Equals("core.hooksPath", StringComparison.OrdinalIgnoreCase) && (changes || values.Count > 0);
    }

    private static string? Switched(IReadOnlyList<string> variables, List<string> ofGit)
    {
        foreach (var variable in variables)
        {
            var sign = variable.IndexOf('=', StringComparison.Ordinal);
            var (name, value) = (variable[..sign].TrimEnd('+'), variable[(sign + 1)..]);
            if (HookSwitches.IsOurs(name, value))
                return $"{name} switches the hooks off";

            if (HookSwitches.IsOfGit(name, value))
                ofGit.Add(name);
        }

        return null;
    }
}
