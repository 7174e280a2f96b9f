namespace Hooks.Build.Runner.Agents;

/// <summary>The files that a patch in Codex's form is about.</summary>
internal static class PatchPaths
{
    private const string Begin = "*** Begin Patch";
    private static readonly string[] Heads = ["*** Add File: ", "*** Update File: ", "*** Delete File: ", "*** Move to: "];

    /// <summary>The paths that a text names, as it has them; none where there is no patch in it.</summary>
    public static IEnumerable<string> In(string text)
    {
        if (!text.Contains(Begin, StringComparison.Ordinal))
        {
            yield break;
        }

        foreach (var line in text.Split('\n'))
        {
            var trimmed = line.Trim();
            if (Array.Find(Heads, head => trimmed.StartsWith(head, StringComparison.Ordinal)) is { } head)
            {
                yield return trimmed[head.Length..].Trim();
            }
        }
    }
}
