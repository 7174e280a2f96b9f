using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;
using System.Text;
using Hooks.Build.Engine.Plans;

namespace Hooks.Build.Engine.Shipping;

/// <summary>
/// Takes the plan out of symbols: a compiler puts the whole text of generated files into them. Their identity stays, so they belong to the assembly as
/// before; the checksum of them that the assembly has is renewed.
/// </summary>
internal static class ShippedSymbols
{
    // Portable PDB: the kind of row that holds a source, and the entry of the debug directory that holds all symbols.
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");
    private const uint EmbeddedSignature = 0x4244504D;
    private const int EntrySize = 28;
    private const int IdSize = 20;

    /// <summary>Takes the plan out of symbols that lie in the assembly.</summary>
    public static void ClearEmbedded(byte[] image)
    {
        using PEReader portable = new(ImmutableArray.Create(image));
        var entries = portable.ReadDebugDirectory();
        var index = entries.ToList().FindIndex(entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
        if (index < 0)
        {
            return;
        }

        var entry = entries[index];
        var place = image.AsSpan(entry.DataPointer, entry.DataSize);
        if (BinaryPrimitives.ReadUInt32LittleEndian(place) != EmbeddedSignature)
        {
            throw new InvalidDataException("its embedded symbols cannot be read");
        }

        // Signature, length, then deflated.
        var symbols = Inflate(place[8..], BinaryPrimitives.ReadInt32LittleEndian(place[4..]));
        if (!Clear(image, symbols))
        {
            return;
        }

        using MemoryStream packed = new();
        using (DeflateStream deflate = new(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            deflate.Write(symbols);
        }

        if (packed.Length > place.Length - 8)
        {
            throw new InvalidDataException("its embedded symbols do not fit any more");
        }

        place[8..].Clear();
        packed.ToArray().CopyTo(place[8..]);
        if (!portable.PEHeaders.TryGetDirectoryOffset(portable.PEHeaders.PEHeader!.DebugTableDirectory, out var directory))
        {
            throw new InvalidDataException("its debug directory cannot be found");
        }

        BinaryPrimitives.WriteInt32LittleEndian(image.AsSpan(directory + (index * EntrySize) + 16), 8 + (int)packed.Length);
    }

    /// <summary>Takes the plan out of symbols, and tells the assembly.</summary>
    /// <returns>Whether it was in them.</returns>
    /// <exception cref="InvalidDataException">They are not portable symbols, or not those of the assembly.</exception>
    public static bool Clear(byte[] image, byte[] symbols)
    {
        if (!symbols.AsSpan().StartsWith("BSJB"u8))
        {
            throw new InvalidDataException("its symbols are a Windows PDB, which holds the plan: set DebugType to portable or embedded");
        }

        using var provider = MetadataReaderProvider.FromPortablePdbImage(ImmutableArray.Create(symbols));
        var reader = provider.GetMetadataReader();
        MetadataBytes bytes = new(symbols, start: 0, reader);
        var plans = reader.CustomDebugInformation.Select(reader.GetCustomDebugInformation)
            .Where(row => reader.GetGuid(row.Kind) == EmbeddedSource && HasPlan(reader.GetBlobBytes(row.Value)))
            .Select(row => row.Value).Distinct().ToList();
        if (plans.Count == 0)
        {
            return false;
        }

        var checksums = Checksums(image, symbols);

        // An empty text that is not packed: four zeros.
        plans.ForEach(blob => bytes.ReplaceBlob(blob, new byte[4]));
        foreach (var (offset, algorithm) in checksums)
        {
            Checksum(symbols, algorithm).CopyTo(image, offset);
        }

        return true;
    }

    // Where the assembly has checksums of these symbols.
    private static List<(int Offset, HashAlgorithmName Algorithm)> Checksums(byte[] image, byte[] symbols)
    {
        using PEReader portable = new(ImmutableArray.Create(image));
        List<(int Offset, HashAlgorithmName Algorithm)> checksums = [];
        foreach (var entry in portable.ReadDebugDirectory().Where(entry => entry.Type == DebugDirectoryEntryType.PdbChecksum))
        {
            var data = portable.ReadPdbChecksumDebugDirectoryData(entry);
            HashAlgorithmName algorithm = new(data.AlgorithmName);
            if (!data.Checksum.AsSpan().SequenceEqual(Checksum(symbols, algorithm)))
            {
                throw new InvalidDataException("its symbols are of another build");
            }

            checksums.Add((entry.DataPointer + entry.DataSize - data.Checksum.Length, algorithm));
        }

        return checksums;
    }

    // Of all their bytes, their identity counted as zeros.
    private static byte[] Checksum(byte[] symbols, HashAlgorithmName algorithm)
    {
        using var provider = MetadataReaderProvider.FromPortablePdbImage(ImmutableArray.Create(symbols));
        var copy = (byte[])symbols.Clone();
        copy.AsSpan(provider.GetMetadataReader().DebugMetadataHeader!.IdStartOffset, IdSize).Clear();
#pragma warning disable RS0030 // the compiler that wrote the symbols says which; it ran on this machine
        using var hash = IncrementalHash.CreateHash(algorithm);
#pragma warning restore RS0030
        hash.AppendData(copy);
        return hash.GetHashAndReset();
    }

    private static bool HasPlan(byte[] source)
    {
        var length = source.Length < 4 ? 0 : BinaryPrimitives.ReadInt32LittleEndian(source);
        var text = source.Length < 4 ? [] : length > 0 ? Inflate(source.AsSpan(4), length) : source[4..];
        return text.AsSpan().IndexOf("<auto-generated"u8) >= 0 && text.AsSpan().IndexOf(Encoding.UTF8.GetBytes(PlanReader.Key)) >= 0;
    }

    private static byte[] Inflate(ReadOnlySpan<byte> packed, int length)
    {
        var content = new byte[length];
        using MemoryStream stream = new(packed.ToArray());
        using DeflateStream inflate = new(stream, CompressionMode.Decompress);
        inflate.ReadExactly(content);
        return content;
    }
}
