namespace Hooks.Build.Checks.Agents;

/// <summary>A path that a command line writes to, or takes away.</summary>
/// <param name="Path">As a shell has it, from the folder in which the command line runs: it may begin with <c>~</c>, hold patterns, and <c>$</c> where nobody
/// knows what stands there.</param>
/// <param name="Removes">Whether all that is in it goes with it.</param>
/// <param name="Named">A pattern of names: only what is in it and has such a name is written or goes; empty for all.</param>
public readonly record struct WrittenPath(string Path, bool Removes, string Named = "")
{
    private const int Most = 10_000;

    /// <summary>The paths that a command line writes, in order. What programs write without being told so by their arguments is not seen.</summary>
    /// <param name="commandLine">The command line.</param>
    /// <param name="problem">Why nobody can read it to its end; <see langword="null"/> where it was read.</param>
    /// <param name="shell">Which shell reads it.</param>
    /// <param name="isThere">Whether a folder that it names is there for certain; <see langword="null"/> where nobody knows.</param>
    public static IReadOnlyList<WrittenPath> Of(
        string commandLine, out string? problem, ShellKind shell = ShellKind.Unknown, Func<string, bool>? isThere = null)
    {
        List<WrittenPath> written = [];
        HashSet<WrittenPath> known = [];
        problem = ShellWalk.Find(
            commandLine,
            step =>
            {
                foreach (var path in step.Command.Written.Select(word => new WrittenPath(word, Removes: false))
                    .Concat(WrittenWords.Of(step))
                    .Concat(PatchPaths.Of(step, commandLine).Select(word => new WrittenPath(word, Removes: false))))
                {
                    foreach (var folder in step.Folders)
                    {
                        var whole = path with { Path = HookFolder.Combine(folder, path.Path) };
                        if (known.Add(whole))
                            written.Add(whole);

                        if (written.Count > Most)
                            return ShellWalk.TooMany;
                    }
                }

                return null;
            },
            shell,
            isThere,
            Slashed);
        return written;
    }

    // In PowerShell, on every system, and in the shells of Windows a backslash separates.
    private static string? Slashed(string script, ShellKind shell) => shell == ShellKind.Posix || !script.Contains('\\', StringComparison.Ordinal)
        ? null
        : string.Concat(script.Select((character, at) => character != '\\' || (at + 1 < script.Length && script[at + 1] is '"' or '\'' or '\n')
            ? character
            : '/'));
}
