using YamlDotNet.Core;

namespace Hooks.Build.Checks.Structured.Yaml;

/// <summary>Says what the parser refused as one sentence without a dot.</summary>
internal static class YamlFaults
{
    public static string Explain(YamlException refused)
    {
        var text = refused.Message.TrimEnd('.', ' ').Replace("  ", " ", StringComparison.Ordinal).Replace("whtespace", "a blank", StringComparison.Ordinal);
        if (refused is MaximumRecursionLevelReachedException)
            return "values are nested too deep";

        return text.Length > 1 && char.IsAsciiLetterLower(text[1]) ? char.ToLowerInvariant(text[0]) + text[1..] : text;
    }
}
