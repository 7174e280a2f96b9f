using System.IO.Enumeration;

namespace Hooks.Build.Checks.Agents;

/// <summary>Commands that take away, replace or disable what is in git's folder of hooks.</summary>
internal static class HookFolder
{
    /// <summary>Whether a path is that folder or in it, also by a pattern that a shell expands.</summary>
    /// <param name="path">The path, as it is written.</param>
    /// <param name="folder">The folder that a command before went to; empty where there was none.</param>
    public static bool Holds(string path, string folder)
    {
        var parts = PartsOf(Combine(folder, path));
        for (var at = 0; at + 1 < parts.Count; at++)
        {
            // A pattern without a point does not match one.
            if (parts[at] is "$GIT_DIR" or "${GIT_DIR}" || (parts[at].StartsWith('.') && IsLike(parts[at], ".git")))
                return IsLike(parts[at + 1], "hooks");
        }

        return false;
    }

    /// <summary>A path from a folder.</summary>
    public static string Combine(string folder, string path) => folder.Length == 0 || path.Length == 0 || path[0] is '/' or '\\' or '~' or '$' || path.AsSpan(1).StartsWith(":") ? path : folder + "/" + path;

    /// <summary>Whether a command does so.</summary>
    /// <param name="name">The name of its program.</param>
    /// <param name="words">The words after that.</param>
    /// <param name="folder">The folder that a command before went to.</param>
    public static bool IsHarmed(string name, IReadOnlyList<string> words, string folder)
    {
        return name.ToUpperInvariant() switch
        {
            "RM" or "RMDIR" or "UNLINK" or "SHRED" or "TRUNCATE" or "TEE" or "DEL" or "ERASE" or "RD" or "REN" or "RENAME" or "REMOVE-ITEM" or "RI" or "MOVE-ITEM" or "MI" or "RENAME-ITEM" or "CLEAR-CONTENT"
                or "SET-CONTENT" or "OUT-FILE" or "TRASH" => words.Any(IsHeld),
            "MV" => words.Any(IsHeld) || Targets(words).Any(IsHeld),
            "CHMOD" => words.Any(IsHeld) && words.Any(TakesExecution),
            "CP" or "LN" or "INSTALL" or "COPY" or "COPY-ITEM" or "CI" or "RSYNC" => Targets(words).Any(IsHeld),
            "DD" => words.Any(word => word.StartsWith("of=", StringComparison.Ordinal) && Holds(word[3..], folder)),
            "SED" or "PERL" => words.Any(IsHeld) && words.Any(word => word.StartsWith("-i", StringComparison.Ordinal) || word.StartsWith("--in-place", StringComparison.Ordinal) || word.StartsWith("-pi", StringComparison.Ordinal)),
            "FIND" => (words.Any(IsHeld) || Holds(".", folder)) && words.Contains("-delete", StringComparer.Ordinal),
            _ => false,
        };

        bool IsHeld(string word) => !word.StartsWith('-') && Holds(word, folder);
    }

    // What is written to: the value of an option, or else the last word.
    private static IEnumerable<string> Targets(IReadOnlyList<string> words)
    {
        for (var at = 0; at < words.Count; at++)
        {
            if (words[at].StartsWith("-dest", StringComparison.OrdinalIgnoreCase))
                return words.Skip(at + 1).Take(1);

            if (words[at].StartsWith('-') && OptionWord.Of(words[at], ["-t", "--target-directory", "-S", "--suffix", "-m", "-o", "-g"]) is { Name: "-t" or "--target-directory" } option)
                return option.TakesNext(words[at]) ? words.Skip(at + 1).Take(1) : [option.Value];
        }

        return words.Where(word => !word.StartsWith('-')).TakeLast(1);
    }

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
        for (var at = simple.IndexOf('[', StringComparison.Ordinal); at >= 0 && simple.IndexOf(']', at) is > 0 and var end; at = simple.IndexOf('[', StringComparison.Ordinal))
            simple = simple[..at] + "?" + simple[(end + 1)..];

        return simple.AsSpan().ContainsAny('*', '?') && FileSystemName.MatchesSimpleExpression(simple, name);
    }

    private static bool TakesExecution(string word) =>
        (word.Length is 3 or 4 && word.All(char.IsAsciiDigit) && (word[^3] - '0') % 2 == 0) || (word.Contains('-', StringComparison.Ordinal) && word.EndsWith('x') && word.All(character => "ugoa-x".Contains(character, StringComparison.Ordinal)))
        || (word.Contains('=', StringComparison.Ordinal) && !word.Contains('x', StringComparison.Ordinal) && word.All(character => "ugoa=rwX,".Contains(character, StringComparison.Ordinal)));
}
