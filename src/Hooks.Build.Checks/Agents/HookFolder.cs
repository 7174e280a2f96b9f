using System.IO.Enumeration;

namespace Hooks.Build.Checks.Agents;

/// <summary>Git's folder of hooks, and commands that take away, replace or disable what is in it.</summary>
internal static class HookFolder
{
    /// <summary>Whether a path is that folder or in it, also by a pattern that a shell expands.</summary>
    /// <param name="path">The path, as it is written.</param>
    /// <param name="folder">The folder that a command before went to; empty where there was none.</param>
    /// <param name="begin">The folder in which the command line runs; empty where nobody knows.</param>
    public static bool Holds(string path, string folder, string begin)
    {
        var parts = PartsOf(Combine(folder.Length == 0 ? begin : Combine(begin, folder), path));
        for (var at = 0; at + 1 < parts.Count; at++)
        {
            // A pattern without a point does not match one.
            if (parts[at] is "$GIT_DIR" or "${GIT_DIR}" || (parts[at].StartsWith('.') && IsLike(parts[at], ".git")))
                return IsLike(parts[at + 1], "hooks");
        }

        return false;
    }

    /// <summary>A path from a folder.</summary>
    public static string Combine(string folder, string path) =>
        folder.Length == 0 || path.Length == 0 || path[0] is '/' or '\\' or '~' or '$' || path.AsSpan(1).StartsWith(":") ? path : folder + "/" + path;

    /// <summary>Whether a command takes away, replaces or disables what is there.</summary>
    /// <param name="step">The command.</param>
    /// <param name="begin">The folder in which the command line runs; empty where nobody knows.</param>
    public static bool IsHarmed(ShellStep step, string begin) =>
        !KeepsContent(step) && WrittenWords.Of(step).Any(path => step.Folders.Any(folder => Holds(path.Path, folder, begin)));

    private static bool KeepsContent(ShellStep step) => step.Name.ToUpperInvariant() switch
    {
        "CHOWN" or "CHGRP" or "CHATTR" or "TOUCH" => true,
        "CHMOD" => !step.Rest.Any(TakesExecution),
        _ => false,
    };

    private static List<string> PartsOf(string path)
    {
        List<string> parts = [];
        foreach (var part in path.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".." && parts.Count > 0 && parts[^1] != "..")
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != ".")
            {
                parts.Add(part);
            }
        }

        return parts;
    }

    private static bool IsLike(string pattern, string name)
    {
        if (pattern.Equals(name, StringComparison.OrdinalIgnoreCase))
            return true;

        if (pattern.Length > 100)
            return false;

        // One of a set of characters: any.
        var simple = pattern;
        for (var at = simple.IndexOf('[', StringComparison.Ordinal); at >= 0
            && simple.IndexOf(']', at) is > 0 and var end; at = simple.IndexOf('[', StringComparison.Ordinal))
            simple = simple[..at] + "?" + simple[(end + 1)..];

        return simple.AsSpan().ContainsAny('*', '?') && FileSystemName.MatchesSimpleExpression(simple, name);
    }

    private static bool TakesExecution(string word) =>
        (word.Length is 3 or 4 && word.All(char.IsAsciiDigit) && (word[^3] - '0') % 2 == 0)
            || (word.Contains('-', StringComparison.Ordinal)
                && word.EndsWith('x')
                && word.All(character => "ugoa-x".Contains(character, StringComparison.Ordinal)))
        || (word.Contains('=', StringComparison.Ordinal)
            && !word.Contains('x', StringComparison.Ordinal)
            && word.All(character => "ugoa=rwX,".Contains(character, StringComparison.Ordinal)));
}
