using Hooks.Build.Graph;

namespace Hooks.Build.CSharp.Projects;

/// <summary>A pattern of MSBuild, whose brackets and braces mean themselves; what cannot be read is taken for more, not for less.</summary>
internal sealed class ProjectGlob
{
    private readonly Glob? _include;
    private readonly Glob[] _excludes;

    private ProjectGlob(Glob? include, Glob[] excludes)
    {
        _include = include;
        _excludes = excludes;
    }

    public static ProjectGlob Of(LinkedPattern pattern) => new(Include(pattern.Include), [.. pattern.Excludes.Select(Exclude).OfType<Glob>()]);

    /// <summary>Whether a file is meant.</summary>
    public bool IsMatch(string path) => _include?.IsMatch(path) != false && !Array.Exists(_excludes, glob => glob.IsMatch(path));

    private static Glob? Include(string pattern) => Glob.TryParse(AllNames(string.Create(pattern.Length, pattern, Widen)), out var glob, out _) ? glob : null;

    // To MSBuild, as to DOS, that is every name, also one without a dot.
    private static string AllNames(string pattern) => string.Join('/', pattern.Split('/').Select(segment => segment == "*.*" ? "*" : segment));

    private static Glob? Exclude(string pattern) => !pattern.Any(IsSpecial) && Glob.TryParse(pattern, out var glob, out _) ? glob : null;

    private static bool IsSpecial(char character) => character is '[' or ']' or '{' or '}' or '!' or '\\';

    private static void Widen(Span<char> wide, string pattern)
    {
        for (var i = 0; i < pattern.Length; i++)
        {
            wide[i] = IsSpecial(pattern[i]) ? '?' : pattern[i];
        }
    }
}
