using System.Buffers;
using System.Text;

namespace Hooks.Build.Checks;

/// <summary>Tells what is random from what somebody wrote as an example.</summary>
internal static class SecretText
{
    public const string Digits = "0123456789";
    public const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    public const string Lower = "abcdefghijklmnopqrstuvwxyz";
    public const string Alphanumeric = Digits + Upper + Lower;

    private static readonly SearchValues<byte> WordBytes = SearchValues.Create(Encoding.ASCII.GetBytes(Alphanumeric + "_"));
    private static readonly SearchValues<byte> Letters = SearchValues.Create(Encoding.ASCII.GetBytes(Upper + Lower));

    private static readonly byte[][] ExampleWords =
    [
        .. new[]
        {
            "example", "changeme", "change_me", "change-me", "placeholder", "dummy", "redacted", "sample", "your", "xxxx", "****", "....", "todo",
            "insert", "replace", "1234567890", "0123456789", "abcdefgh", "${", "{{", "$(", "%(", "{0}", "<%",
        }.Select(Encoding.ASCII.GetBytes),
    ];

    /// <summary>Whether a letter, a digit or an underscore stands there.</summary>
    public static bool IsWordAt(ReadOnlySpan<byte> content, int position) =>
        (uint)position < (uint)content.Length && WordBytes.Contains(content[position]);

    public static bool HasLetter(ReadOnlySpan<byte> text) => text.IndexOfAny(Letters) >= 0;

    public static bool HasDigit(ReadOnlySpan<byte> text) => text.IndexOfAnyInRange((byte)'0', (byte)'9') >= 0;

    /// <summary>Whether the text stands for a secret rather than being one.</summary>
    public static bool IsExample(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text[0] is (byte)'$' or (byte)'%' || (text[0] == '<' && text[^1] == '>') || (text[0] == '{' && text[^1] == '}'))
            return true;

        foreach (var word in ExampleWords)
        {
            if (Has(text, word))
                return true;
        }

        return false;
    }

    /// <summary>Whether the text has a word in it, whatever its case.</summary>
    public static bool Has(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word)
    {
        for (var i = 0; i <= text.Length - word.Length; i++)
        {
            if (Ascii.EqualsIgnoreCase(text.Slice(i, word.Length), word))
                return true;
        }

        return false;
    }

    /// <summary>Shannon's entropy, in bits a byte.</summary>
    public static double Entropy(ReadOnlySpan<byte> text)
    {
        Span<int> counts = stackalloc int[256];
        counts.Clear();
        foreach (var one in text)
            counts[one]++;

        var entropy = 0.0;
        foreach (var count in counts)
        {
            if (count > 0)
                entropy -= (double)count / text.Length * Math.Log2((double)count / text.Length);
        }

        return entropy;
    }
}
