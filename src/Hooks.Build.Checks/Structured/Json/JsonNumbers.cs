namespace Hooks.Build.Checks.Structured.Json;

/// <summary>NaN and Infinity, which Python's json reads and writes, though JSON has them not.</summary>
internal static class JsonNumbers
{
    /// <summary>Whether a text may have such a number.</summary>
    public static bool MayHaveSpecial(ReadOnlySpan<byte> text) => text.IndexOf("NaN"u8) >= 0 || text.IndexOf("Infinity"u8) >= 0;

    /// <summary>A number as it is written. What was read as one may be NaN or Infinity, see <see cref="WithoutSpecial"/>.</summary>
    public static ReadOnlySpan<byte> At(ReadOnlySpan<byte> text, in JsonPart part)
    {
        var length = LengthOfSpecial(text[part.Start..]);
        return text.Slice(part.Start, length > 0 ? length : part.Length);
    }

    /// <summary>A text with a number of JSON, and blanks, in the place of each of them, so that everything keeps its place.</summary>
    /// <param name="text">The text.</param>
    /// <param name="allowComments">Whether it may have comments.</param>
    public static PooledBytes WithoutSpecial(ReadOnlySpan<byte> text, bool allowComments)
    {
        PooledBytes plain = new(text.Length);
        var copy = plain.GetSpan(text.Length)[..text.Length];
        text.CopyTo(copy);
        Replace(copy, allowComments);
        plain.Advance(text.Length);
        return plain;
    }

    private static void Replace(Span<byte> text, bool allowComments)
    {
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case (byte)'"':
                    i = EndOfText(text, i);
                    break;
                case (byte)'/' when allowComments:
                    i = EndOfComment(text, i);
                    break;
                case (byte)'N' or (byte)'I' or (byte)'-' when i == 0 || IsBeforeValue(text[i - 1]):
                    i += Overwrite(text[i..]);
                    break;
                default:
                    break;
            }
        }
    }

    private static bool IsBeforeValue(byte before) =>
        before is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'[' or (byte)',' or (byte)':' or (byte)'/';

    private static int Overwrite(Span<byte> number)
    {
        var length = LengthOfSpecial(number);
        if (length == 0)
            return 0;

        number[..length].Fill((byte)' ');
        number[0] = (byte)'0';
        return length - 1;
    }

    private static int LengthOfSpecial(ReadOnlySpan<byte> number) =>
        number.StartsWith("NaN"u8) ? 3 : number.StartsWith("Infinity"u8) ? 8 : number.StartsWith("-Infinity"u8) ? 9 : 0;

    private static int EndOfText(ReadOnlySpan<byte> text, int i)
    {
        for (i++; i < text.Length && text[i] != '"'; i++)
        {
            if (text[i] == '\\')
                i++;
        }

        return i;
    }

    private static int EndOfComment(ReadOnlySpan<byte> text, int i)
    {
        var isLine = text[i..].StartsWith("//"u8);
        if (!isLine && !text[i..].StartsWith("/*"u8))
            return i;

        var length = text[(i + 2)..].IndexOf(isLine ? "\n"u8 : "*/"u8);
        return length < 0 ? text.Length : i + 2 + length + (isLine ? 0 : 1);
    }
}
