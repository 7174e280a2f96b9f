using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Hooks.Build.Engine.Shipping;

/// <summary>The bytes of metadata, of an assembly or of symbols, where they lie in a file.</summary>
internal sealed class MetadataBytes(byte[] file, int start, MetadataReader reader)
{
    /// <summary>The bytes of a row.</summary>
    public Span<byte> Row(TableIndex table, int row)
    {
        var size = reader.GetTableRowSize(table);
        return file.AsSpan(start + reader.GetTableMetadataOffset(table) + ((row - 1) * size), size);
    }

    /// <summary>Overwrites a blob with zeros.</summary>
    public void ClearBlob(BlobHandle blob) => Content(blob).Clear();

    /// <summary>Puts a shorter blob in the place of one.</summary>
    public void ReplaceBlob(BlobHandle blob, byte[] content)
    {
        var place = Content(blob);
        BlobBuilder length = new();
        length.WriteCompressedInteger(content.Length);
        if (length.Count + content.Length > place.Length)
        {
            throw new InvalidDataException("a blob is too short for what is to replace it");
        }

        place.Clear();
        length.ToArray().CopyTo(place);
        content.CopyTo(place[length.Count..]);
    }

    /// <summary>Where a blob begins and ends in the heap, its length, which goes before it, included.</summary>
    public (int Start, int End) Extent(BlobHandle blob)
    {
        var begin = MetadataTokens.GetHeapOffset(blob);
        var length = reader.GetBlobReader(blob).Length;
        return (begin, begin + length + (length < 0x80 ? 1 : length < 0x4000 ? 2 : 4));
    }

    private Span<byte> Content(BlobHandle blob)
    {
        var (begin, end) = Extent(blob);
        return file.AsSpan(start + reader.GetHeapMetadataOffset(HeapIndex.Blob) + begin, end - begin);
    }
}
