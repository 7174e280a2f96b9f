namespace Hooks.Build.Checks.Toml;

/// <summary>Reads whole numbers and floating-point numbers.</summary>
internal static class TomlNumbers
{
    public static void Read(ref TomlCursor cursor)
    {
        var start = cursor.At;
        if (cursor.Next == '0' && cursor.Ahead(1) is (byte)'x' or (byte)'o' or (byte)'b')
        {
            var digits = cursor.Ahead(1) == 'x' ? Digits.Hexadecimal : cursor.Ahead(1) == 'o' ? Digits.Octal : Digits.Binary;
            cursor.At += 2;
            ReadDigits(ref cursor, digits);
            return;
        }

        if (cursor.Next is (byte)'+' or (byte)'-')
            cursor.At++;

        if (cursor.Next == 'i')
        {
            TomlValues.ReadWord(ref cursor, "inf"u8);
        }
        else if (cursor.Next == 'n')
        {
            TomlValues.ReadWord(ref cursor, "nan"u8);
        }
        else if (!char.IsAsciiDigit((char)cursor.Next))
        {
            cursor.At = start;
            TomlValues.FailAsNoValue(ref cursor);
        }
        else
        {
            ReadDecimal(ref cursor, start);
        }
    }

    private static void ReadDecimal(ref TomlCursor cursor, int start)
    {
        if (cursor.Next == '0' && cursor.Ahead(1) is (>= (byte)'0' and <= (byte)'9') or (byte)'_')
            throw new FormatFault(start, "a number may not begin with 0; take the zeros away, or put it between quotation marks");

        ReadDigits(ref cursor, Digits.Decimal);
        if (cursor.Next == '.')
        {
            cursor.At++;
            ReadDigits(ref cursor, Digits.Decimal);
        }

        if (cursor.Next is (byte)'e' or (byte)'E')
        {
            cursor.At++;
            if (cursor.Next is (byte)'+' or (byte)'-')
                cursor.At++;
            ReadDigits(ref cursor, Digits.Decimal);
        }
    }

    /// <summary>Reads digits, with single underscores between them.</summary>
    private static void ReadDigits(ref TomlCursor cursor, Digits digits)
    {
        while (true)
        {
            var start = cursor.At;
            while (IsDigit(cursor.Next, digits))
            {
                cursor.At++;
            }

            if (cursor.At == start)
                cursor.Fail($"{cursor.Shown()} is not expected in a number; a digit belongs here");
            if (cursor.Next != '_')
                return;
            cursor.At++;
        }
    }

    private static bool IsDigit(byte next, Digits digits) => digits switch
    {
        Digits.Hexadecimal => char.IsAsciiHexDigit((char)next),
        Digits.Octal => next is >= (byte)'0' and <= (byte)'7',
        Digits.Binary => next is (byte)'0' or (byte)'1',
        _ => char.IsAsciiDigit((char)next),
    };

    private enum Digits
    {
        Decimal,
        Hexadecimal,
        Octal,
        Binary,
    }
}
