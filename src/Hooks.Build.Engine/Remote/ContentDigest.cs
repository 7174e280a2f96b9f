using Hooks.Build.Engine.Hashing;

namespace Hooks.Build.Engine.Remote;

/// <summary>What names content in Bazel's protocol: <c>Digest</c>.</summary>
/// <param name="Hash">SHA-256, 64 lower-case hexadecimal digits.</param>
/// <param name="Size">Bytes.</param>
internal readonly record struct ContentDigest(string Hash, long Size)
{
    /// <summary>The digest of nothing. Everybody has that content; it is neither sent nor fetched.</summary>
    public static readonly ContentDigest Empty = Of([]);

    /// <summary>The digest of some bytes.</summary>
    public static ContentDigest Of(ReadOnlySpan<byte> content) => new(Sha256.Hex(content), content.Length);

    /// <summary>Reads the message.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static ContentDigest Read(ReadOnlySpan<byte> message)
    {
        var (hash, size) = ("", 0L);
        ProtoReader reader = new(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    hash = reader.Text();
                    break;
                case 2:
                    size = reader.Number(most: long.MaxValue);
                    break;
            }
        }

        // It becomes part of an address.
        return Sha256.IsHex(hash) ? new ContentDigest(hash, size) : throw new InvalidDataException("it names content by something else than SHA-256");
    }

    /// <summary>The message.</summary>
    public ReadOnlySpan<byte> Write()
    {
        ProtoWriter writer = new();
        writer.Text(1, Hash);
        writer.Number(2, Size);
        return writer.Written;
    }
}
