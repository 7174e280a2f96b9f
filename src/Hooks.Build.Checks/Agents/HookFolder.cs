namespace Hooks.Build.Checks.Agents;

/// <summary>Commands that take away, replace or disable what is in git's folder of hooks.</summary>
internal static class HookFolder
{
    /// <summary>Whether a path is that folder or in it.</summary>
    public static bool Holds(string path)
    {
        var text = "/" + path.Replace('\\', '/').TrimEnd('/') + "/";
        return text.Contains("/.git/hooks/", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether a command does so.</summary>
    /// <param name="name">The name of its program.</param>
    /// <param name="words">The words after that.</param>
    public static bool IsHarmed(string name, IReadOnlyList<string> words) => name.ToUpperInvariant() switch
    {
        "RM" or "RMDIR" or "UNLINK" or "MV" or "SHRED" or "TRUNCATE" or "TEE" or "DEL" or "ERASE" or "RD" or "REN" or "RENAME" or "REMOVE-ITEM" or "RI" or "MOVE-ITEM" or "MI" or "RENAME-ITEM" or "CLEAR-CONTENT"
            or "SET-CONTENT" or "OUT-FILE" or "TRASH" => words.Any(Holds),
        "CHMOD" => words.Any(Holds) && words.Any(TakesExecution),
        "CP" or "LN" or "INSTALL" or "COPY" or "COPY-ITEM" or "CI" or "RSYNC" or "DD" => words.Count > 0 && (Holds(words[^1]) || words.Any(word => word.StartsWith("of=", StringComparison.Ordinal) && Holds(word[3..]))),
        "SED" or "PERL" => words.Any(Holds) && words.Any(word => word.StartsWith("-i", StringComparison.Ordinal) || word.StartsWith("--in-place", StringComparison.Ordinal) || word.StartsWith("-pi", StringComparison.Ordinal)),
        "FIND" => words.Any(Holds) && words.Contains("-delete", StringComparer.Ordinal),
        _ => false,
    };

    private static bool TakesExecution(string word) =>
        (word.Length is 3 or 4 && word.All(char.IsAsciiDigit) && (word[^3] - '0') % 2 == 0) || (word.Contains('-', StringComparison.Ordinal) && word.EndsWith('x') && word.All(character => "ugoa-x".Contains(character, StringComparison.Ordinal)))
        || (word.Contains('=', StringComparison.Ordinal) && !word.Contains('x', StringComparison.Ordinal) && word.All(character => "ugoa=rwX,".Contains(character, StringComparison.Ordinal)));
}
