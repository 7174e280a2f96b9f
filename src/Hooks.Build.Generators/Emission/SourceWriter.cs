using System.Text;

namespace Hooks.Build.Generators.Emission;

/// <summary>Writes indented lines.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>Writes one line; an empty one is not indented.</summary>
    public SourceWriter Line(string line = "")
    {
        if (line.Length > 0)
            _text.Append(' ', _depth * 4).Append(line);

        _text.Append('\n');
        return this;
    }

    /// <summary>Opens a block of braces.</summary>
    public SourceWriter Open(string head)
    {
        Line(head).Line("{");
        _depth++;
        return this;
    }

    /// <summary>Closes the innermost block.</summary>
    public SourceWriter Close()
    {
        _depth--;
        return Line("}");
    }

    /// <summary>Writes lines one level deeper.</summary>
    public SourceWriter Indented(params string[] lines)
    {
        _depth++;
        foreach (var line in lines)
            Line(line);

        _depth--;
        return this;
    }

    /// <inheritdoc />
    public override string ToString() => _text.ToString();
}
