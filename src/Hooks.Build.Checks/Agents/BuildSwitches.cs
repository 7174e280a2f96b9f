namespace Hooks.Build.Checks.Agents;

/// <summary>
/// What a command line gives to MSBuild: properties and targets. The value stands behind <c>:</c>, and of <c>dotnet</c> behind <c>=</c> or as the next word,
/// too:
/// <c>-p:A=B</c>, <c>/p:A=B</c>, <c>-p=A=B</c>, <c>--property A=B</c>.
/// </summary>
internal static class BuildSwitches
{
    /// <summary>What it says of hooks that takes them off: a property, or a target; <see langword="null"/> where it says nothing of that.</summary>
    /// <param name="words">The words after <c>dotnet</c> or <c>msbuild</c>.</param>
    public static string? Find(IReadOnlyList<string> words) =>
        ValuesOf(words, "p", "property").FirstOrDefault(IsOff) is { } property ? $"-p:{property} switches the hooks off"
        : ValuesOf(words, "t", "target", "getTargetResult").SelectMany(Listed).Contains("UninstallHooks", StringComparer.OrdinalIgnoreCase)
            ? "it uninstalls the hooks"
        : null;

    private static bool IsOff(string properties) =>
        Listed(properties).Any(pair => pair.Split('=', 2) is [var name, var value]
            && HookSwitches.IsOurs(name.Trim().Trim('"'), Unescaped(value.Trim().Trim('"'))));

    private static IEnumerable<string> Listed(string value) => value.Split(';', ',').Select(part => part.Trim().Trim('"'));

    // As MSBuild writes letters that mean something to it.
    private static string Unescaped(string value) => value.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(value) : value;

    private static IEnumerable<string> ValuesOf(IReadOnlyList<string> words, params string[] names)
    {
        for (var at = 0; at < words.Count; at++)
        {
            var text = words[at].TrimStart('-', '/');
            var sign = text.AsSpan().IndexOfAny(':', '=');
            if (text.Length == words[at].Length || !names.Contains(sign < 0 ? text : text[..sign], StringComparer.OrdinalIgnoreCase))
                continue;

            if (sign >= 0 && sign + 1 < text.Length)
                yield return text[(sign + 1)..];
            else if (at + 1 < words.Count)
                yield return words[at + 1];
        }
    }
}
