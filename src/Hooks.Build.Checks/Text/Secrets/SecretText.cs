using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Hooks.Build.Checks.Text.Secrets;

/// <summary>Tells what is random from what somebody wrote as an example.</summary>
internal static class SecretText
{
    public const string Digits = "0123456789";
    public const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    public const string Lower = "abcdefghijklmnopqrstuvwxyz";
    public const string Alphanumeric = Digits + Upper + Lower;

    private static readonly SearchValues<byte> WordBytes = SearchValues.Create(Encoding.ASCII.GetBytes(Alphanumeric + "_"));
    private static readonly SearchValues<byte> Letters = SearchValues.Create(Encoding.ASCII.GetBytes(Upper + Lower));

    private static readonly SearchValues<byte> OtherSigns = SearchValues.Create("!@#$%^&*+="u8);
    private static readonly SearchValues<byte> NeverInside = SearchValues.Create(" \t()[]<"u8);

    private static readonly byte[][] ExampleWords =
    [
        .. new[]
        {
            "example", "changeme", "change_me", "change-me", "placeholder", "dummy", "redacted", "sample", "your", "xxxx", "****", "....", "todo",
            "insert", "replace", "holder", "fake", "hello", "tokenhere", "####", "1234-1234", "1234567890", "0123456789", "abcdefgh", "${", "{{", "$(", "%(", "{0}", "<%",
            // The keys of Azure's emulators, which their documentation prints.
            "C2y6yDjf5/R+ob0N8A7Cgv30", "Eby8vdM02xNOcqFlqUwJPLlm",
        }.Select(Encoding.ASCII.GetBytes),
    ];

    /// <summary>Whether a letter, a digit or an underscore stands there.</summary>
    public static bool IsWordAt(ReadOnlySpan<byte> content, int position) =>
        (uint)position < (uint)content.Length && WordBytes.Contains(content[position]);

    public static bool HasLetter(ReadOnlySpan<byte> text) => text.IndexOfAny(Letters) >= 0;

    public static bool HasDigit(ReadOnlySpan<byte> text) => text.IndexOfAnyInRange((byte)'0', (byte)'9') >= 0;

    /// <summary>Whether there is a digit or a sign, as names of things have none.</summary>
    public static bool HasOther(ReadOnlySpan<byte> text) => HasDigit(text) || text.IndexOfAny(OtherSigns) >= 0;

    /// <summary>Whether the text is a GUID, which is a name far more often than a secret.</summary>
    public static bool IsUuid(ReadOnlySpan<byte> text) => text.Length == 36 && text[8] == '-' && Utf8Parser.TryParse(text, out Guid _, out _, 'D');

    /// <summary>Whether the text has so few digits that it may be made of words, as names in code are.</summary>
    public static bool IsWords(ReadOnlySpan<byte> text)
    {
        const int lettersToOneDigit = 12;
        var digits = 0;
        foreach (var one in text)
            digits += char.IsAsciiDigit((char)one) ? 1 : 0;

        return digits < 2 || digits * lettersToOneDigit < text.Length;
    }

    /// <summary>Whether the text is plainly no secret: a path, an address, a sentence, code, or an example.</summary>
    public static bool IsSomethingElse(ReadOnlySpan<byte> text) =>
        text.IndexOfAny(NeverInside) >= 0
        || text.StartsWith("/"u8) || text.StartsWith("./"u8) || text.StartsWith("~/"u8) || text.IndexOf("://"u8) >= 0
        || IsExample(text)
        || Has(text, "password"u8) || Has(text, "passw0rd"u8) || Has(text, "p4ssw0rd"u8) || Has(text, "secret"u8) || Has(text, "token"u8)
        || Has(text, "_test_"u8) || Has(text, "-test-"u8) || IsWordsInBase64(text);

    // Fixtures of tests have their words in base64 too.
    private static bool IsWordsInBase64(ReadOnlySpan<byte> text)
    {
        const int most = 256;
        Span<byte> decoded = stackalloc byte[most];
        if (text.Length % 4 != 0 || text.Length > most || Base64.DecodeFromUtf8(text, decoded, out _, out var length) != OperationStatus.Done)
            return false;

        decoded = decoded[..length];
        return decoded.IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0 && (!HasDigit(decoded) || Has(decoded, "password"u8) || Has(decoded, "secret"u8));
    }

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
