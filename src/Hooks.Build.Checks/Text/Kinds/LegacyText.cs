namespace Hooks.Build.Checks.Text.Kinds;

/// <summary>Whether bytes that are no UTF-8 may be text of an older encoding in which line ends and blanks are what they are in ASCII.</summary>
internal static class LegacyText
{
    private const byte FirstHigh = 0x80;
    private const int LongestWord = 1000;

    /// <summary>Whether they may.</summary>
    /// <param name="text">Bytes without control characters.</param>
    public static bool IsPlausible(ReadOnlySpan<byte> text) =>
        text.Contains((byte)'\n') && !HasLoneReturn(text) && !HasEndlessWord(text) && (IsMostlyAscii(text) || IsOfPairs(text) || IsOfWords(text));

    // A PDF ends its first line so, in the midst of others.
    private static bool HasLoneReturn(ReadOnlySpan<byte> text)
    {
        for (int at; (at = text.IndexOf((byte)'\r')) >= 0; text = text[(at + 1)..])
        {
            if (at + 1 == text.Length || text[at + 1] != '\n')
                return true;
        }

        return false;
    }

    // No text goes on for so long without a blank, a digit or a line end; what is behind a head of text does.
    private static bool HasEndlessWord(ReadOnlySpan<byte> text)
    {
        for (int at; (at = text.IndexOfAnyInRange(FirstHigh, byte.MaxValue)) >= 0;)
        {
            text = text[at..];
            var length = text.IndexOfAnyExceptInRange(FirstHigh, byte.MaxValue);
            if ((length < 0 ? text.Length : length) > LongestWord)
                return true;
            if (length < 0)
                return false;
            text = text[length..];
        }

        return false;
    }

    // Languages of Latin letters: one byte of four at most.
    private static bool IsMostlyAscii(ReadOnlySpan<byte> text)
    {
        var (high, seen) = (0, 0);
        foreach (var one in text)
        {
            high += one >= FirstHigh ? 1 : 0;
            seen += one > ' ' ? 1 : 0;
        }

        return high * 4 <= seen;
    }

    // Shift-JIS, GBK, Big5, EUC: a byte that leads, and one that may follow.
    private static bool IsOfPairs(ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] < FirstHigh)
                continue;
            if (text[i] is 0x80 or 0xFF || ++i == text.Length || text[i] is < 0x40 or 0xFF)
                return false;
        }

        return true;
    }

    // Cyrillic, Greek, Hebrew: whole words of high bytes, which seldom touch ASCII letters.
    private static bool IsOfWords(ReadOnlySpan<byte> text)
    {
        var (high, touching) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] < FirstHigh)
                continue;

            high++;
            touching += i > 0 && char.IsAsciiLetterOrDigit((char)text[i - 1]) ? 1 : 0;
            touching += i + 1 < text.Length && char.IsAsciiLetterOrDigit((char)text[i + 1]) ? 1 : 0;
        }

        return touching * 16 <= high;
    }
}
