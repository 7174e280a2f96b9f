using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Hooks.Build.Checks.Tests.Text;

/// <summary>Random contents made of the pieces that matter to the checks.</summary>
internal static class Contents
{
    private static readonly byte[][] Pieces =
    [
        .. new[]
        {
            "a", "word ", " ", "  ", "\t", "\n", "\n", "\n", "\r\n", "\r", "\v", "\n<<<<<<< ", "\n=======", "=======\n", "\n>>>>>>> x", "é", "\n\tx", "\n  x {", "\n   y", "*",
            "BEGIN "
                + "RSA PRIVATE KEY", "PuTTY-User-"
                    + "Key-File-2", "password = \"" + "k3!Vx9#qLm\"", "gh" + "p_" + "0a1b2c3d4e5f6g7h8i9jKLMNOPQRSTUVWXYZ", ": \"", "\uFEFF",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF],
        [0xC3],
    ];

    public static Gen<byte[]> All { get; } =
        Gen.Elements(Pieces).ArrayOf().Select(pieces => pieces.SelectMany(piece => piece).ToArray());

    /// <summary>The ways to write UTF-16, with and without a mark.</summary>
    public static IEnumerable<(Encoding Encoding, byte[] Mark)> Utf16 =>
    [
        (Encoding.Unicode, []), (Encoding.Unicode, [0xFF, 0xFE]), (Encoding.BigEndianUnicode, []), (Encoding.BigEndianUnicode, [0xFE, 0xFF]),
    ];

    /// <summary>A content, and the same in blocks that end where lines end.</summary>
    public static Gen<(byte[] Whole, List<byte[]> Blocks)> Cut { get; } =
        from content in All
        from cuts in Gen.Elements(true, false).ArrayOf(content.Length)
        select (content, Split(content, cuts));

    private static List<byte[]> Split(byte[] content, bool[] cuts)
    {
        var blocks = new List<byte[]>();
        var start = 0;
        for (var i = 0; i < content.Length; i++)
        {
            if (content[i] == '\n' && cuts[i])
            {
                blocks.Add(content[start..(i + 1)]);
                start = i + 1;
            }
        }

        blocks.Add(content[start..]);
        return blocks;
    }
}
