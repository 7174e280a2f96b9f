namespace Hooks.Build.Engine.Processes;

/// <summary>Finds programs as a shell does: a name on PATH, anything with a separator from the working directory.</summary>
public static class ToolPath
{
    /// <summary>Finds a program.</summary>
    /// <param name="name">Name or path, as written in the command.</param>
    /// <param name="workingDirectory">Where relative paths start.</param>
    /// <param name="environment">The environment that has PATH.</param>
    /// <param name="path">Absolute path of the program.</param>
    /// <param name="searched">Where it was looked for, for the error text.</param>
    public static bool TryFind(string name, string workingDirectory, IReadOnlyDictionary<string, string> environment, out string path, out string searched)
    {
        IReadOnlyList<string> folders = name.Contains('/', StringComparison.Ordinal) || name.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? [workingDirectory]
            : Value(environment, "PATH").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var candidates = name.Contains('\0', StringComparison.Ordinal)
            ? []
            : folders.SelectMany(folder => Extensions(name, environment).Select(extension => Path.GetFullPath(Path.Combine(workingDirectory, folder, name + extension)))).Where(File.Exists);
        path = candidates.FirstOrDefault(IsExecutable) ?? "";
        searched = folders.Count == 0 ? "PATH is empty" : string.Join(Path.PathSeparator, folders);
        if (path.Length == 0 && candidates.FirstOrDefault() is { } found)
        {
            searched += $" ({found} may not be executed: chmod +x)";
        }

        return path.Length > 0;
    }

    private static IEnumerable<string> Extensions(string name, IReadOnlyDictionary<string, string> environment)
    {
        if (!OperatingSystem.IsWindows() || Path.HasExtension(name))
        {
            return [""];
        }

        var extensions = Value(environment, "PATHEXT");
        return (extensions.Length == 0 ? ".COM;.EXE;.BAT;.CMD" : extensions).Split(';', StringSplitOptions.RemoveEmptyEntries);
    }

    private static bool IsExecutable(string path)
    {
        const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Execute) != 0;
    }

    private static string Value(IReadOnlyDictionary<string, string> environment, string name)
    {
        if (environment.TryGetValue(name, out var value))
        {
            return value;
        }

        // Windows spells it Path.
        return environment.FirstOrDefault(pair => string.Equals(pair.Key, name, StringComparison.OrdinalIgnoreCase)).Value ?? "";
    }
}
