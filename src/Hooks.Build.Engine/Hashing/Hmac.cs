namespace Hooks.Build.Engine.Hashing;

/// <summary>HMAC (RFC 2104) of SHA-256: who has not the key makes none. By <see cref="Sha256"/>, and for its reason.</summary>
internal static class Hmac
{
    private const int BlockSize = 64;

    /// <summary>The code of a message, in lower-case hexadecimal.</summary>
    /// <param name="key">At most 64 bytes.</param>
    /// <param name="message">The message.</param>
    public static string Hex(ReadOnlySpan<byte> key, ReadOnlySpan<byte> message)
    {
        Span<byte> inner = stackalloc byte[BlockSize];
        Span<byte> outer = stackalloc byte[BlockSize];
        key.CopyTo(inner);
        key.CopyTo(outer);
        for (var i = 0; i < BlockSize; i++)
        {
            inner[i] ^= 0x36;
            outer[i] ^= 0x5c;
        }

        Sha256 hash = new();
        hash.Append(inner);
        hash.Append(message);
        Span<byte> digest = stackalloc byte[Sha256.Size];
        hash.Finish(digest);
        hash.Append(outer);
        hash.Append(digest);
        return hash.FinishHex();
    }
}
