using Hooks.Build.Graph;

namespace Hooks.Build.Engine.Guarding;

/// <summary>
/// Paths that are protected for one reason. Case does not count: on some disks two names that differ in it are one file, and who guards may not hang on that.
/// </summary>
internal sealed class ProtectedGroup
{
    private readonly GlobSet _globs;
    private readonly GlobSet _left;
    private readonly List<string> _begins = [];
    private readonly List<string> _whole = [];

    /// <summary>Reads a group.</summary>
    /// <param name="what">What the paths are.</param>
    /// <param name="globs">Their globs.</param>
    /// <param name="exclude">Globs of what is left out.</param>
    /// <param name="names">Paths as they are, of files, and of folders with <c>/</c> at the end: all in them is protected as well.</param>
    public ProtectedGroup(string what, IReadOnlyList<string> globs, IReadOnlyList<string> exclude, IReadOnlyList<string> names)
    {
        What = what;
        _globs = GlobSet.Parse(globs.Select(Upper), []);
        _left = GlobSet.Parse(exclude.Select(Upper), []);
        _whole.AddRange(names);
        foreach (var glob in globs)
        {
            // The folder in which all of it lies; what may be anywhere lies in none.
            var wild = glob.AsSpan().IndexOfAny("*?[{");
            var begin = wild < 0 ? glob : glob[..(glob.AsSpan(0, wild).LastIndexOf('/') + 1)];
            (wild < 0 || glob == begin + "**" ? _whole : _begins).Add(begin);
        }

        _ = _whole.RemoveAll(name => name.Length == 0);
        _ = _begins.RemoveAll(name => name.Length == 0);
    }

    /// <summary>What the paths are.</summary>
    public string What { get; }

    /// <summary>Files, and folders that end with <c>/</c>, in which they lie.</summary>
    public IEnumerable<string> Names => _whole.Concat(_begins);

    /// <summary>Whether a path is one of them, or holds one and is taken away.</summary>
    /// <param name="path">The path from the root, with <c>/</c>; empty for the root itself.</param>
    /// <param name="removes">Whether it is taken away with all that is in it.</param>
    /// <param name="isThere">Whether there is something at a path from the root.</param>
    public bool Has(string path, bool removes, Func<string, bool> isThere)
    {
        if (path.Length > 0 && _left.IsMatch(Upper(path)))
        {
            return false;
        }

        return (path.Length > 0 && _globs.IsMatch(Upper(path)))
            || _whole.Exists(name => path.Equals(name.TrimEnd('/'), StringComparison.OrdinalIgnoreCase)
                || (name.EndsWith('/') && path.StartsWith(name, StringComparison.OrdinalIgnoreCase)))
            || (removes
                && _whole.Concat(_begins).Any(name => (path.Length == 0 || name.StartsWith(path + "/", StringComparison.OrdinalIgnoreCase)) && isThere(name)));
    }

    private static string Upper(string text) => text.ToUpperInvariant();
}
