using Hooks.Build.Catalog;
using Hooks.Build.Graph;

namespace Hooks.Build.Checks.Text.Secrets;

/// <summary>What is accepted: a fingerprint, or a glob of files, a line; # begins a comment.</summary>
internal sealed class AllowedSecrets
{
    private const string Option = "--allow-list";

    private readonly HashSet<string> _fingerprints = new(StringComparer.OrdinalIgnoreCase);
    private readonly GlobSet _files;

    private AllowedSecrets(string list, IEnumerable<string> lines)
    {
        List = list;
        var globs = new List<string>();
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            var text = WithoutComment(line);
            if (text.Length == SecretFingerprint.Length && text.All(char.IsAsciiHexDigit))
                _fingerprints.Add(text);
            else if (text.Length > 0 && !Glob.TryParse(text, out _, out var error))
                throw new CheckSetupException($"{list}({number}): {error.TrimEnd('.')}");
            else if (text.Length > 0)
                globs.Add(text);
        }

        _files = GlobSet.Parse(globs, []);
    }

    /// <summary>The name of the list.</summary>
    public string List { get; }

    /// <summary>Whether there is one that does not count.</summary>
    public bool IsLeftOut { get; private init; }

    /// <summary>Reads the list. There need be none, unless it is named.</summary>
    public static AllowedSecrets Read(HookArguments arguments, CheckContext context)
    {
        var list = arguments.Text(Option);
        try
        {
            var lines = context.LinesOf(list);
            var isLeftOut = context.IsLeftOut(list);
            return lines is not null || isLeftOut || !arguments.Has(Option)
                ? new AllowedSecrets(list, lines ?? []) { IsLeftOut = isLeftOut }
                : throw new FileNotFoundException("there is no such file");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CheckSetupException($"{Option}: {list} cannot be read ({e.Message.TrimEnd('.')}); put a file there that can be read, or leave it out", e);
        }
    }

    /// <summary>Whether all secrets of a file are accepted.</summary>
    public bool IsFileAllowed(string path) => _files.IsMatch(path);

    /// <summary>Whether a secret is accepted.</summary>
    public bool IsAllowed(string fingerprint) => _fingerprints.Contains(fingerprint);

    // In the midst of a line, # is a comment behind a blank.
    private static string WithoutComment(string line)
    {
        var comment = line.StartsWith('#') ? 0 : line.IndexOf(" #", StringComparison.Ordinal);
        return (comment < 0 ? line : line[..comment]).Trim();
    }
}
