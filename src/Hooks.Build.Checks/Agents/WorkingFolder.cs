namespace Hooks.Build.Checks.Agents;

/// <summary>Where a script has gone to by <c>cd</c> and its like, as far as it says so itself; a subshell goes for itself.</summary>
internal sealed class WorkingFolder(string path)
{
    private readonly Stack<string> _outer = [];

    /// <summary>The folder; empty where the script has not gone anywhere.</summary>
    public string Path { get; private set; } = path;

    /// <summary>Whether a command is no command but the begin or the end of a subshell.</summary>
    public bool EntersOrLeaves(ShellCommand command)
    {
        if (command == ShellCommand.Open)
        {
            _outer.Push(Path);
            return true;
        }

        Path = command == ShellCommand.Close && _outer.TryPop(out var outer) ? outer : Path;
        return command == ShellCommand.Close;
    }

    /// <summary>Goes where a command goes.</summary>
    /// <param name="name">The name of its program.</param>
    /// <param name="rest">The words after that. Without one it goes home, or stays: what comes after counts as in the first folder, since nobody knows.</param>
    public void Follow(string name, IReadOnlyList<string> rest)
    {
        if (name.ToUpperInvariant() is "POPD" or "POP-LOCATION")
        {
            Path = "";
        }
        else if (name.ToUpperInvariant() is "CD" or "PUSHD" or "CHDIR" or "SET-LOCATION" or "PUSH-LOCATION" or "SL")
        {
            var to = rest.FirstOrDefault(word => word == "-" || !(word.StartsWith('-') || word is "/d" or "/D"));
            Path = to is null or "-" ? "" : HookFolder.Combine(Path, to);
            Path = Path.Length > 4096 ? "" : Path;
        }
    }
}
