using System.Buffers.Text;
using System.IO.Compression;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Hashing;

namespace Hooks.Build.Engine.Git;

/// <summary>
/// Reads commits and trees of a repository's own store, loose or in packs: to start git costs a commit more than that. What is not there, as it is in another
/// store or has to be fetched, is for git to find, and what is read is what its name says or it is not believed.
/// </summary>
/// <param name="folder">Absolute path of the store.</param>
internal sealed class GitObjects(string folder) : IDisposable
{
    private const int Most = 64 << 20;
    private readonly ByteAllowance _allowance = new(Most);
    private readonly Lazy<List<GitPack>> _packs = new(() => GitPack.OpenAll(Path.Combine(folder, "pack")));

    /// <summary>Reads one; <see langword="null"/> where git has to.</summary>
    /// <param name="id">Its name, of SHA-1.</param>
    /// <param name="kind"><c>commit</c> or <c>tree</c>.</param>
    public byte[]? Read(ReadOnlySpan<byte> id, ReadOnlySpan<byte> kind)
    {
        try
        {
            var name = Hex.Lower(id);
            var content = PlainFile.Read(Path.Combine(folder, name[..2], name[2..])) is { } loose ? Loose(loose, kind) : Packed(id, kind);
            return content is not null && IsNamed(content, id, kind) ? content : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        if (_packs.IsValueCreated)
        {
            _packs.Value.ForEach(pack => pack.Dispose());
        }
    }

    /// <summary>Unpacks what is known to be so long.</summary>
    /// <exception cref="InvalidDataException">It is not.</exception>
    internal static byte[] Inflate(byte[] packed, int size, int length)
    {
        using ZLibStream stream = new(new MemoryStream(packed, 0, size), CompressionMode.Decompress);
        var content = new byte[length];
        return stream.ReadAtLeast(content, length, throwOnEndOfStream: false) == length ? content : throw new InvalidDataException();
    }

    private byte[]? Packed(ReadOnlySpan<byte> id, ReadOnlySpan<byte> kind)
    {
        foreach (var pack in _packs.Value)
        {
            if (pack.Find(id) is { } offset)
            {
                return pack.Read(offset, kind, _allowance);
            }
        }

        return null;
    }

    // Compressed: kind, blank, length, NUL, content.
    private byte[]? Loose(byte[] packed, ReadOnlySpan<byte> kind)
    {
        const int LongestHead = 32;
        using ZLibStream stream = new(new MemoryStream(packed), CompressionMode.Decompress);
        Span<byte> head = stackalloc byte[LongestHead];
        var read = stream.ReadAtLeast(head, LongestHead, throwOnEndOfStream: false);
        var end = head[..read].IndexOf((byte)0);
        if (end < 0 || !head.StartsWith(kind) || head[kind.Length] != ' '
            || !Utf8Parser.TryParse(head[(kind.Length + 1)..end], out int length, out var digits) || kind.Length + 1 + digits != end)
        {
            return null;
        }

        _allowance.Take(length);
        var content = new byte[length];
        var have = Math.Min(length, read - end - 1);
        head.Slice(end + 1, have).CopyTo(content);
        return stream.ReadAtLeast(content.AsSpan(have), length - have, throwOnEndOfStream: false) == length - have ? content : null;
    }

    private static bool IsNamed(ReadOnlySpan<byte> content, ReadOnlySpan<byte> id, ReadOnlySpan<byte> kind)
    {
        Span<byte> digits = stackalloc byte[16];
        _ = Utf8Formatter.TryFormat(content.Length, digits, out var count);
        Sha1 hash = new();
        hash.Append(kind);
        hash.Append(" "u8);
        hash.Append(digits[..count]);
        hash.Append([0]);
        hash.Append(content);
        Span<byte> name = stackalloc byte[Sha1.Size];
        hash.Finish(name);
        return name.SequenceEqual(id);
    }
}
