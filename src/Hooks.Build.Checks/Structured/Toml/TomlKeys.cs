using System.Buffers;

namespace Hooks.Build.Checks.Toml;

/// <summary>A part of a key in a text.</summary>
/// <param name="Start">Where it begins, behind its quotation mark.</param>
/// <param name="Length">Its length, without quotation marks.</param>
/// <param name="IsEscaped">Whether it is written with escapes.</param>
internal readonly record struct TomlKey(int Start, int Length, bool IsEscaped)
{
    public ReadOnlySpan<byte> In(ReadOnlySpan<byte> text) => text.Slice(Start, Length);
}

/// <summary>Reads parts of keys: bare and quoted.</summary>
internal static class TomlKeys
{
    private static readonly SearchValues<byte> Bare = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"u8);

    public static TomlKey Read(ref TomlCursor cursor)
    {
        var start = cursor.At;
        switch (cursor.Next)
        {
            case (byte)'"':
                var isEscaped = TomlTexts.ReadBasic(ref cursor);
                return new TomlKey(start + 1, cursor.At - start - 2, isEscaped);
            case (byte)'\'':
                TomlTexts.ReadLiteral(ref cursor);
                return new TomlKey(start + 1, cursor.At - start - 2, IsEscaped: false);
            default:
                var length = cursor.Rest.IndexOfAnyExcept(Bare);
                length = length < 0 ? cursor.Rest.Length : length;
                if (length == 0)
                    cursor.Fail(cursor.Next == '='
                        ? "a key is missing before '='"
                        : $"{cursor.Shown()} cannot be in a key; put the key between quotation marks, or take the character away");
                cursor.At += length;
                return new TomlKey(start, length, IsEscaped: false);
        }
    }
}
