namespace Hooks.Build.Checks.Agents;

/// <summary>
/// What PowerShell passes through a pipe to a command that writes it or takes it away, as far as the line names it: <c>Get-Item a | Remove-Item</c>, <c>'a' | %
/// { Remove-Item $_ }</c>.
/// </summary>
internal sealed class PipedPaths
{
    private List<WrittenPath> _passed = [];

    /// <summary>What a command takes from its pipe where it names no path itself.</summary>
    public IReadOnlyList<WrittenPath> For(ShellStep step) => Takes(step) ? _passed : [];

    /// <summary>What <c>$_</c> is in a command.</summary>
    public VariableValues Of(ShellStep step) =>
        _passed.Count > 0 && step.Command.IsPiped && step.Name.ToUpperInvariant() is "FOREACH-OBJECT" or "%" or "FOREACH"
            ? new(
                "_",
                [.. _passed.Select(path => path.Named.Length > 0 ? path.Path.TrimEnd('/') + "/" + path.Named : path.Path)],
                IsList: false,
                IsPowerShell: true)
            : VariableValues.None;

    /// <summary>Takes what a command passes on.</summary>
    /// <param name="readings">The command, with each of the values of its variables.</param>
    public void Pass(IReadOnlyList<ShellStep> readings)
    {
        List<WrittenPath> passed = [.. readings.SelectMany(Passed).Distinct()];
        _passed = passed;
    }

    // Behind xargs it is a program of another shell.
    private static bool Takes(ShellStep step) => step.Command.IsPiped && step.Words.Count > 0 && step.Command.Words.Contains(step.Words[0])
        && step.Name.ToUpperInvariant() is "REMOVE-ITEM" or "RI" or "RM" or "DEL" or "ERASE" or "RD" or "RMDIR" or "MOVE-ITEM" or "MI" or "RENAME-ITEM"
            or "RNI" or "CLEAR-CONTENT" or "CLC" or "SET-CONTENT" or "ADD-CONTENT" or "SC" or "AC"
        && !step.Command.Words.Exists(word => word.StartsWith("xargs", StringComparison.Ordinal) || word == "parallel");

    private IEnumerable<WrittenPath> Passed(ShellStep step)
    {
        switch (step.Name.ToUpperInvariant())
        {
            case "GET-ITEM" or "GI" or "GET-CHILDITEM" or "GCI" or "LS" or "DIR" or "RESOLVE-PATH" or "RVPA":
                return Found(step.Rest);
            case "SELECT-OBJECT" or "SELECT" or "SORT-OBJECT" or "SORT" or "GET-UNIQUE":
                return step.Command.IsPiped ? _passed : [];

            // What its test leaves nobody knows.
            case "WHERE-OBJECT" or "WHERE" or "?":
                return step.Command.IsPiped ? _passed.Select(path => path with { Path = path.Path.TrimEnd('/') + "/$", Removes = false, Named = "" }) : [];
            case "FOREACH-OBJECT" or "%" or "FOREACH":
                return [];
            default:
                // A text that stands alone, or several.
                return step.Words.Count > 0 && step.Words.SkipLast(1).All(word => word.EndsWith(','))
                    ? PowerShellAssignment.Listed(step.Words).Select(word => new WrittenPath(word, Removes: true))
                    : [];
        }
    }

    private static IEnumerable<WrittenPath> Found(IReadOnlyList<string> words)
    {
        List<string> roots = [];
        List<string> names = [];
        for (var at = 0; at < words.Count; at++)
        {
            var isOption = words[at].StartsWith('-') && words[at].Length > 1;
            if (isOption && at + 1 < words.Count && words[at].ToUpperInvariant() is "-FILTER" or "-INCLUDE" or "-NAME")
                names.AddRange(PowerShellAssignment.Listed([words[++at]]));
            else if (isOption && words[at].ToUpperInvariant() is "-EXCLUDE" or "-DEPTH" or "-ATTRIBUTES" or "-ERRORACTION" or "-EA")
                at++;
            else if (!isOption)
                roots.AddRange(PowerShellAssignment.Listed([words[at]]));
        }

        return roots.DefaultIfEmpty(".")
            .SelectMany(root => names.Count == 0 ? [new WrittenPath(root, Removes: true)] : names.Select(name => new WrittenPath(root, Removes: true, name)));
    }
}
