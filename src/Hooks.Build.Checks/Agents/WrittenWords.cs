using System.Buffers;

namespace Hooks.Build.Checks.Agents;

/// <summary>The words of a command that name what it writes, or takes away.</summary>
internal static class WrittenWords
{
    private static readonly string[] OfCopies = ["-t", "--target-directory", "-S", "--suffix", "-m", "--mode", "-o", "--owner", "-g", "--group", "-e", "--rsh"];

    private static readonly string[] OfCurl = ["-o", "--output", "--output-dir"];

    private static readonly string[] OfTar = ["-C", "--directory", "-f", "--file"];

    // Letters of sed, perl and ruby that the rest of their word belongs to.
    private static readonly SearchValues<char> WithRest = SearchValues.Create("efIMmlF");

    /// <summary>Those of a command, and what it is given through a pipe.</summary>
    public static IEnumerable<WrittenPath> Of(ShellStep step) => step.Piped.Count == 0 ? OfWords(step) : OfWords(step).Concat(step.Piped);

    private static IEnumerable<WrittenPath> OfWords(ShellStep step)
    {
        var words = step.Rest;
        return step.Name.ToUpperInvariant() switch
        {
            "RM" or "RMDIR" or "UNLINK" or "SHRED" or "DEL" or "ERASE" or "RD" or "REMOVE-ITEM" or "RI" or "TRASH" or "TRASH-PUT" =>
                Plain(words).Select(Removed),
            "MV" or "REN" or "RENAME" or "MOVE" or "MOVE-ITEM" or "MI" or "RENAME-ITEM" or "RNI" => Plain(words).Select(Removed).Concat(Targets(words)),
            "CP" or "LN" or "INSTALL" or "COPY" or "XCOPY" or "ROBOCOPY" or "COPY-ITEM" or "CPI" or "CI" or "RSYNC" or "SCP" or "LINK" or "MKLINK" =>
                Targets(words),
            "TRUNCATE" or "TEE" or "TEE-OBJECT" or "CHMOD" or "CHOWN" or "CHGRP" or "CHATTR" or "TOUCH" or "PATCH" => Plain(words).Select(Changed),
            "SET-CONTENT" or "ADD-CONTENT" or "CLEAR-CONTENT" or "OUT-FILE" or "NEW-ITEM" or "NI" or "SC" or "AC" =>
                Named(words, ["-path", "-literalpath", "-filepath", "-pspath"]).Concat(Plain(words)).Select(Changed),
            "DD" => words.Where(word => word.StartsWith("of=", StringComparison.Ordinal)).Select(word => Changed(word[3..])),
            "SED" or "GSED" or "PERL" or "RUBY" => words.Any(IsInPlace) ? Plain(words).Select(Changed) : [],
            "FIND" => FoundFiles.Of(step),
            "CURL" =>
                Named(words, OfCurl, ["-o", "--output"])
                    .Concat(Named(words, OfCurl, ["--output-dir"])
                        .SelectMany(folder => Named(words, OfCurl, ["-o", "--output"]).Select(file => HookFolder.Combine(folder, file)).Append(folder)))
                    .Select(Changed),
            "WGET" => Named(words, ["-O", "--output-document", "-P", "--directory-prefix"]).Select(Changed),
            "ED" or "RED" or "EX" => Plain(words).Select(Changed),
            "AWK" or "GAWK" =>
                Named(words, ["-i", "--include", "-f", "--file", "-F", "-v"], ["-i", "--include"]).Contains("inplace", StringComparer.Ordinal)
                    ? Plain(words).Select(Changed)
                    : [],
            "UNZIP" => words.Any(IsListing) ? [] : Named(words, ["-d"]).Select(Changed),
            "TAR" or "BSDTAR" or "GTAR" => OfArchive(words).Select(Changed),
            "SORT" => Named(words, ["-o", "--output"]).Select(Changed),
            "GIT" => OfGit(step),
            _ => [],
        };
    }

    private static WrittenPath Changed(string word) => new(word, Removes: false);

    private static WrittenPath Removed(string word) => new(word, Removes: true);

    // What is no option; behind -- everything.
    private static IEnumerable<string> Plain(IReadOnlyList<string> words)
    {
        var isEnded = false;
        foreach (var word in words)
        {
            if (isEnded || !word.StartsWith('-'))
                yield return word;

            isEnded |= word == "--";
        }
    }

    // What is written to is the target, or, where that is a folder, what is in it by the names of the others.
    private static IEnumerable<WrittenPath> Targets(IReadOnlyList<string> words)
    {
        List<string> plain = [.. Plain(words)];
        var named = Named(words, OfCopies, ["-t", "--target-directory"]).Concat(Named(words, ["-destination", "-newname"])).ToList();
        var targets = named.Count > 0 ? named : plain.TakeLast(1).ToList();
        foreach (var target in targets)
        {
            yield return Changed(target);
            foreach (var source in plain.Where(source => source != target))
                yield return Changed(target.TrimEnd('/', '\\') + "/" + source[(source.TrimEnd('/', '\\').LastIndexOfAny(['/', '\\']) + 1)..]);
        }
    }

    private static IEnumerable<string> Named(IReadOnlyList<string> words, string[] options) =>
        options[0].Length > 2 && !options[0].StartsWith("--", StringComparison.Ordinal)
            ? words.Select((word, at) => (Word: word.Split(':', 2), Next: at + 1 < words.Count ? words[at + 1] : ""))
                .Where(pair => options.Any(option => IsShortFor(pair.Word[0], option)))
                .Select(pair => pair.Word is [_, { Length: > 0 } value] ? value : pair.Next)
            : Named(words, options, options);

    // PowerShell takes the begin of a parameter's name for it. What is as short as options of other programs is none here.
    private static bool IsShortFor(string word, string option) => word.Length >= 5 && option.StartsWith(word, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Named(IReadOnlyList<string> words, string[] withValue, string[] options) =>
        OptionWord.In(words, withValue)
            .TakeWhile(option => option.Word != "--")
            .Where(option => options.Contains(option.Name, StringComparer.Ordinal))
            .Select(option => option.Value);

    // -i, -i.bak, -pi, -Ei, --in-place: letters that take a value end the word.
    private static bool IsInPlace(string word) => word.StartsWith("--in-place", StringComparison.Ordinal)
        || (word.Length > 1
            && word[0] == '-'
            && word[1] != '-'
            && word.AsSpan(1).IndexOf('i') is >= 0 and var at
            && word.AsSpan(1, at).IndexOfAny(WithRest) < 0);

    private static bool IsTrial(string word) =>
        word == "--dry-run" || (word.Length > 1 && word[0] == '-' && word[1] is not ('-' or 'e') && word.Contains('n', StringComparison.Ordinal));

    private static bool IsListing(string word) =>
        word.Length > 1 && word[0] == '-' && word.AsSpan(1).IndexOfAny("ltpvz") >= 0 && !word.Contains('d', StringComparison.Ordinal);

    // The folder into which it puts what is in the archive, or the archive that it makes. The letters may stand without - in front of all.
    private static IEnumerable<string> OfArchive(IReadOnlyList<string> words)
    {
        var letters = words is [var first, ..] && !first.StartsWith('-') ? first : "";
        var flags = letters + string.Concat(words.Where(word => word.Length > 1 && word[0] == '-' && word[1] != '-').Select(word => word[1..]));
        List<string> rest = letters.Length == 0
            ? [.. words]
            : [
                .. letters.Where(letter => letter is 'f' or 'C').Zip(words.Skip(1), (letter, word) => (string[])["-" + letter, word]).SelectMany(pair => pair),
                .. words.Skip(1 + letters.Count(letter => letter is 'f' or 'C'))];
        return flags.Contains('x', StringComparison.Ordinal) || words.Any(word => word is "--extract" or "--get") ? Named(rest, OfTar, ["-C", "--directory"])
            : flags.AsSpan().ContainsAny("cru") || words.Any(word => word is "--create" or "--append" or "--update") ? Named(rest, OfTar, ["-f", "--file"])
            : [];
    }

    private static IEnumerable<WrittenPath> OfGit(ShellStep step)
    {
        var git = step.Git!;
        var words = git.Words;
        var found = git.Command switch
        {
            "rm" when !words.Contains("--cached", StringComparer.Ordinal) => Plain(words).Select(Removed),
            "mv" => Plain(words).Select(Removed).Concat(Targets(words)),
            "restore" when !words.Contains("--staged", StringComparer.Ordinal) || words.Contains("--worktree", StringComparer.Ordinal) =>
                Plain(words).Select(Removed),
            "checkout" when words.Contains("--", StringComparer.Ordinal) => words.SkipWhile(word => word != "--").Skip(1).Select(Removed),
            "checkout" when !words.Exists(word => word is "-b" or "-B" or "--orphan") => Plain(words).Select(Removed),
            "clean" when !words.Exists(IsTrial) =>
                Plain([.. words.Where((_, at) => at == 0 || words[at - 1] is not ("-e" or "--exclude"))])
                    .Where(word => word is not ("." or "./"))
                    .Select(Removed),
            _ => [],
        };
        return found.Select(path => path with { Path = HookFolder.Combine(git.Folder, path.Path) });
    }
}
