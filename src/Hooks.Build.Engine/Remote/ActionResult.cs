using Hooks.Build.Engine.Caching.Store;

namespace Hooks.Build.Engine.Remote;

/// <summary>Bazel's <c>ActionResult</c>: what is stored at <c>/ac</c>. The fields that hooks have no use for pass by.</summary>
internal sealed record ActionResult
{
    private const string RecordType = "hooks.build/result";

    /// <summary>The files that were written (<c>output_files</c>).</summary>
    public IReadOnlyList<CachedFile> Outputs { get; init; } = [];

    /// <summary>The exit code (<c>exit_code</c>).</summary>
    public int ExitCode { get; init; }

    /// <summary>Standard output (<c>stdout_raw</c>).</summary>
    public ReadOnlyMemory<byte> Output { get; init; }

    /// <summary>Standard output as content (<c>stdout_digest</c>).</summary>
    public ContentDigest? OutputDigest { get; init; }

    /// <summary>Standard error as content (<c>stderr_digest</c>).</summary>
    public ContentDigest? ErrorDigest { get; init; }

    /// <summary>What only hooks understand (<c>execution_metadata.auxiliary_metadata</c>); empty where somebody else wrote the entry.</summary>
    public ReadOnlyMemory<byte> Record { get; init; }

    /// <summary>Reads the message.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static ActionResult Read(ReadOnlySpan<byte> message)
    {
        ActionResult result = new();
        List<CachedFile> outputs = [];
        ProtoReader reader = new(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 2:
                    outputs.Add(ReadFile(reader.Bytes()));
                    break;
                case 4:
                    result = result with { ExitCode = (int)reader.Number(int.MinValue) };
                    break;
                case 5:
                    result = result with { Output = reader.Bytes().ToArray() };
                    break;
                case 6:
                    result = result with { OutputDigest = ContentDigest.Read(reader.Bytes()) };
                    break;
                case 8:
                    result = result with { ErrorDigest = ContentDigest.Read(reader.Bytes()) };
                    break;
                case 9:
                    result = result with { Record = ReadMetadata(reader.Bytes()) };
                    break;
            }
        }

        return result with { Outputs = outputs };
    }

    /// <summary>The message.</summary>
    public byte[] Write()
    {
        ProtoWriter writer = new();
        foreach (var output in Outputs)
        {
            ProtoWriter file = new();
            file.Text(1, output.Path);
            file.Message(2, new ContentDigest(output.Digest, output.Size).Write());
            file.Number(4, output.IsExecutable ? 1 : 0);
            writer.Message(2, file.Written);
        }

        writer.Number(4, ExitCode);
        Optional(5, Output.Span);
        Optional(6, OutputDigest is { } content ? content.Write() : []);
        Optional(8, ErrorDigest is { } error ? error.Write() : []);
        Optional(9, Record.IsEmpty ? [] : WriteMetadata(Record.Span));
        return writer.Written.ToArray();

        void Optional(int field, ReadOnlySpan<byte> value)
        {
            if (!value.IsEmpty)
            {
                writer.Message(field, value);
            }
        }
    }

    private static CachedFile ReadFile(ReadOnlySpan<byte> message)
    {
        var (path, digest, isExecutable) = ("", default(ContentDigest), false);
        ProtoReader reader = new(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    path = reader.Text();
                    break;
                case 2:
                    digest = ContentDigest.Read(reader.Bytes());
                    break;
                case 4:
                    isExecutable = reader.Number() != 0;
                    break;
            }
        }

        return digest.Hash is null
            ? throw new InvalidDataException("a file of it has no content")
            : new CachedFile(path, digest.Hash, digest.Size, isExecutable);
    }

    // ExecutedActionMetadata{auxiliary_metadata=11: Any{type_url=1, value=2}}
    private static ReadOnlySpan<byte> WriteMetadata(ReadOnlySpan<byte> record)
    {
        ProtoWriter any = new();
        any.Text(1, RecordType);
        any.Message(2, record);
        ProtoWriter metadata = new();
        metadata.Message(11, any.Written);
        return metadata.Written;
    }

    private static byte[] ReadMetadata(ReadOnlySpan<byte> message)
    {
        ProtoReader metadata = new(message);
        while (metadata.Next())
        {
            if (metadata.Field != 11)
            {
                continue;
            }

            var (type, value) = ("", Array.Empty<byte>());
            ProtoReader any = new(metadata.Bytes());
            while (any.Next())
            {
                switch (any.Field)
                {
                    case 1:
                        type = any.Text();
                        break;
                    case 2:
                        value = any.Bytes().ToArray();
                        break;
                }
            }

            if (type == RecordType)
            {
                return value;
            }
        }

        return [];
    }
}
