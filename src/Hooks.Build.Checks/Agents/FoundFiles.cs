namespace Hooks.Build.Checks.Agents;

/// <summary>What <c>find</c> takes away, or has another program write: all below its folders, or what its tests leave.</summary>
internal static class FoundFiles
{
    /// <summary>Those of a command.</summary>
    /// <param name="step">It runs <c>find</c>.</param>
    public static IEnumerable<WrittenPath> Of(ShellStep step)
    {
        List<string> words = [.. step.Rest.SkipWhile(word => word is "-L" or "-H" or "-P" or "-D" || word.StartsWith("-O", StringComparison.Ordinal))];
        List<string> roots = [.. words.TakeWhile(word => !word.StartsWith('-') && word is not ("(" or "!"))];
        var (commands, tests) = ScriptArguments.Executed("find", words);
        if (!words.Contains("-delete", StringComparer.Ordinal) && !commands.Exists(command => WritesWhatIsFound(command, step)))
            return [];

        // What stands before is gone around.
        tests = tests[(tests.LastIndexOf("-prune") + 1)..];
        return roots.DefaultIfEmpty(".").SelectMany(root => Parts(tests).SelectMany(part => Left(part, root)).Prepend(new WrittenPath(root, Removes: false)));
    }

    private static bool WritesWhatIsFound(List<string> words, ShellStep step)
    {
        ShellCommand command = new();
        command.Words.AddRange(words);
        var inner = ShellStep.Of(command, [""], ShellKind.Unknown);
        return step.Command != command
            && !inner.Name.Equals("find", StringComparison.OrdinalIgnoreCase)
            && WrittenWords.Of(inner).Any(path => path.Path.TrimEnd('/') == "{}");
    }

    // What stands between -o.
    private static List<List<string>> Parts(List<string> words)
    {
        List<List<string>> parts = [[]];
        foreach (var word in words)
        {
            if (word is "-o" or "-or" or ",")
                parts.Add([]);
            else
                parts[^1].Add(word);
        }

        // What -prune ended with is no part.
        return parts.Count > 1 && parts[0].Count == 0 ? parts[1..] : parts;
    }

    // One test that is not turned round is enough.
    private static IEnumerable<WrittenPath> Left(List<string> tests, string root)
    {
        for (var at = 0; at < tests.Count; at++)
        {
            if (at > 0 && tests[at - 1] is "!" or "-not")
                continue;

            switch (tests[at])
            {
                case "-empty":
                    return [];
                case "-name" or "-iname" when at + 1 < tests.Count:
                    return [new WrittenPath(root, Removes: true, tests[at + 1])];
                case "-path" or "-ipath" or "-wholename" or "-iwholename" when at + 1 < tests.Count:
                    return [OfPath(tests[at + 1], root)];
                default:
                    break;
            }
        }

        return [new WrittenPath(root, Removes: true)];
    }

    // Its folder before the first pattern; where that says nothing the last name that is none.
    private static WrittenPath OfPath(string pattern, string root)
    {
        var wild = pattern.AsSpan().IndexOfAny("*?[");
        var begin = wild < 0 ? pattern : pattern[..(pattern.AsSpan(0, wild).LastIndexOf('/') + 1)];
        return begin.TrimEnd('/').Length > root.TrimEnd('/').Length ? new WrittenPath(begin, Removes: true)
            : Array.FindLast(pattern.Split('/'), part => part.Length > 0 && part.Trim('*') is { Length: > 0 } and not ".") is { } name
                ? new WrittenPath(root, Removes: true, name)
            : new WrittenPath(root, Removes: true);
    }
}
