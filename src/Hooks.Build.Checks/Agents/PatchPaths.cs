namespace Hooks.Build.Checks.Agents;

/// <summary>The files that a patch in Codex's form is about.</summary>
public static class PatchPaths
{
    private const string Begin = "*** Begin Patch";
    private static readonly string[] Heads = ["*** Add File: ", "*** Update File: ", "*** Delete File: ", "*** Move to: "];

    /// <summary>The paths that a text names, as it has them; none where there is no patch in it.</summary>
    public static IEnumerable<string> In(string text)
    {
        if (!text.Contains(Begin, StringComparison.Ordinal))
            yield break;

        foreach (var line in text.Split('\n'))
        {
            var trimmed = line.Trim();
            if (Array.Find(Heads, head => trimmed.StartsWith(head, StringComparison.Ordinal)) is { } head)
                yield return trimmed[head.Length..].Trim();
        }
    }

    /// <summary>
    /// The paths of the patches that a command line gives to a shell, from the folder in which it runs: each in the folders that it may have gone to before.
    /// </summary>
    /// <param name="commandLine">The command line.</param>
    /// <param name="shell">Which shell reads it.</param>
    /// <param name="isThere">Whether a folder that it names is there for certain; <see langword="null"/> where nobody knows.</param>
    public static IReadOnlyList<string> OfCommandLine(string commandLine, ShellKind shell = ShellKind.Unknown, Func<string, bool>? isThere = null)
    {
        if (!commandLine.Contains(Begin, StringComparison.Ordinal))
            return [];

        HashSet<string> paths = new(StringComparer.Ordinal);
        var problem = ShellWalk.Find(
            commandLine,
            step =>
            {
                paths.UnionWith(Of(step, commandLine).SelectMany(path => step.Folders.Select(folder => HookFolder.Combine(folder, path))));
                return null;
            },
            shell,
            isThere);

        // It may be one for another program, or nobody can read it: what it names counts nevertheless.
        return problem is null && paths.Count > 0 ? [.. paths] : [.. paths.Union(In(commandLine), StringComparer.Ordinal)];
    }

    /// <summary>
    /// The paths of the patch that a command is given, as that has them; what comes through a pipe, or from a variable, stands somewhere in the whole line.
    /// </summary>
    internal static IEnumerable<string> Of(ShellStep step, string commandLine)
    {
        if (step.Name.ToUpperInvariant() is not ("APPLY_PATCH" or "APPLYPATCH" or "APPLY-PATCH"))
            return [];

        List<string> given = [.. step.Command.Given.Concat(step.Rest).SelectMany(In)];
        return given.Count > 0 ? given : In(commandLine);
    }
}
