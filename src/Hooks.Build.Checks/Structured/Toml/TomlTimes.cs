namespace Hooks.Build.Checks.Toml;

/// <summary>Reads dates and times.</summary>
internal static class TomlTimes
{
    /// <summary>Reads the date or time that begins here, if one does.</summary>
    public static bool TryRead(ref TomlCursor cursor)
    {
        var digits = 0;
        while (digits < 5 && char.IsAsciiDigit((char)cursor.Ahead(digits)))
        {
            digits++;
        }

        if (digits == 2 && cursor.Ahead(2) == ':')
        {
            ReadTime(ref cursor);
            return true;
        }

        if (digits != 4 || cursor.Ahead(4) != '-')
            return false;

        ReadDate(ref cursor);
        var hasTime = cursor.Next is (byte)'T' or (byte)'t' || (cursor.Next == ' ' && char.IsAsciiDigit((char)cursor.Ahead(1)));
        if (hasTime)
        {
            cursor.At++;
            ReadTime(ref cursor);
            ReadOffset(ref cursor);
        }

        return true;
    }

    private static void ReadDate(ref TomlCursor cursor)
    {
        var start = cursor.At;
        var year = ReadNumber(ref cursor, 4, 1, 9999, "year");
        Expect(ref cursor, '-', "date such as 2024-12-31");
        var month = ReadNumber(ref cursor, 2, 1, 12, "month");
        Expect(ref cursor, '-', "date such as 2024-12-31");
        var day = ReadNumber(ref cursor, 2, 1, 31, "day");
        if (day > DateTime.DaysInMonth(year, month))
            throw new FormatFault(start, "there is no such day");
    }

    private static void ReadTime(ref TomlCursor cursor)
    {
        _ = ReadNumber(ref cursor, 2, 0, 23, "hour");
        Expect(ref cursor, ':', "time such as 23:59:59");
        _ = ReadNumber(ref cursor, 2, 0, 59, "minute");
        Expect(ref cursor, ':', "time such as 23:59:59");
        _ = ReadNumber(ref cursor, 2, 0, 59, "second");
        if (cursor.Next != '.')
            return;

        cursor.At++;
        if (!char.IsAsciiDigit((char)cursor.Next))
            cursor.Fail($"{cursor.Shown()} is not expected in a time; digits belong behind '.'");
        while (char.IsAsciiDigit((char)cursor.Next))
        {
            cursor.At++;
        }
    }

    private static void ReadOffset(ref TomlCursor cursor)
    {
        if (cursor.Next is (byte)'Z' or (byte)'z')
        {
            cursor.At++;
        }
        else if (cursor.Next is (byte)'+' or (byte)'-')
        {
            cursor.At++;
            _ = ReadNumber(ref cursor, 2, 0, 23, "hour");
            Expect(ref cursor, ':', "difference to UTC such as +02:00");
            _ = ReadNumber(ref cursor, 2, 0, 59, "minute");
        }
    }

    private static int ReadNumber(ref TomlCursor cursor, int digits, int least, int most, string what)
    {
        var value = 0;
        for (var i = 0; i < digits; i++)
        {
            var digit = cursor.Ahead(i) - '0';
            if (digit is < 0 or > 9)
                cursor.Fail($"the {what} has {digits} digits");
            value = (value * 10) + digit;
        }

        if (value < least || value > most)
            cursor.Fail($"there is no {what} {value}; it is {least} to {most}");
        cursor.At += digits;
        return value;
    }

    private static void Expect(ref TomlCursor cursor, char expected, string what)
    {
        if (cursor.Next != expected)
            cursor.Fail($"{cursor.Shown()} is not expected in a {what}");
        cursor.At++;
    }
}
