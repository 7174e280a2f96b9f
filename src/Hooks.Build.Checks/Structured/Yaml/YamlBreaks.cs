namespace Hooks.Build.Checks.Structured.Yaml;

/// <summary>Hides characters that end a line in YAML 1.1, as YamlDotNet reads it, and none in YAML 1.2.</summary>
internal static class YamlBreaks
{
    /// <summary>Puts characters of no meaning in their place, a different one for each, so that different keys stay different.</summary>
    public static void Hide(Span<char> text)
    {
        if (!text.ContainsAny('\x85', '\u2028', '\u2029'))
            return;

        text.Replace('\x85', '\uE085');
        text.Replace('\u2028', '\uE028');
        text.Replace('\u2029', '\uE029');
    }
}
