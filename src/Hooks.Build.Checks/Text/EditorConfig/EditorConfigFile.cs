namespace Hooks.Build.Checks.Text.EditorConfig;

/// <summary>An .editorconfig.</summary>
internal sealed class EditorConfigFile
{
    private readonly List<(EditorConfigGlob Glob, List<(string Name, string Value)> Settings)> _sections = [];

    public EditorConfigFile(IEnumerable<string> lines)
    {
        foreach (var line in lines.Select(line => line.Trim().TrimStart('\uFEFF')).Where(line => line.Length > 0 && line[0] is not ('#' or ';')))
        {
            if (line[0] == '[' && line.LastIndexOf(']') is > 1 and var close)
                _sections.Add((new EditorConfigGlob(line[1..close]), []));
            else if (line.IndexOf('=', StringComparison.Ordinal) is > 0 and var sign)
                Add(line[..sign].TrimEnd().ToUpperInvariant(), Value(line[(sign + 1)..]));
        }
    }

    /// <summary>Whether the files of the folders above do not count.</summary>
    public bool IsRoot { get; private set; }

    /// <summary>Applies what it says of a file; later sections win.</summary>
    public void Apply(string path, EditorConfigSettings settings)
    {
        foreach (var (glob, values) in _sections)
        {
            if (values.Count == 0 || !glob.IsMatch(path))
                continue;

            foreach (var (name, value) in values)
                settings.Set(name, value);
        }
    }

    private void Add(string name, string value)
    {
        if (_sections.Count == 0)
            IsRoot |= name == "ROOT" && value == "TRUE";
        else if (EditorConfigSettings.Knows(name))
            _sections[^1].Settings.Add((name, value));
    }

    // A comment may stand behind a value.
    private static string Value(string text)
    {
        var comment = Math.Max(text.IndexOf(" #", StringComparison.Ordinal), text.IndexOf(" ;", StringComparison.Ordinal));
        return (comment < 0 ? text : text[..comment]).Trim().ToUpperInvariant();
    }
}
