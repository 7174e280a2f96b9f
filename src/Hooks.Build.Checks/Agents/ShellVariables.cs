namespace Hooks.Build.Checks.Agents;

/// <summary>Variables that a script sets itself: each may have one of several values, and each value is one word, or the words of a list.</summary>
/// <param name="limit">What all of its expansions count against.</param>
internal sealed class ShellVariables(ExpansionLimit limit)
{
    private readonly Dictionary<string, List<string[]>> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _kept = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ofPowerShell = new(StringComparer.Ordinal);
    private int _keptCount;

    /// <summary>Takes what a command sets. What may not run leaves the value before possible, too.</summary>
    /// <param name="step">The command.</param>
    /// <param name="folder">Where the script may be: what a folder has of a variable stays what it was.</param>
    public void Follow(ShellStep step, WorkingFolder folder)
    {
        HashSet<string> names = [.. step.Variables.Select(NameOf).Append(step.Alternatives.Name).Where(_values.ContainsKey)];
        if (names.Count > 0)
        {
            folder.Rewrite(path => ShellExpansion.Expand(path, found => names.Contains(found) ? Kept(found) : null, takesDefaults: false));
            _kept.Clear();
        }

        foreach (var assignment in step.Variables)
            Set(assignment, mayNotRun: step.Command.IsAfterFailure || step.Command.IsAfterSuccess);

        Follow(step.Alternatives);
        if (step.Opens is { IsPowerShell: true } opened && step.Alternatives.Name.Length == 0)
            Follow(opened);
    }

    /// <summary>Takes what a variable is given.</summary>
    public void Follow(VariableValues given)
    {
        var (name, values, isList, adds, isPowerShell) = given;
        if (name.Length == 0)
            return;

        _ = isPowerShell ? _ofPowerShell.Add(name) : _ofPowerShell.Remove(name);
        List<string> known = [.. values.SelectMany(value => isPowerShell ? Whole(value) : AllWords(value))];
        var before = _values.GetValueOrDefault(name, [[]]);
        Keep(name, !isList ? [.. adds ? before : [], .. known.Select(value => (string[])[value])]
            : isPowerShell && !adds ? [[.. known]]
            : isPowerShell && known is [var text] && before.Exists(list => list is [_])
                ? [.. before.Select(list => (string[])[.. list, text]), .. before.Where(list => list is [_]).Select(list => (string[])[list[0] + text])]
            : [.. before.Select(list => (string[])[.. list.Where(word => word.Length > 0), .. known])]);
    }

    /// <summary>
    /// What a word may stand for, with the values of those that are known; <c>$NAME</c>, <c>${NAME}</c> and <c>${NAME:-default}</c> of others stay.
    /// </summary>
    public IEnumerable<string> ExpandAll(string word)
    {
        HashSet<string> names = [.. NamesIn(word)];
        return names.Count == 0 ? [word] : Choices(names, names).Select(choice => Expand(word, choice));
    }

    /// <summary>
    /// The words that a command may have, and the folders in which it has them, with one value for one name in all of them. A word in no quotes is cut at the
    /// blanks of its values, and gone where they are empty.
    /// </summary>
    /// <param name="command">The command.</param>
    /// <param name="folders">Where it may run.</param>
    public IEnumerable<(ShellCommand Command, IReadOnlyList<string> Folders)> Readings(ShellCommand command, IReadOnlyList<string> folders)
    {
        List<ShellExpansion> used = [.. command.Words.Concat(command.Written).SelectMany(Known)];
        HashSet<string> ofCommand = [.. used.Select(found => found.Name)];
        foreach (var group in folders.GroupBy(
            folder => string.Join(' ', NamesIn(folder).Distinct(StringComparer.Ordinal).Where(name => !ofCommand.Contains(name)).Order(StringComparer.Ordinal)),
            StringComparer.Ordinal))
        {
            List<string> here = [.. group];
            List<string> names = [.. ofCommand, .. group.Key.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
            if (names.Count == 0)
            {
                yield return (command, here);
                continue;
            }

            // Of what stands for all of its list only, one of them need not be chosen.
            HashSet<string> single = [.. used.Where(found => !found.IsWholeList).Select(found => found.Name), .. here.SelectMany(NamesIn)];
            foreach (var choice in Choices(names, single))
            {
                var read = command.With([.. WordsOf(command, choice)], [.. command.Written.Select(path => Expand(path, choice))]);
                limit.Take(4 * read.Words.Count * here.Count);
                yield return (read, [.. here.Select(folder => Expand(folder, choice))]);
            }
        }
    }

    private static string NameOf(string assignment) => assignment[..assignment.IndexOf('=', StringComparison.Ordinal)].TrimEnd('+');

    // No shell has such a name.
    private string Kept(string name)
    {
        if (!_kept.TryGetValue(name, out var kept))
        {
            _kept[name] = kept = $"0{_keptCount++}";
            _values[kept] = _values[name];
        }

        return $"${{{kept}}}";
    }

    private void Set(string assignment, bool mayNotRun)
    {
        var sign = assignment.IndexOf('=', StringComparison.Ordinal);
        var name = NameOf(assignment);
        var value = assignment[(sign + 1)..];
        IEnumerable<string[]> values = name.Length < sign && value.Length == 0 && _values.TryGetValue(name, out var same) ? same
            : ExpandAll((name.Length < sign ? $"${{{name}:-}}" : "") + value).Select(known => (string[])[known]);
        Keep(name, [.. values, .. mayNotRun ? _values.GetValueOrDefault(name, [[$"${{{name}}}"]]) : []]);
    }

    private void Keep(string name, List<string[]> values)
    {
        limit.Take(4 * values.Sum(value => value.Length));
        if (values.Count == 0)
        {
            // A loop through nothing does not run.
            return;
        }

        _values[name] = [.. values.DistinctBy(value => string.Join('\0', value), StringComparer.Ordinal)];
    }

    private IEnumerable<ShellExpansion> Known(string word) =>
        word.StartsWith('@') && PowerShellName(word) is { } list
            ? [new ShellExpansion(list, null, IsWholeList: true, word.Length)]
            : ShellExpansion.In(word).Where(found => _values.ContainsKey(found.Name));

    private IEnumerable<string> NamesIn(string word) => Known(word).Select(found => found.Name);

    // A list that stands in another is part of that.
    private IEnumerable<string> Whole(string word) => PowerShellName(word) is { } name ? _values[name].SelectMany(list => list) : ExpandAll(word);

    // $n, ${n}, @n, and $n.FullName of a file: each of its list is a word.
    private string? PowerShellName(string word)
    {
        var end = word.Length > 2
            && word[0] == '$'
            && word.LastIndexOf('.') is > 0 and var dot
            && word[dot..].ToUpperInvariant() is ".FULLNAME" or ".PATH" or ".PSPATH" or ".NAME" ? dot : word.Length;
        var name = word.StartsWith("${", StringComparison.Ordinal) && word.EndsWith('}') ? word[2..^1]
            : word.Length > 1 && word[0] is '$' or '@' ? word[1..end]
            : "";
        return _ofPowerShell.Contains(name) && _values.ContainsKey(name) ? name : null;
    }

    // What a loop goes through: quotes are not known here.
    private IEnumerable<string> AllWords(string word)
    {
        List<ShellExpansion> used = [.. Known(word)];
        return used.Count == 0 ? [word]
            : Choices(
                [.. used.Select(found => found.Name).Distinct(StringComparer.Ordinal)],
                [.. used.Where(found => !found.IsWholeList).Select(found => found.Name)])
                .SelectMany(choice => Words(word, isQuoted: true, choice).SelectMany(whole => Cut(whole).Prepend(whole).Distinct(StringComparer.Ordinal)));
    }

    // To what PowerShell gives a value, has none itself.
    private IEnumerable<string> WordsOf(ShellCommand command, Dictionary<string, Choice> choice)
    {
        var assigned = PowerShellAssignment.Of(command.Words);
        var isLoop = PowerShellAssignment.LoopOf(command.Words).Length > 0;
        return command.Words.SelectMany((word, at) =>
            at == assigned?.Start ? [assigned.Value.Target + Expand(word[assigned.Value.Target.Length..], choice)]
            : at == 0 && isLoop ? [word]
            : Words(word, command.Quoted.Contains(at) || WrappedCommand.IsAssignment(word), choice));
    }

    private IEnumerable<string> Words(string word, bool isQuoted, Dictionary<string, Choice> choice)
    {
        List<ShellExpansion> used = [.. Known(word)];
        if (used.Count == 0)
        {
            limit.Take(0);
            return [word];
        }

        // In quotes it is text.
        if ((!isQuoted || word[0] == '@') && PowerShellName(word) is { } whole)
            return choice[whole].List;

        var list = used.Find(found => found.IsWholeList).Name;
        IEnumerable<string> words = list is null
            ? [Expand(word, choice)]
            : choice[list].List.Select(one => Expand(word, new(choice, StringComparer.Ordinal) { [list] = new([], one) }));
        return isQuoted || used.TrueForAll(found => _ofPowerShell.Contains(found.Name)) ? words : words.SelectMany(Cut);
    }

    private static string[] Cut(string word) => word.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);

    private string Expand(string word, Dictionary<string, Choice> choice)
    {
        var text = ShellExpansion.Expand(word, name => choice.TryGetValue(name, out var value) ? value.One : null, takesDefaults: false, limit.Left);
        limit.Take(Math.Max(word.Length, text.Length));
        return text;
    }

    // One value of each name; of a list also one word of it.
    private IEnumerable<Dictionary<string, Choice>> Choices(IReadOnlyCollection<string> names, HashSet<string> single)
    {
        List<(string Name, List<Choice> Of)> all = [.. names.Select(name => (name, _values[name]
            .SelectMany(list => list.DefaultIfEmpty("").Take(single.Contains(name) ? list.Length + 1 : 1).Select(one => new Choice(list, one)))
            .ToList()))];
        var at = new int[all.Count];
        for (var place = 0; place < all.Count && !limit.IsReached;)
        {
            yield return all.Select((pair, i) => (pair.Name, Value: pair.Of[at[i]]))
                .ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);
            for (place = 0; place < all.Count && ++at[place] == all[place].Of.Count; place++)
                at[place] = 0;
        }
    }

    private sealed record Choice(string[] List, string One);
}
