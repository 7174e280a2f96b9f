namespace Hooks.Build.Checks.Agents;

/// <summary>A path that a command line writes to, or takes away.</summary>
/// <param name="Path">As a shell has it, from the folder in which the command line runs: it may begin with <c>~</c>, hold patterns, and <c>$</c> where nobody knows what stands there.</param>
/// <param name="Removes">Whether all that is in it goes with it.</param>
public readonly record struct WrittenPath(string Path, bool Removes)
{
    private const int Most = 10_000;

    /// <summary>The paths that a command line writes, in order; <see langword="null"/> where nobody can read it to its end. What programs write without being told so by their arguments is not seen.</summary>
    /// <param name="commandLine">The command line.</param>
    /// <param name="shell">Which shell reads it.</param>
    /// <param name="isThere">Whether a folder that it names is there for certain; <see langword="null"/> where nobody knows.</param>
    public static IReadOnlyList<WrittenPath>? Of(string commandLine, ShellKind shell = ShellKind.Unknown, Func<string, bool>? isThere = null)
    {
        List<WrittenPath> written = [];
        ShellVariables variables = new();
        var problem = ShellWalk.Find(
            commandLine,
            step =>
            {
                variables.Follow(step);
                foreach (var path in step.Command.Written.Select(word => new WrittenPath(word, Removes: false)).Concat(WrittenWords.Of(step)))
                {
                    foreach (var word in variables.ExpandAll(path.Path))
                    {
                        written.AddRange(step.Folders.SelectMany(variables.ExpandAll).Select(folder => path with { Path = HookFolder.Combine(folder, word) }));
                    }
                }

                return written.Count > Most ? ShellWalk.TooDeep : null;
            },
            shell,
            isThere,
            Slashed);
        return problem is null ? written : null;
    }

    // In PowerShell, on every system, and in the shells of Windows a backslash separates.
    private static string? Slashed(string script, ShellKind shell) => shell == ShellKind.Posix || !script.Contains('\\', StringComparison.Ordinal)
        ? null
        : string.Concat(script.Select((character, at) => character != '\\' || (at + 1 < script.Length && script[at + 1] is '"' or '\'' or '\n') ? character : '/'));
}
