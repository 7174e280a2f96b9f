namespace Hooks.Build.Checks.Toml;

/// <summary>What a name stands for.</summary>
internal enum TomlKind : byte
{
    /// <summary>A value that is no table, or an array that is written as one.</summary>
    Value,

    /// <summary>A table that was only passed through by a header; it may be defined later.</summary>
    Passed,

    /// <summary>A table with a header of its own, or an element of an array of tables.</summary>
    Headed,

    /// <summary>A table that dotted keys made.</summary>
    Dotted,

    /// <summary>An inline table: closed for ever.</summary>
    Inline,

    /// <summary>An array of tables.</summary>
    Array,
}

/// <summary>The rules of what may be defined, and where again. Tables are told by number.</summary>
internal sealed class TomlNames
{
    public const int None = -1;

    /// <summary>The table that a text begins with.</summary>
    public const int Root = 0;

    [ThreadStatic]
    private static TomlNames? t_spare;

    private readonly TomlNameTable _table = new();

    /// <summary>Counts headers: a table that dotted keys made is closed by the next.</summary>
    private int _section;

    public static TomlNames Rent()
    {
        var names = t_spare ?? new TomlNames();
        t_spare = null;
        names._table.Clear();
        names._section = 0;
        _ = names._table.Add([], None, default, TomlKind.Headed);
        return names;
    }

    public void Return()
    {
        if (_table.IsSmall)
            t_spare = this;
        else
            _table.Drop();
    }

    /// <summary>Goes to a table by a part of a dotted key.</summary>
    public int StepByDots(ReadOnlySpan<byte> text, int table, TomlKey key)
    {
        var found = _table.Find(text, table, key);
        if (found == None)
            return AddDotted(text, table, key);

        ref var name = ref _table[found];
        switch (name.Kind)
        {
            case TomlKind.Passed:
                name.Kind = TomlKind.Dotted;
                name.Latest = _section;
                return found;
            case TomlKind.Dotted when name.Latest == _section:
                return found;
            case TomlKind.Value:
                throw Fault(text, key, "is a value, so it has no keys of its own");
            case TomlKind.Inline:
                throw Fault(text, key, "is an inline table, to which nothing can be added; write the key between its braces");
            default:
                throw Fault(text, key, "is a table that is defined elsewhere; write the key below its header");
        }
    }

    /// <summary>Goes to a table by a part of a header, other than the last.</summary>
    public int StepByHeader(ReadOnlySpan<byte> text, int table, TomlKey key)
    {
        var found = _table.Find(text, table, key);
        if (found == None)
            return _table.Add(text, table, key, TomlKind.Passed);

        return _table[found].Kind switch
        {
            TomlKind.Value => throw Fault(text, key, "is a value, so there are no tables in it"),
            TomlKind.Inline => throw Fault(text, key, "is an inline table, to which nothing can be added"),
            TomlKind.Array => _table[found].Latest,
            _ => found,
        };
    }

    /// <summary>Defines a table by the last part of its header.</summary>
    public int OpenTable(ReadOnlySpan<byte> text, int table, TomlKey key)
    {
        _section++;
        var found = _table.Find(text, table, key);
        if (found == None)
            return _table.Add(text, table, key, TomlKind.Headed);
        if (_table[found].Kind != TomlKind.Passed)
            throw Fault(text, key, "is defined already; a table has one header, and no other key has its name");

        _table[found].Kind = TomlKind.Headed;
        return found;
    }

    /// <summary>Adds an element to an array of tables by the last part of its header.</summary>
    public int OpenElement(ReadOnlySpan<byte> text, int table, TomlKey key)
    {
        _section++;
        var found = _table.Find(text, table, key);
        if (found == None)
            found = _table.Add(text, table, key, TomlKind.Array);
        else if (_table[found].Kind != TomlKind.Array)
            throw Fault(text, key, "is defined already, and not as an array of tables");

        var element = _table.Add(text, None, default, TomlKind.Headed);
        _table[found].Latest = element;
        return element;
    }

    /// <summary>Defines a key of a table.</summary>
    public int Define(ReadOnlySpan<byte> text, int table, TomlKey key) => _table.Find(text, table, key) == None
        ? _table.Add(text, table, key, TomlKind.Value)
        : throw Fault(text, key, "is defined already; keep one");

    /// <summary>Makes the value of a name an inline table, or makes one that has no name.</summary>
    public int BeginInline(int name)
    {
        if (name == None)
            return _table.Add([], None, default, TomlKind.Inline);

        _table[name].Kind = TomlKind.Inline;
        return name;
    }

    private int AddDotted(ReadOnlySpan<byte> text, int table, TomlKey key)
    {
        var added = _table.Add(text, table, key, TomlKind.Dotted);
        _table[added].Latest = _section;
        return added;
    }

    private static FormatFault Fault(ReadOnlySpan<byte> text, TomlKey key, string what) =>
        new(key.Start, $"{TextPlace.Name(key.In(text))} {what}");
}
