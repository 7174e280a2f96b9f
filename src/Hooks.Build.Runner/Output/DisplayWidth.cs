using System.Globalization;
using System.Text;

namespace Hooks.Build.Runner.Output;

/// <summary>How many columns of a terminal a text takes: letters of East Asia and emoji take two, marks that join what stands before them none.</summary>
internal static class DisplayWidth
{
    // The blocks that Unicode (EastAsianWidth.txt, 16.0) has as wide or full width, joined where nothing but unassigned places is between them.
    private static readonly (int First, int Last)[] Wide =
    [
        (0x1100, 0x115F), (0x231A, 0x231B), (0x2329, 0x232A), (0x23E9, 0x23EC), (0x23F0, 0x23F0), (0x23F3, 0x23F3), (0x25FD, 0x25FE), (0x2614, 0x2615),
        (0x2630, 0x2637), (0x2648, 0x2653),
        (0x267F, 0x267F), (0x268A, 0x268F), (0x2693, 0x2693), (0x26A1, 0x26A1), (0x26AA, 0x26AB), (0x26BD, 0x26BE), (0x26C4, 0x26C5), (0x26CE, 0x26CE),
        (0x26D4, 0x26D4), (0x26EA, 0x26EA),
        (0x26F2, 0x26F3), (0x26F5, 0x26F5), (0x26FA, 0x26FA), (0x26FD, 0x26FD), (0x2705, 0x2705), (0x270A, 0x270B), (0x2728, 0x2728), (0x274C, 0x274C),
        (0x274E, 0x274E), (0x2753, 0x2755),
        (0x2757, 0x2757), (0x2795, 0x2797), (0x27B0, 0x27B0), (0x27BF, 0x27BF), (0x2B1B, 0x2B1C), (0x2B50, 0x2B50), (0x2B55, 0x2B55), (0x2E80, 0x303E),
        (0x3041, 0x4DBF), (0x4DC0, 0xA4CF),
        (0xA960, 0xA97F), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE10, 0xFE19), (0xFE30, 0xFE6F), (0xFF01, 0xFF60), (0xFFE0, 0xFFE6), (0x16FE0, 0x18DF2),
        (0x1AFF0, 0x1B2FF), (0x1D300, 0x1D376),
        (0x1F004, 0x1F004), (0x1F0CF, 0x1F0CF), (0x1F18E, 0x1F18E), (0x1F191, 0x1F19A), (0x1F1E6, 0x1F202), (0x1F210, 0x1F23B), (0x1F240, 0x1F248),
        (0x1F250, 0x1F251), (0x1F260, 0x1F265), (0x1F300, 0x1F320),
        (0x1F32D, 0x1F335), (0x1F337, 0x1F37C), (0x1F37E, 0x1F393), (0x1F3A0, 0x1F3CA), (0x1F3CF, 0x1F3D3), (0x1F3E0, 0x1F3F0), (0x1F3F4, 0x1F3F4),
        (0x1F3F8, 0x1F43E), (0x1F440, 0x1F440), (0x1F442, 0x1F4FC),
        (0x1F4FF, 0x1F53D), (0x1F54B, 0x1F54E), (0x1F550, 0x1F567), (0x1F57A, 0x1F57A), (0x1F595, 0x1F596), (0x1F5A4, 0x1F5A4), (0x1F5FB, 0x1F64F),
        (0x1F680, 0x1F6C5), (0x1F6CC, 0x1F6CC), (0x1F6D0, 0x1F6D2),
        (0x1F6D5, 0x1F6DF), (0x1F6EB, 0x1F6EC), (0x1F6F4, 0x1F6FC), (0x1F7E0, 0x1F7F0), (0x1F90C, 0x1F93A), (0x1F93C, 0x1F945), (0x1F947, 0x1F9FF),
        (0x1FA70, 0x1FAFF), (0x20000, 0x3FFFD),
    ];

    /// <summary>Columns of a text on one line.</summary>
    public static int Of(string text)
    {
        var width = 0;
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            width += OfElement(elements.GetTextElement());
        }

        return width;
    }

    /// <summary>A text with blanks behind it, or before it, so that it takes as many columns.</summary>
    public static string Pad(string text, int width, bool right)
    {
        var blanks = new string(' ', Math.Max(0, width - Of(text)));
        return right ? blanks + text : text + blanks;
    }

    /// <summary>A text that takes no more than as many columns, the middle left out where it has to be: names differ at both ends.</summary>
    public static string Cut(string text, int width)
    {
        if (Of(text) <= width)
        {
            return text;
        }

        List<string> elements = [];
        for (var all = StringInfo.GetTextElementEnumerator(text); all.MoveNext();)
        {
            elements.Add(all.GetTextElement());
        }

        StringBuilder head = new();
        var (left, at) = (width / 2, 0);
        for (; at < elements.Count && OfElement(elements[at]) <= left; at++)
        {
            _ = head.Append(elements[at]);
            left -= OfElement(elements[at]);
        }

        var rest = width - 1 - Of(head.ToString());
        var from = elements.Count;
        while (from > at && OfElement(elements[from - 1]) <= rest)
        {
            rest -= OfElement(elements[--from]);
        }

        return width < 1 ? "" : head.Append('…').AppendJoin("", elements.Skip(from)).ToString();
    }

    // U+FE0F asks for the picture of what has one. A letter and a vowel sign beside it take a column each, a syllable of more signs no third one.
    private static int OfElement(string element)
    {
        const int Most = 2;
        var width = 0;
        foreach (var rune in element.EnumerateRunes())
        {
            width = IsBeside(rune) && width > 0 ? Math.Min(Most, width + 1) : Math.Max(width, rune.Value == 0xFE0F ? Most : OfRune(rune));
        }

        return width;
    }

    // Also the vowel AM of Thai and Lao, and the voice marks of half width.
    private static bool IsBeside(Rune rune) =>
        rune.Value is 0x0E33 or 0x0EB3 or 0xFF9E or 0xFF9F || (rune.Value >= 0x300 && Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpacingCombiningMark);

    private static int OfRune(Rune rune)
    {
        if (rune.Value < 0x300)
        {
            return 1;
        }

        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format)
        {
            return 0;
        }

        var at = Array.BinarySearch(Wide, (rune.Value, int.MaxValue));
        return ~at > 0 && rune.Value <= Wide[~at - 1].Last ? 2 : 1;
    }
}
