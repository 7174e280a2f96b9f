namespace Hooks.Build.Checks.Structured.Yaml;

/// <summary>Gives the parser characters that are in memory.</summary>
/// <param name="chars">Holds them.</param>
/// <param name="count">How many there are.</param>
internal sealed class YamlInput(char[] chars, int count) : TextReader
{
    private readonly int _end = count;
    private int _at;

    public override int Read() => _at < _end ? chars[_at++] : -1;

    public override int Peek() => _at < _end ? chars[_at] : -1;

    public override int Read(char[] buffer, int index, int count)
    {
        var length = Math.Min(count, _end - _at);
        chars.AsSpan(_at, length).CopyTo(buffer.AsSpan(index));
        _at += length;
        return length;
    }
}
