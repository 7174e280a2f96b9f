namespace Hooks.Build.Runner.Agents;

/// <summary>
/// Our lines in git's <c>info/exclude</c>, in two each: a note, and the path. The note of the first says how the file was before, so that it is the same again
/// when all are taken out.
/// </summary>
internal static class ExcludeLines
{
    private const string Head = "# It names this machine's program (hooks install --agent";
    private const string Plain = Head + "):\n";
    private const string NotEnded = Head + "; the line before had no end):\n";
    private const string NotThere = Head + "; this file was not there):\n";

    /// <summary>A file with a path in it.</summary>
    /// <param name="text">The file; <see langword="null"/> where there is none.</param>
    /// <param name="path">The path, from the top of the working tree.</param>
    public static string Add(string? text, string path) => text switch
    {
        null => NotThere,
        "" => Plain,
        _ when !text.EndsWith('\n') => text + "\n" + NotEnded,
        _ => text + Plain,
    }
    + $"/{path}\n";

    /// <summary>A file without a path that was put into it; <see langword="null"/> where there was no file.</summary>
    /// <param name="text">The file.</param>
    /// <param name="path">The path, from the top of the working tree.</param>
    public static string? Remove(string text, string path)
    {
        foreach (var note in new[] { Plain, NotEnded, NotThere })
        {
            for (var lines = $"{note}/{path}\n"; text.IndexOf(lines, StringComparison.Ordinal) is >= 0 and var at;)
            {
                var (before, after) = (text[..at], text[(at + lines.Length)..]);
                if (note != Plain && after.StartsWith(Plain, StringComparison.Ordinal))
                {
                    // What it says is true of the next.
                    after = note + after[Plain.Length..];
                }
                else if (note == NotEnded && after.Length == 0 && before.EndsWith('\n'))
                {
                    before = before[..^1];
                }

                text = before + after;
                if (note == NotThere && text.Length == 0)
                {
                    return null;
                }
            }
        }

        return text;
    }
}
