using System.Globalization;

namespace Hooks.Build.Engine.Plans;

/// <summary>Reads the lines of a plan, as the generator's <c>PlanText</c> writes them: <c>Name=Value</c>, or a name alone for a null.</summary>
internal ref struct PlanText(string text)
{
    private readonly string _text = text;
    private int _at;

    /// <summary>Name of the current line.</summary>
    public ReadOnlySpan<char> Name { get; private set; }

    /// <summary>Value of the current line; <see langword="null"/> where it has none.</summary>
    public string? Value { get; private set; }

    /// <summary>Goes to the next line, if there is one.</summary>
    public bool Next()
    {
        if (_at >= _text.Length)
        {
            return false;
        }

        var rest = _text.AsSpan(_at);
        var end = rest.IndexOf('\n');
        if (end < 0)
        {
            throw new InvalidDataException("its last line has no end");
        }

        var line = rest[..end];
        _at += end + 1;
        var sign = line.IndexOf('=');
        Name = sign < 0 ? line : line[..sign];
        Value = sign < 0 ? null : Unescape(line[(sign + 1)..]);
        return true;
    }

    /// <summary>The value, where there must be one.</summary>
    public readonly string Text() => Value ?? throw Malformed();

    /// <summary>The value as a number that is not negative.</summary>
    public readonly int Number() => int.TryParse(Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Malformed();

    /// <summary>The value as a number with a fraction.</summary>
    public readonly double Fraction() =>
        double.TryParse(Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : throw Malformed();

    /// <summary>The value, which can only be <c>true</c>.</summary>
    public readonly bool Flag() => Value == "true" ? true : throw Malformed();

    /// <summary>What to throw where a line is not what it must be.</summary>
    public readonly InvalidDataException Malformed() => new($"'{Shown(Name)}={Shown(Value)}' has no meaning in it");

    // Whatever may stand there goes to a terminal.
    private static string Shown(ReadOnlySpan<char> text)
    {
        var start = text[..Math.Min(text.Length, 40)];
        return string.Concat(start.ToString().Select(character => char.IsControl(character) || char.IsSurrogate(character) ? '?' : character));
    }

    private static string Unescape(ReadOnlySpan<char> value)
    {
        if (value.IndexOf('\\') < 0)
        {
            return value.ToString();
        }

        System.Text.StringBuilder text = new(value.Length);
        for (var at = 0; at < value.Length; at++)
        {
            if (value[at] != '\\')
            {
                _ = text.Append(value[at]);
            }
            else if (at + 1 < value.Length && value[at + 1] == '\\')
            {
                _ = text.Append('\\');
                at++;
            }
            else if (at + 5 < value.Length
                && value[at + 1] == 'u'
                && ushort.TryParse(value.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                _ = text.Append((char)code);
                at += 5;
            }
            else
            {
                throw new InvalidDataException("a value in it is not escaped as it must be");
            }
        }

        return text.ToString();
    }
}
