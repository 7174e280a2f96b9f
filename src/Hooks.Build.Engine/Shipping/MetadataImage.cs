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

    private readonly PEReader _portable;
    private readonly MetadataBytes _bytes;
    private readonly HashSet<BlobHandle> _others;
    private readonly Dictionary<BlobHandle, int> _constants = [];

    /// <summary>Reads the metadata of an assembly that may be changed.</summary>
    /// <exception cref="InvalidDataException">It is no assembly, or one that another tool has worked on since it was compiled.</exception>
    public MetadataImage(byte[] image)
    {
        // The reader keeps bytes of its own.
        _portable = new PEReader(ImmutableArray.Create(image));
        var headers = _portable.PEHeaders;
        if (!_portable.HasMetadata || headers.CorHeader is not { } cor || headers.PEHeader is not { } header)
        {
            throw new InvalidDataException("it has no metadata");
        }

        if ((cor.Flags & CorFlags.ILOnly) == 0 || cor.ManagedNativeHeaderDirectory.Size != 0)
        {
            throw new InvalidDataException("it has native code, made of what would be changed");
        }

        if (header.CertificateTableDirectory.Size != 0)
        {
            throw new InvalidDataException("it has an Authenticode signature, which would be broken: sign what is shipped");
        }

        Reader = _portable.GetMetadataReader();
        _bytes = new MetadataBytes(image, headers.MetadataStartOffset, Reader);
        _others = [.. BlobsOfOtherTables().Where(blob => !blob.IsNil)];
        for (var row = 1; row <= Reader.GetTableRowCount(TableIndex.Constant); row++)
        {
            var blob = Reader.GetConstant(MetadataTokens.ConstantHandle(row)).Value;
            _constants[blob] = _constants.GetValueOrDefault(blob) + 1;
        }

        RequireBlobsApart();
    }

    public MetadataReader Reader { get; }

    /// <summary>The assembly as it was read, with its code.</summary>
    public PEReader Portable => _portable;

    public void Dispose() => _portable.Dispose();

    /// <summary>Whether a row still has the blob.</summary>
    public bool IsUsed(BlobHandle blob) => blob.IsNil || _others.Contains(blob) || _constants.GetValueOrDefault(blob) > 0;

    /// <summary>Gives a constant another blob.</summary>
    public void SetConstantValue(ConstantHandle constant, int blob)
    {
        _constants[Reader.GetConstant(constant).Value]--;

        // Type (2), Parent (2 or 4), Value: the last column.
        var row = Row(TableIndex.Constant, MetadataTokens.GetRowNumber(constant));
        WriteIndex(row[^IndexSize(HeapIndex.Blob)..], blob);
    }

    /// <inheritdoc cref="MetadataBytes.ClearBlob" />
    public void ClearBlob(BlobHandle blob) => _bytes.ClearBlob(blob);

    /// <inheritdoc cref="MetadataBytes.ReplaceBlob" />
    public void ReplaceBlob(BlobHandle blob, byte[] content) => _bytes.ReplaceBlob(blob, content);

    /// <inheritdoc cref="MetadataBytes.Row" />
    public Span<byte> Row(TableIndex table, int row) => _bytes.Row(table, row);

    // A compiler writes each blob once and apart; whoever saves room by blobs inside of others makes a file that is not changed here.
    private void RequireBlobsApart()
    {
        var end = 0;
        foreach (var extent in _others.Concat(_constants.Keys.Where(blob => !blob.IsNil)).Distinct().Select(_bytes.Extent).Order())
        {
            if (extent.Start < end)
            {
                throw new InvalidDataException("its blobs overlap");
            }

            end = extent.End;
        }
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

    private IEnumerable<BlobHandle> BlobsOfOtherTables() =>
    [
        .. Reader.CustomAttributes.Select(handle => Reader.GetCustomAttribute(handle).Value),
        .. Reader.MemberReferences.Select(handle => Reader.GetMemberReference(handle).Signature),
        .. Reader.MethodDefinitions.Select(handle => Reader.GetMethodDefinition(handle).Signature),
        .. Reader.FieldDefinitions.SelectMany(handle => new[] { Reader.GetFieldDefinition(handle).Signature, Reader.GetFieldDefinition(handle)
            .GetMarshallingDescriptor() }),
        .. Reader.PropertyDefinitions.Select(handle => Reader.GetPropertyDefinition(handle).Signature),
        .. Reader.DeclarativeSecurityAttributes.Select(handle => Reader.GetDeclarativeSecurityAttribute(handle).PermissionSet),
        .. Rows(TableIndex.StandAloneSig, row => Reader.GetStandaloneSignature(MetadataTokens.StandaloneSignatureHandle(row)).Signature),
        .. Rows(TableIndex.TypeSpec, row => Reader.GetTypeSpecification(MetadataTokens.TypeSpecificationHandle(row)).Signature),
        .. Rows(TableIndex.MethodSpec, row => Reader.GetMethodSpecification(MetadataTokens.MethodSpecificationHandle(row)).Signature),
        .. Reader.AssemblyReferences.SelectMany(handle =>
            new[] { Reader.GetAssemblyReference(handle).PublicKeyOrToken, Reader.GetAssemblyReference(handle).HashValue }),
        .. Reader.AssemblyFiles.Select(handle => Reader.GetAssemblyFile(handle).HashValue),
        Reader.GetAssemblyDefinition().PublicKey,
    ];

    private IEnumerable<BlobHandle> Rows(TableIndex table, Func<int, BlobHandle> blob) => Enumerable.Range(1, Reader.GetTableRowCount(table)).Select(blob);
}
