namespace Hooks.Build.Checks.Agents;

/// <summary>
/// Where a script may have gone to by <c>cd</c> and its like, as far as it says so itself; a subshell goes for itself. A <c>cd</c> may fail, or not run at all:
/// only what runs if it has succeeded is in the new folder for certain, and all else may be in the one before as well.
/// </summary>
/// <param name="path">The folder in which it begins; empty for that of the command line.</param>
/// <param name="isThere">Whether a folder is there for certain; <see langword="null"/> where nobody knows.</param>
internal sealed class WorkingFolder(string path, Func<string, bool>? isThere)
{
    private const int LongestPath = 4096;
    private const int MostFolders = 64;

    // What may take away the folder that a later command goes to. Of git only some commands do.
    private static readonly HashSet<string> Removing = new(StringComparer.OrdinalIgnoreCase)
    {
        "rm", "rmdir", "mv", "unlink", "rename", "chmod", "chown", "find", "ln", "mount", "umount", "trash", "trash-put", "rsync", "del", "erase", "rd", "ren", "move", "ri", "mi", "rni", "remove-item", "move-item", "rename-item",
        "sh", "bash", "dash", "zsh", "ksh", "fish", "pwsh", "powershell", "cmd", "eval", "iex", "source", ".",
    };

    private static readonly HashSet<string> RemovingOfGit = new(StringComparer.Ordinal)
    {
        "checkout", "switch", "clean", "stash", "reset", "rm", "mv", "restore", "merge", "rebase", "pull", "cherry-pick", "revert", "worktree", "submodule", "bisect", "sparse-checkout",
    };

    private readonly Stack<(List<string> Possible, List<string> After)> _outer = [];

    // Where a command may be that runs whatever has happened, and where one that runs only if all before it in its list have succeeded.
    private List<string> _possible = [path];
    private List<string> _after = [path];
    private bool _isQuiet = true;

    /// <summary>Whether it has gone to so many folders that they are not told any more.</summary>
    public bool AreTooMany { get; private set; }

    /// <summary>The folders in which a command may run; an empty one is that of the command line.</summary>
    public IReadOnlyList<string> Of(ShellCommand command) => command.IsAfterSuccess ? _after : _possible;

    /// <summary>The folders in which a command behind all others may run.</summary>
    public IReadOnlyList<string> All => Joined(_possible, _after);

    /// <summary>Whether a command is no command but the begin or the end of a subshell.</summary>
    public bool EntersOrLeaves(ShellCommand command)
    {
        if (command == ShellCommand.Open)
        {
            _outer.Push((_possible, _after));
            return true;
        }

        if (command == ShellCommand.Close && _outer.TryPop(out var outer))
            (_possible, _after) = outer;

        return command == ShellCommand.Close;
    }

    /// <summary>Goes where a command goes.</summary>
    /// <param name="command">The command.</param>
    /// <param name="name">The name of its program.</param>
    /// <param name="rest">The words after that. Without one it goes home, or stays: what comes after counts as in the first folder, since nobody knows.</param>
    public void Follow(ShellCommand command, string name, IReadOnlyList<string> rest)
    {
        var here = Of(command);
        if (!command.IsAfterSuccess)
            _after = _possible;

        var upper = name.ToUpperInvariant();
        if (upper is "POPD" or "POP-LOCATION" || (IsGoing(upper) && TargetOf(rest) is "" or "-"))
        {
            // Where that is nobody knows: it counts as the first one.
            Go(command, here, [""], isCertain: true);
        }
        else if (IsGoing(upper))
        {
            var target = TargetOf(rest);
            List<string> gone = [.. here.Select(folder => Whole(HookFolder.Combine(folder, target)))];
            Go(command, here, gone, isCertain: _isQuiet && isThere is not null && gone.TrueForAll(folder => folder.Length == 0 || isThere(folder)));
        }

        _isQuiet &= !Removing.Contains(name) && !(upper == "GIT" && rest.Any(RemovingOfGit.Contains));
    }

    /// <summary>Writes each folder otherwise that has variables.</summary>
    public void Rewrite(Func<string, string> rewritten)
    {
        foreach (var folders in _outer.SelectMany(outer => (List<string>[])[outer.Possible, outer.After]).Append(_possible).Append(_after))
        {
            for (var at = 0; at < folders.Count; at++)
                folders[at] = folders[at].Contains('$', StringComparison.Ordinal) ? rewritten(folders[at]) : folders[at];
        }
    }

    private static bool IsGoing(string name) => name is "CD" or "PUSHD" or "CHDIR" or "SET-LOCATION" or "PUSH-LOCATION" or "SL";

    private static string TargetOf(IReadOnlyList<string> rest) =>
        rest.FirstOrDefault(word => word == "-" || !(word.StartsWith('-') || word is "/d" or "/D")) ?? "";

    // As cd itself does it, a folder and the way up from it are nothing.
    private static string Whole(string folder)
    {
        List<string> parts = [];
        foreach (var part in folder.Replace('\\', '/').Split('/'))
        {
            if (part == ".."
                && parts.Count > 0
                && parts[^1] is not ("" or "." or "..")
                && parts[^1][0] is not ('$' or '~')
                && !parts[^1].AsSpan().ContainsAny("$*?["))
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != "." && (part.Length > 0 || parts.Count == 0))
            {
                parts.Add(part);
            }
        }

        var whole = parts is [""] && folder.Length > 0 ? "/" : string.Join('/', parts);
        return whole.Length > LongestPath ? "" : whole;
    }

    private void Go(ShellCommand command, IReadOnlyList<string> here, List<string> gone, bool isCertain)
    {
        var runs = !command.IsAfterFailure && !command.Words.Contains("!");
        _after = runs ? gone : Joined(gone, here);
        _possible = isCertain && runs && !command.IsAfterSuccess ? gone : Joined(gone, _possible);
    }

    private List<string> Joined(IReadOnlyList<string> one, IReadOnlyList<string> other)
    {
        List<string> all = [.. one.Concat(other).Distinct(StringComparer.Ordinal)];
        AreTooMany |= all.Count > MostFolders;
        return all.Count > MostFolders ? all[..MostFolders] : all;
    }
}
