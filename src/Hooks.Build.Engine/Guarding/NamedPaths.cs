using System.IO.Enumeration;
using Hooks.Build.Checks.Agents;
using Hooks.Build.Engine.Agents;
using Hooks.Build.Graph;

namespace Hooks.Build.Engine.Guarding;

/// <summary>Makes absolute paths of what a command line names, as a shell would: home folders, variables, patterns.</summary>
/// <param name="folder">Absolute path of the folder in which the command line runs.</param>
/// <param name="root">Absolute path of the repository's root.</param>
/// <param name="environment">The variables of this process.</param>
internal sealed class NamedPaths(string folder, string root, IReadOnlyDictionary<string, string> environment)
{
    // More than anybody looks through at each command.
    private const int Most = 5000;
    private int _seen;

    /// <summary>Whether patterns stand for more files than are looked through.</summary>
    public bool AreTooMany => _seen > Most;

    /// <summary>Absolute path of the home folder; empty where there is none.</summary>
    public string Home { get; } = environment.GetValueOrDefault("HOME") is { Length: > 0 } home
        ? home
        : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    /// <summary>
    /// The paths that a word names. Behind what nobody knows the rest counts from the root, which is what most who write it mean; and as it may be anything
    /// below the folder before it, it is a name in that.
    /// </summary>
    public IEnumerable<string> Of(string word)
    {
        word = word.Replace('\\', '/');
        if (word.Length == 0 || word.Contains('\0', StringComparison.Ordinal))
        {
            return [];
        }

        word = word == "~" || word.StartsWith("~/", StringComparison.Ordinal) ? Home + word[1..] : word;
        word = ShellExpansion.Expand(word, name => name == "PWD" ? folder : environment.GetValueOrDefault(name), takesDefaults: true);
        if (word.Contains('$', StringComparison.Ordinal))
        {
            return Unknown(word).SelectMany(Expand);
        }

        // As the shell of git for Windows has drives.
        word = OperatingSystem.IsWindows() && word.Length > 2 && word[0] == '/' && char.IsAsciiLetter(word[1]) && word[2] == '/'
            ? $"{word[1]}:{word[2..]}"
            : word;
        return AgentPaths.Full(word, folder).SelectMany(Expand);
    }

    private IEnumerable<string> Unknown(string word)
    {
        var parts = word.Split('/');
        var last = Array.FindLastIndex(parts, part => part.Length > 0 && !part.Contains('$', StringComparison.Ordinal));
        var unknown = last < 0 ? -1 : Array.FindLastIndex(parts, last, part => part.Contains('$', StringComparison.Ordinal));
        var fromRoot = unknown < 0 ? [] : AgentPaths.Full(string.Join('/', parts[(unknown + 1)..]).TrimStart('/'), root);
        return parts[0].Contains('$', StringComparison.Ordinal) ? fromRoot : fromRoot.Concat(AgentPaths.Full(word, folder));
    }

    /// <summary>All that is in a folder, also deeper; of git's own folder not what it stores by number.</summary>
    public IEnumerable<string> Below(string folder) => EntriesOf(folder).SelectMany(entry =>
        !IsFolder(entry) || (Path.GetFileName(folder) == ".git" && Path.GetFileName(entry) is "objects" or "lfs" or "modules" or "annex")
            ? [entry]
            : Below(entry).Prepend(entry));

    /// <summary>Whether a pattern is one of a name; points and case count for nothing.</summary>
    public static bool IsNamed(string pattern, string name) =>
        !Glob.TryParse(pattern.ToUpperInvariant(), out var glob, out _) || glob.IsMatch(name.ToUpperInvariant());

    /// <summary>Whether a word names a folder into which a shell can go for certain.</summary>
    public bool IsThere(string word)
    {
        var paths = word.AsSpan().ContainsAny('*', '?', '[') ? [] : Of(word).ToList();

        // What is in a folder is told only to who may go into it.
        return paths.Count > 0
            && !ShellExpansion.Expand(word, environment.GetValueOrDefault, takesDefaults: true).Contains('$', StringComparison.Ordinal)
            && paths.TrueForAll(path => Directory.Exists(Path.Combine(path, ".")));
    }

    // The pattern itself as well: it may be meant as it is.
    private IEnumerable<string> Expand(string path)
    {
        var parts = path.Replace('\\', '/').TrimEnd('/').Split('/');
        var first = Array.FindIndex(parts, part => part.AsSpan().ContainsAny('*', '?', '['));
        return first <= 0 ? [path] : Matches(string.Join('/', parts[..first]) + "/", parts, first).Append(path);
    }

    private IEnumerable<string> Matches(string above, string[] parts, int at)
    {
        if (at == parts.Length)
        {
            return [above.TrimEnd('/')];
        }

        var part = parts[at];
        return part == "**" ? Matches(above, parts, at + 1).Concat(EntriesOf(above).Where(IsFolder).SelectMany(entry => Matches(entry + "/", parts, at)))
            : EntriesOf(above).Where(entry => IsLike(part, Path.GetFileName(entry))).SelectMany(entry => Matches(entry + "/", parts, at + 1));
    }

    // What links lead to has no end where they lead back.
    private static bool IsFolder(string path) => Directory.Exists(path) && (File.GetAttributes(path) & FileAttributes.ReparsePoint) == 0;

    private IReadOnlyList<string> EntriesOf(string path)
    {
        if (AreTooMany)
        {
            return [];
        }

        try
        {
            List<string> entries = [.. new FileSystemEnumerable<string>(
                path,
                (ref FileSystemEntry entry) => entry.ToFullPath(),
                new EnumerationOptions { IgnoreInaccessible = true, AttributesToSkip = 0 }).Take(Most + 1)];
            _seen += entries.Count;
            return entries;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    // A pattern matches no point that it does not have itself. What is no glob of ours may be one of some shell: it counts as any name.
    private static bool IsLike(string pattern, string name) =>
        (!name.StartsWith('.') || pattern.StartsWith('.')) && (!Glob.TryParse(pattern, out var glob, out _) || glob.IsMatch(name));
}
