using System.Text.RegularExpressions;

namespace Hooks.Build.Engine.ToolOutput;

/// <summary>Files as tools name them.</summary>
internal static partial class FoundFile
{
    private static readonly HashSet<string> Domains = new(
        ["com", "net", "org", "io", "dev", "edu", "gov", "cloud", "internal", "intranet", "lan", "local", "localdomain", "localhost", "svc"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The absolute path of a file that is there; <see langword="null"/> for any other text.</summary>
    /// <param name="name">What may be its name.</param>
    /// <param name="folder">Absolute path of the folder where relative names start.</param>
    public static string? Existing(string name, string folder) => Path(name, folder) is { } path && File.Exists(path) ? path : null;

    /// <summary>
    /// The absolute path of what stands before the number of a line: of a file that is there, or of a name that is one by its looks, as tools name files that
    /// are not, from another folder. Times, hosts before their ports, steps and process ids are none, and what a log writes before a name is no part of it.
    /// </summary>
    /// <returns><see langword="null"/> where it is no file.</returns>
    public static string? BeforeLine(string name, string folder)
    {
        // MSBuild's number of the node, and what puts several outputs together.
        name = WithoutPrefix(name);
        if (IsName(name) && (!name.Contains(' ', StringComparison.Ordinal) || HasFolder(name[..name.IndexOf(' ', StringComparison.Ordinal)])))
        {
            return Path(name, folder);
        }

        return Existing(name, folder) ?? Existing(name[(name.LastIndexOf(' ') + 1)..], folder);
    }

    /// <summary>The absolute path that a name has; <see langword="null"/> where it can be none.</summary>
    public static string? Path(string name, string folder) =>
        name.Length == 0 || name.Contains('\0', StringComparison.Ordinal) ? null : System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, name));

    private static string WithoutPrefix(string name)
    {
        name = name[(name.LastIndexOf('|') + 1)..].Trim();
        var start = 0;
        while (FindingMatch.Of(Noise(), name, start) is { } noise)
        {
            start += noise.Length;
        }

        return name[start..];
    }

    private static bool HasFolder(string name) => name.AsSpan().ContainsAny('/', '\\');

    // A name with an extension, which hosts have as well.
    private static bool IsName(string name) =>
        !name.Contains("://", StringComparison.Ordinal)
            && FindingMatch.Of(Extension(), name) is { } match
            && !Domains.Contains(match.Groups["extension"].Value);

    [GeneratedRegex(@"\G(?:\d+(?::\d+)?>\s*|[\d/:.,+\-TZ\[\]()#]+\s+)(?=\S)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Noise();

    [GeneratedRegex(@"\.(?<extension>[A-Za-z][A-Za-z0-9_+]{0,15})$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Extension();
}
