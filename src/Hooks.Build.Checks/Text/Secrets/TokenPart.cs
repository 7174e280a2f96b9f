using System.Buffers;
using System.Globalization;
using System.Text;

namespace Hooks.Build.Checks.Text.Secrets;

/// <summary>A part of a token's form: a text, or so many characters of a class.</summary>
internal sealed class TokenPart
{
    private const string Uuid = "<Hex 8>-<Hex 4>-<Hex 4>-<Hex 4>-<Hex 12>";

    private TokenPart(string text) => Text = Encoding.ASCII.GetBytes(text);

    private TokenPart(string name, int least, int most) => (Class, Values, Least, Most) = (name, TokenClass.ValuesOf(name), least, most);

    /// <summary>The text; empty for characters of a class.</summary>
    public byte[] Text { get; } = [];

    /// <summary>The name of the class; empty for a text.</summary>
    public string Class { get; } = "";

    public SearchValues<byte>? Values { get; }

    public int Least { get; }

    public int Most { get; }

    /// <summary>The parts of a form that has no {a,b} any more.</summary>
    public static TokenPart[] Parse(string form)
    {
        form = form.Replace("<uuid>", Uuid, StringComparison.Ordinal);
        List<TokenPart> parts = [];
        for (var at = 0; at < form.Length;)
        {
            var open = form.IndexOf('<', at);
            if (open != at)
            {
                var end = open < 0 ? form.Length : open;
                parts.Add(new TokenPart(form[at..end]));
                at = end;
                continue;
            }

            var close = form.IndexOf('>', at);
            var words = form[(at + 1)..close].Split(' ');
            var counts = words[1].Split('-');
            parts.Add(new TokenPart(words[0], Number(counts[0]), Number(counts[^1])));
            at = close + 1;
        }

        return [.. parts];
    }

    /// <summary>How many characters of the class stand there, one more than the most at most.</summary>
    public int Count(ReadOnlySpan<byte> content)
    {
        content = content[..Math.Min(content.Length, Most + 1)];
        var run = content.IndexOfAnyExcept(Values!);
        return run < 0 ? content.Length : run;
    }

    /// <summary>How many characters of the class stand at the end, one more than the most at most.</summary>
    public int CountBack(ReadOnlySpan<byte> content)
    {
        content = content[Math.Max(0, content.Length - Most - 1)..];
        return content.Length - 1 - content.LastIndexOfAnyExcept(Values!);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
