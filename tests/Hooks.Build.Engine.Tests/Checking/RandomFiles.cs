using System.IO.Compression;
using System.Text;

namespace Hooks.Build.Engine.Tests.Checking;

/// <summary>Files of all kinds, made by chance of a seed.</summary>
internal sealed class RandomFiles(int seed)
{
    private static readonly string[] Pieces =
        ["a", "word ", " ", "  ", "\t", "\n", "\n", "\n", "\n", "\r\n", "\r\n", "\r", "\v", "\f", "é", "日本", "{", "}", "x = 1; ", "\uFEFF", "=", "\"", "long line of text that goes on for a while "];

    private static readonly string[] Heads =
        ["%PDF-1.5\r%\u00E2\u00E3\u00CF\u00D3\r\n", "%!PS-Adobe-3.0 \n", "P5\n8 8\n255\n", "SIMPLE  =                    T \n", "WARC/1.0\r\n", "OTTO", "SQLite format 3\0", "#!/bin/sh \n", "{\\rtf1 \n", "\u0007\u0002\0\0", "GIF89a", ""];

    private static readonly string[] Names = ["txt", "cs", "dat", "md", "key"];

#pragma warning disable CA5394 // chance, no secret
    private readonly Random _chance = new(seed);

    /// <summary>A file, and whether it is one that no repair may touch.</summary>
    public (string Name, byte[] Content, bool IsBinary) Next(int number, bool isJson)
    {
        var name = $"{number:00000}.{(isJson ? "json" : Pick(Names))}";
        return _chance.Next(isJson ? 3 : 7) switch
        {
            < 3 when isJson => (name, Encoding.UTF8.GetBytes(Json(3)), false),
            < 3 => (name, Encoding.UTF8.GetBytes((_chance.Next(4) == 0 ? "\uFEFF" : "") + Text(40)), false),
            3 =>
                (name, [.. Encoding.Latin1.GetBytes(Text(40)
                    .Replace("日本", "ß", StringComparison.Ordinal)
                    .Replace("\uFEFF", "", StringComparison.Ordinal))], false),
            4 => (name, Wide(), true),
            5 =>
                (name, [
                    .. Encoding.Latin1.GetBytes(Pick(Heads) + Ascii(200)), .. Noise(128 + _chance.Next(3000)), .. Encoding.Latin1.GetBytes(Ascii(10))], true),
            _ => (name, [.. Encoding.Latin1.GetBytes(Pick(Heads[..5]) + Ascii(400)), .. Packed(), .. "\nend \n"u8], true),
        };
    }

    private string Text(int most) => string.Concat(Enumerable.Range(0, _chance.Next(most)).Select(_ => Pick(Pieces)));

    private string Ascii(int most) => string.Concat(Text(most).Where(char.IsAscii));

    private byte[] Wide()
    {
        Encoding encoding = _chance.Next(2) == 0
            ? new UnicodeEncoding(_chance.Next(2) == 0, byteOrderMark: true)
            : new UTF32Encoding(_chance.Next(2) == 0, byteOrderMark: true);
        return [.. encoding.GetPreamble(), .. encoding.GetBytes(Text(40))];
    }

    private byte[] Noise(int length)
    {
        var noise = new byte[length];
        _chance.NextBytes(noise);
        return noise;
    }

    private byte[] Packed()
    {
        using MemoryStream packed = new();
        using (ZLibStream zlib = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(Noise(500 + _chance.Next(5000)));
        }

        return packed.ToArray();
    }

    private string Json(int depth)
    {
        string[] numbers = ["-0", "1.10", "1e400", "0.123456789012345678901234", "12345678901234567890123", "1E-7", "0", "-1.0e+5"];
        string[] texts = ["\"a\"", "\"\\u00e9\\/\"", "\"é\"", "\"\\ud83d\\ude00\"", "\"\\\\ \\\" \\n\"", "\"\""];
        var blank = Pick([" ", "", "\n", "\t ", "\r\n"]);
        return (depth == 0 ? _chance.Next(3) : _chance.Next(5)) switch
        {
            0 => Pick(numbers),
            1 => Pick(texts),
            2 => Pick(["true", "false", "null"]),
            3 => "[" + blank + string.Join("," + blank, Enumerable.Range(0, _chance.Next(4)).Select(_ => Json(depth - 1))) + blank + "]",
            _ =>
                "{" + blank + string.Join(
                    " ,",
                    Enumerable.Range(0, _chance.Next(5)).Select(i => $"\"{Pick(["k", "é", "\\u006b", "Z"])}{i * 7 % 5}\":" + blank + Json(depth - 1))) + "}",
        };
    }

    private string Pick(IReadOnlyList<string> from) => from[_chance.Next(from.Count)];
#pragma warning restore CA5394
}
