namespace Hooks.Build.Checks.Toml;

/// <summary>Reads values.</summary>
internal static class TomlValues
{
    /// <summary>Reads the value that begins here.</summary>
    /// <param name="cursor">The text.</param>
    /// <param name="names">The names so far.</param>
    /// <param name="name">The name whose value it is; where it is an inline table, the name is made one.</param>
    /// <param name="level">In how many arrays and inline tables it stands.</param>
    public static void Read(ref TomlCursor cursor, TomlNames names, int name, int level)
    {
        if (level > TomlDocument.MostLevels)
            cursor.Fail($"values are nested deeper than {TomlDocument.MostLevels} levels");

        switch (cursor.Next)
        {
            case (byte)'"':
            case (byte)'\'':
                ReadText(ref cursor);
                break;
            case (byte)'[':
                ReadArray(ref cursor, names, level);
                break;
            case (byte)'{':
                ReadInlineTable(ref cursor, names, names.BeginInline(name), level);
                break;
            case (byte)'t':
                ReadWord(ref cursor, "true"u8);
                break;
            case (byte)'f':
                ReadWord(ref cursor, "false"u8);
                break;
            default:
                if (!TomlTimes.TryRead(ref cursor))
                    TomlNumbers.Read(ref cursor);
                break;
        }
    }

    public static void ReadWord(ref TomlCursor cursor, ReadOnlySpan<byte> word)
    {
        if (!cursor.Rest.StartsWith(word))
            FailAsNoValue(ref cursor);
        cursor.At += word.Length;
    }

    public static void FailAsNoValue(ref TomlCursor cursor) => cursor.Fail(cursor.IsAtEnd || cursor.Next is (byte)'\n' or (byte)'\r' or (byte)'#'
        ? "a value is missing"
        : $"no value begins with {cursor.Shown()}; put texts between quotation marks");

    private static void ReadText(ref TomlCursor cursor)
    {
        var quote = cursor.Next;
        if (cursor.Ahead(1) == quote && cursor.Ahead(2) == quote)
            TomlTexts.ReadLines(ref cursor, quote);
        else if (quote == '"')
            TomlTexts.ReadBasic(ref cursor);
        else
            TomlTexts.ReadLiteral(ref cursor);
    }

    private static void ReadArray(ref TomlCursor cursor, TomlNames names, int level)
    {
        var start = cursor.At++;
        while (true)
        {
            cursor.SkipLines();
            if (cursor.Next == ']')
                break;

            FailIfEnded(ref cursor, start, "array", ']');
            Read(ref cursor, names, TomlNames.None, level + 1);
            cursor.SkipLines();
            if (cursor.Next == ',')
            {
                cursor.At++;
            }
            else if (cursor.Next != ']')
            {
                FailIfEnded(ref cursor, start, "array", ']');
                cursor.Fail($"{cursor.Shown()} is not expected here; ',' or ']' belongs behind a value of an array");
            }
        }

        cursor.At++;
    }

    private static void ReadInlineTable(ref TomlCursor cursor, TomlNames names, int table, int level)
    {
        var start = cursor.At++;
        cursor.SkipBlanks();
        if (cursor.Next == '}')
        {
            cursor.At++;
            return;
        }

        while (true)
        {
            FailIfEnded(ref cursor, start, "inline table", '}');
            TomlDocument.ReadPair(ref cursor, names, table, level + 1);
            cursor.SkipBlanks();
            if (cursor.Next == '}')
                break;

            FailIfEnded(ref cursor, start, "inline table", '}');
            if (cursor.Next != ',')
                cursor.Fail($"{cursor.Shown()} is not expected here; ',' or '}}' belongs behind a value of an inline table");
            cursor.At++;
            cursor.SkipBlanks();
            if (cursor.Next == '}')
                cursor.Fail("a comma stands behind the last value of an inline table; take it away");
        }

        cursor.At++;
    }

    private static void FailIfEnded(ref TomlCursor cursor, int start, string what, char end)
    {
        if (cursor.IsAtEnd)
            throw new FormatFault(start, $"the {what} that begins here has no end; close it with '{end}'");
        if (end == '}' && cursor.Next is (byte)'\n' or (byte)'\r')
            cursor.Fail("an inline table stands on one line; write a [table] instead, or join the lines");
    }
}
