namespace Hooks.Build.Runner.Output;

/// <summary>What a terminal takes for a command: ESC [ parameters and a letter, ESC ] text and BEL or ESC \, or ESC and one character.</summary>
internal static class EscapeSequence
{
    /// <summary>The place after one. What does not belong to it, such as a line end or the next ESC, is not hidden by it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where its ESC is.</param>
    public static int After(string text, int at)
    {
        at++;
        if (at == text.Length || text[at] is '\e' or '\n')
        {
            return at;
        }

        switch (text[at])
        {
            case '[':
                at = AfterAll(text, at + 1, character => character is >= ' ' and <= '?');
                return at < text.Length && text[at] is >= '@' and <= '~' ? at + 1 : at;
            case ']':
                at = AfterAll(text, at + 1, character => character is not ('\a' or '\e' or '\n'));
                return at < text.Length && text[at] == '\a' ? at + 1 : at;
            default:
                return char.IsSurrogatePair(text, at) ? at + 2 : at + 1;
        }
    }

    private static int AfterAll(string text, int at, Func<char, bool> belongs)
    {
        while (at < text.Length && belongs(text[at]))
        {
            at++;
        }

        return at;
    }
}
