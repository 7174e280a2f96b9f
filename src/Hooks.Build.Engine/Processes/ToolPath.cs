using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Native;

namespace Hooks.Build.Engine.Processes;

/// <summary>Finds programs as a shell does: a name on PATH, anything with a separator from the working directory.</summary>
public static class ToolPath
{
    /// <summary>Finds a program.</summary>
    /// <param name="name">Name or path, as written in the command.</param>
    /// <param name="workingDirectory">Where relative paths start.</param>
    /// <param name="environment">The environment that has PATH.</param>
    /// <param name="path">Absolute path of the program.</param>
    /// <param name="searched">Where it was looked for, for the error text, if it was not found.</param>
    public static bool TryFind(string name, string workingDirectory, IReadOnlyDictionary<string, string> environment, out string path, out string searched)
    {
        IReadOnlyList<string> folders = name.Contains('/', StringComparison.Ordinal) || name.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? [workingDirectory]
            : Folders(environment);
        var candidates = name.Contains('\0', StringComparison.Ordinal) ? [] : Candidates(name, workingDirectory, folders, environment);
        foreach (var candidate in candidates)
        {
            if (IsProgram(candidate))
            {
                (path, searched) = (candidate, "");
                return true;
            }
        }

        path = "";
        searched = folders.Count == 0 ? "PATH is empty" : string.Join(Path.PathSeparator, folders);
        if (candidates.Select(WhyNot).FirstOrDefault(reason => reason is not null) is { } found)
        {
            searched += $" ({found})";
        }

        return false;
    }

    /// <summary>The folders of PATH, in order.</summary>
    public static IReadOnlyList<string> Folders(IReadOnlyDictionary<string, string> environment) =>
        Value(environment, "PATH").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>
    /// The names of files that a program may have on Windows, in order. What stands behind the last dot need be no extension (<c>python3.12</c>).
    /// </summary>
    /// <param name="name">The name, as written in the command.</param>
    /// <param name="extensions">PATHEXT; empty for what it is by default.</param>
    public static IEnumerable<string> NamesOnWindows(string name, string extensions) =>
    [
        .. Path.HasExtension(name) ? new[] { name } : [],
        .. (extensions.Length == 0 ? ".COM;.EXE;.BAT;.CMD" : extensions)
            .Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(extension => name + extension),
    ];

    /// <summary>
    /// Whether there is a file that this user may execute. Anything else of the name is passed over, as execvp does: a folder, a link that leads nowhere.
    /// </summary>
    public static bool IsProgram(string path) =>
        OperatingSystem.IsWindows() ? File.Exists(path) : FileStatus.Read(path, followsLinks: true).Kind == FileKind.File && MayExecute(path);

    private static unsafe bool MayExecute(string path)
    {
        const int Execute = 1;
        using NativeStrings strings = new();
        return Libc.Access(strings.Add(path), Execute) == 0;
    }

    private static IEnumerable<string> Candidates(
        string name, string workingDirectory, IReadOnlyList<string> folders, IReadOnlyDictionary<string, string> environment)
    {
        foreach (var folder in folders)
        {
            foreach (var file in OperatingSystem.IsWindows() ? NamesOnWindows(name, Value(environment, "PATHEXT")) : [name])
            {
                yield return Path.GetFullPath(Path.Combine(workingDirectory, folder, file));
            }
        }
    }

    private static string? WhyNot(string path) => FileStatus.Read(path).Kind switch
    {
        FileKind.Link when FileStatus.Read(path, followsLinks: true).Kind == FileKind.None => $"{path} is a link that leads nowhere",
        FileKind.File or FileKind.Link when FileStatus.Read(path, followsLinks: true) is { Kind: FileKind.File } file =>
            file.IsExecutable && MountFlags.ForbidExecution(path)
                ? $"{path} lies in a file system in which nothing may be executed: mounted with noexec"
                : $"{path} may not be executed: chmod +x",
        _ => null,
    };

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
