using System.Buffers;
using System.Text;

namespace Hooks.Build.Engine.Hashing;

/// <summary>Bytes in hexadecimal.</summary>
internal static class Hex
{
    private static readonly SearchValues<byte> Lowercase = SearchValues.Create("0123456789abcdef"u8);

    /// <summary>Two lower-case digits a byte: what git, Bazel and the store name content by.</summary>
    public static string Lower(ReadOnlySpan<byte> bytes)
    {
        const string Digits = "0123456789abcdef";
        Span<char> text = stackalloc char[bytes.Length * 2];
        for (var i = 0; i < bytes.Length; i++)
        {
            text[i * 2] = Digits[bytes[i] >> 4];
            text[(i * 2) + 1] = Digits[bytes[i] & 0xF];
        }

        return new string(text);
    }

    /// <summary>The bytes that lower-case digits stand for; <see langword="null"/> where there are others among them.</summary>
    public static byte[]? TryRead(ReadOnlySpan<byte> digits) =>
        digits.ContainsAnyExcept(Lowercase) ? null : Convert.FromHexString(Encoding.ASCII.GetString(digits));
}
