namespace Hooks.Build.Engine.Fingerprints;

/// <summary>Finds what may be files in an argument that is a program for a shell, as in <c>sh -c "..."</c>.</summary>
internal static class ShellWords
{
    private const string Separators = " \t\n;&|<>()\"'`";

    /// <summary>The argument itself and, where it is several words, each of them but those that output goes to.</summary>
    public static List<string> Of(string argument)
    {
        List<string> words = [argument];
        if (!argument.Contains(' ', StringComparison.Ordinal))
        {
            return words;
        }

        var isOutput = false;
        for (var i = 0; i < argument.Length; i++)
        {
            if (Separators.Contains(argument[i], StringComparison.Ordinal))
            {
                isOutput = argument[i] == '>' || (isOutput && argument[i] is (' ' or '"' or '\''));
                continue;
            }

            var start = i;
            while (i + 1 < argument.Length && !Separators.Contains(argument[i + 1], StringComparison.Ordinal))
            {
                i++;
            }

            if (!isOutput)
            {
                words.Add(argument[start..(i + 1)]);
            }

            isOutput = false;
        }

        return words;
    }
}
