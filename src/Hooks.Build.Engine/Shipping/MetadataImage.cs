using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Hooks.Build.Engine.Shipping;

/// <summary>An assembly in memory whose metadata can be changed in place. What was read is what the assembly was before.</summary>
internal sealed class MetadataImage : IDisposable
{
    // A heap of this size or more has indices of four bytes.
    private const int SmallHeap = 0x10000;

    private readonly byte[] _image;
    private readonly PEReader _portable;
    private readonly int _start;
    private readonly HashSet<int> _others;
    private readonly Dictionary<int, int> _constants = [];

    public MetadataImage(byte[] image)
    {
        _image = image;

        // The reader keeps bytes of its own.
        _portable = new PEReader(ImmutableArray.Create(image));
        if (!_portable.HasMetadata)
        {
            throw new BadImageFormatException("it has no metadata");
        }

        _start = _portable.PEHeaders.MetadataStartOffset;
        Reader = _portable.GetMetadataReader();
        _others = [.. BlobsOfOtherTables().Select(MetadataTokens.GetHeapOffset)];
        for (var row = 1; row <= Reader.GetTableRowCount(TableIndex.Constant); row++)
        {
            var offset = MetadataTokens.GetHeapOffset(Reader.GetConstant(MetadataTokens.ConstantHandle(row)).Value);
            _constants[offset] = _constants.GetValueOrDefault(offset) + 1;
        }
    }

    public MetadataReader Reader { get; }

    public void Dispose() => _portable.Dispose();

    /// <summary>Whether a row still has the blob.</summary>
    public bool IsUsed(BlobHandle blob)
    {
        var offset = MetadataTokens.GetHeapOffset(blob);
        return offset == 0 || _others.Contains(offset) || _constants.GetValueOrDefault(offset) > 0;
    }

    /// <summary>Gives a constant another blob.</summary>
    public void SetConstantValue(ConstantHandle constant, int blob)
    {
        _constants[MetadataTokens.GetHeapOffset(Reader.GetConstant(constant).Value)]--;

        // Type (2), Parent (2 or 4), Value: the last column.
        var row = Row(TableIndex.Constant, MetadataTokens.GetRowNumber(constant));
        WriteIndex(row[^IndexSize(HeapIndex.Blob)..], blob);
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
            throw new BadImageFormatException("a blob is too short for what is to replace it");
        }

        place.Clear();
        length.ToArray().CopyTo(place);
        content.CopyTo(place[length.Count..]);
    }

    /// <summary>The bytes of a row.</summary>
    public Span<byte> Row(TableIndex table, int row)
    {
        var size = Reader.GetTableRowSize(table);
        return _image.AsSpan(_start + Reader.GetTableMetadataOffset(table) + ((row - 1) * size), size);
    }

    private int IndexSize(HeapIndex heap) => Reader.GetHeapSize(heap) >= SmallHeap ? 4 : 2;

    private static void WriteIndex(Span<byte> place, int index)
    {
        if (place.Length == 4)
        {
            BinaryPrimitives.WriteInt32LittleEndian(place, index);
        }
        else
        {
            BinaryPrimitives.WriteUInt16LittleEndian(place, (ushort)index);
        }
    }

    // Its length, which goes before it, included.
    private Span<byte> Content(BlobHandle blob)
    {
        var start = _start + Reader.GetHeapMetadataOffset(HeapIndex.Blob) + MetadataTokens.GetHeapOffset(blob);
        var length = Reader.GetBlobReader(blob).Length;
        var prefix = length < 0x80 ? 1 : length < 0x4000 ? 2 : 4;
        return _image.AsSpan(start, prefix + length);
    }

    private IEnumerable<BlobHandle> BlobsOfOtherTables() =>
    [
        .. Reader.CustomAttributes.Select(handle => Reader.GetCustomAttribute(handle).Value),
        .. Reader.MemberReferences.Select(handle => Reader.GetMemberReference(handle).Signature),
        .. Reader.MethodDefinitions.Select(handle => Reader.GetMethodDefinition(handle).Signature),
        .. Reader.FieldDefinitions.SelectMany(handle => new[] { Reader.GetFieldDefinition(handle).Signature, Reader.GetFieldDefinition(handle).GetMarshallingDescriptor() }),
        .. Reader.PropertyDefinitions.Select(handle => Reader.GetPropertyDefinition(handle).Signature),
        .. Reader.DeclarativeSecurityAttributes.Select(handle => Reader.GetDeclarativeSecurityAttribute(handle).PermissionSet),
        .. Rows(TableIndex.StandAloneSig, row => Reader.GetStandaloneSignature(MetadataTokens.StandaloneSignatureHandle(row)).Signature),
        .. Rows(TableIndex.TypeSpec, row => Reader.GetTypeSpecification(MetadataTokens.TypeSpecificationHandle(row)).Signature),
        .. Rows(TableIndex.MethodSpec, row => Reader.GetMethodSpecification(MetadataTokens.MethodSpecificationHandle(row)).Signature),
        .. Reader.AssemblyReferences.SelectMany(handle => new[] { Reader.GetAssemblyReference(handle).PublicKeyOrToken, Reader.GetAssemblyReference(handle).HashValue }),
        .. Reader.AssemblyFiles.Select(handle => Reader.GetAssemblyFile(handle).HashValue),
        Reader.GetAssemblyDefinition().PublicKey,
    ];

    private IEnumerable<BlobHandle> Rows(TableIndex table, Func<int, BlobHandle> blob) => Enumerable.Range(1, Reader.GetTableRowCount(table)).Select(blob);
}
