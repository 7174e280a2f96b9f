namespace Hooks.Build.Checks.Toml;

/// <summary>Reads TOML 1.0 to say whether it is valid. Keeps the names of tables and keys, which may not be defined twice, and no values.</summary>
internal static class TomlDocument
{
    /// <summary>The most parts of a key, and the most levels of arrays and inline tables.</summary>
    public const int MostLevels = 1000;

    /// <summary>Reads all of a text.</summary>
    /// <param name="text">Valid UTF-8.</param>
    /// <exception cref="FormatFault">It is not TOML.</exception>
    public static void Read(ReadOnlySpan<byte> text)
    {
        var names = TomlNames.Rent();
        try
        {
            Read(text, names);
        }
        finally
        {
            names.Return();
        }
    }

    private static void Read(ReadOnlySpan<byte> text, TomlNames names)
    {
        TomlCursor cursor = new(text) { At = text.StartsWith(Utf8Text.Mark) ? Utf8Text.Mark.Length : 0 };
        var table = TomlNames.Root;
        while (true)
        {
            cursor.SkipLines();
            if (cursor.IsAtEnd)
                break;

            if (cursor.Next == '[')
                table = ReadHeader(ref cursor, names);
            else
                ReadPair(ref cursor, names, table, level: 0);
            cursor.FinishLine();
        }
    }

    /// <summary>Reads <c>key = value</c>.</summary>
    public static void ReadPair(ref TomlCursor cursor, TomlNames names, int table, int level)
    {
        for (var parts = 1; ; parts++)
        {
            var key = TomlKeys.Read(ref cursor);
            cursor.SkipBlanks();
            if (cursor.Next != '.')
            {
                ReadValueOf(ref cursor, names, table, key, level);
                return;
            }

            table = names.StepByDots(cursor.Text, table, key);
            NextPart(ref cursor, parts);
        }
    }

    private static void ReadValueOf(ref TomlCursor cursor, TomlNames names, int table, TomlKey key, int level)
    {
        if (cursor.Next != '=')
            cursor.Fail($"{cursor.Shown()} is not expected here; '=' and a value belong behind a key");

        var name = names.Define(cursor.Text, table, key);
        cursor.At++;
        cursor.SkipBlanks();
        TomlValues.Read(ref cursor, names, name, level);
    }

    /// <summary>Reads <c>[table]</c> or <c>[[table]]</c>.</summary>
    private static int ReadHeader(ref TomlCursor cursor, TomlNames names)
    {
        var isArray = cursor.Ahead(1) == '[';
        cursor.At += isArray ? 2 : 1;
        cursor.SkipBlanks();
        var table = TomlNames.Root;
        for (var parts = 1; ; parts++)
        {
            var key = TomlKeys.Read(ref cursor);
            cursor.SkipBlanks();
            if (cursor.Next != '.')
            {
                Close(ref cursor, isArray);
                return isArray ? names.OpenElement(cursor.Text, table, key) : names.OpenTable(cursor.Text, table, key);
            }

            table = names.StepByHeader(cursor.Text, table, key);
            NextPart(ref cursor, parts);
        }
    }

    private static void NextPart(ref TomlCursor cursor, int parts)
    {
        if (parts == MostLevels)
            cursor.Fail($"the key has more than {MostLevels} parts");
        cursor.At++;
        cursor.SkipBlanks();
    }

    private static void Close(ref TomlCursor cursor, bool isArray)
    {
        if (cursor.Next != ']' || (isArray && cursor.Ahead(1) != ']'))
            cursor.Fail($"{cursor.Shown()} is not expected here; the name of a table ends with {(isArray ? "]]" : "]")}");
        cursor.At += isArray ? 2 : 1;
    }
}
