using Hooks.Build.Generators.Model;
using Hooks.Build.Graph;

namespace Hooks.Build.Generators.Rules;

/// <summary>The globs of a project, each read once: many hooks have the same.</summary>
internal sealed class GlobTexts
{
    private readonly Dictionary<string, (Glob? Glob, string Error)> _globs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GlobSet?> _sets = new(StringComparer.Ordinal);

    /// <summary>The glob, or <see langword="null"/> with what is wrong.</summary>
    public Glob? Read(string text, out string error)
    {
        if (!_globs.TryGetValue(text, out var known))
            _globs.Add(text, known = Glob.TryParse(text, out var glob, out var problem) ? (glob, "") : (null, problem));

        error = known.Error;
        return known.Glob;
    }

    /// <summary>The set of two lists, one and the same for the same texts; <see langword="null"/> where one is malformed.</summary>
    public GlobSet? Set(EquatableArray<ListItem> include, EquatableArray<ListItem> exclude)
    {
        var key = include.Count == 1 && exclude.Count == 0
            ? include[0].Value ?? ""
            : string.Join("\n", include.Select(item => item.Value)) + "\0" + string.Join("\n", exclude.Select(item => item.Value));
        if (!_sets.TryGetValue(key, out var set))
            _sets.Add(key, set = ReadAll(include) is { } included && ReadAll(exclude) is { } excluded ? GlobSet.Of(included, excluded) : null);

        return set;
    }

    private Glob[]? ReadAll(EquatableArray<ListItem> items)
    {
        var globs = new Glob[items.Count];
        for (var i = 0; i < globs.Length; i++)
        {
            if (Read(items[i].Value ?? "", out _) is not { } glob)
                return null;

            globs[i] = glob;
        }

        return globs;
    }
}
