using System.Buffers;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using Hooks.Build.Engine.Caching.Store;
using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Engine.UpToDate;

/// <summary>Writes a stamp.</summary>
internal sealed class StampWriter
{
    private readonly ArrayBufferWriter<byte> _body = new();
    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);
    private int _variables;

    /// <summary>Whether what was added can be told by its status: false on systems without one.</summary>
    public bool IsWhole { get; private set; }

    private readonly CacheSecret? _secret;
    private readonly byte[] _secretPath;

    /// <summary>Begins with what is run, in words.</summary>
    /// <param name="identity">The words.</param>
    /// <param name="secret">Masks the values of variables; <see langword="null"/> where none of them is anybody's own.</param>
    public StampWriter(string identity, CacheSecret? secret = null)
    {
        _secret = secret;
        IsWhole = secret?.IsKnown != false;
        Identity = Encoding.UTF8.GetBytes(identity);
        Add(Identity);
        _secretPath = Encoding.UTF8.GetBytes(secret?.Path ?? "");
        Add(_secretPath);
    }

    private byte[] Identity { get; }

    /// <summary>Adds a variable of the environment. Must come before files.</summary>
    public void AddVariable(string name, string? value)
    {
        var text = Encoding.UTF8.GetBytes(name);
        Span<byte> head = stackalloc byte[sizeof(ulong) + sizeof(int)];
        BitConverter.TryWriteBytes(head, UpToDateCheck.HashOf(name, value, _secret));
        BitConverter.TryWriteBytes(head[sizeof(ulong)..], text.Length);
        _body.Write(head);
        Add(text, head.Length);
        _variables++;
    }

    /// <summary>Adds a file, a folder or a place where nothing is, as it was.</summary>
    /// <param name="path">Its absolute path.</param>
    /// <param name="status">How it was.</param>
    public void Add(string path, FileStatus status)
    {
        IsWhole &= status.IsDetailed || status.Kind == FileKind.None;
        if (!_paths.Add(path))
        {
            return;
        }

        var bytes = PathText.Encode(path + '\0');
        IsWhole &= bytes.Length <= ushort.MaxValue;
        var record = Stamp.Record.Of(status) with { PathSize = (ushort)bytes.Length };
        _body.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<Stamp.Record>(in record)));
        Add(bytes);
    }

    /// <summary>Writes the file. Where that cannot be, the next build looks at everything again.</summary>
    public void Save(string file)
    {
        Stamp.Head head = new()
        {
            Magic = Stamp.Magic,
            IdentitySize = Identity.Length,
            VariableCount = _variables,
            FileCount = _paths.Count,
            SecretSize = _secretPath.Length,
        };
        try
        {
            OwnFolder.Create(Path.GetDirectoryName(file)!);
            using var draft = AtomicFile.Create(file, isPrivate: false);
            XxHash3 checksum = new();
            checksum.Append(MemoryMarshal.AsBytes(new ReadOnlySpan<Stamp.Head>(in head))[Stamp.Unchecked..]);
            checksum.Append(_body.WrittenSpan);
            head.Checksum = checksum.GetCurrentHashAsUInt64();
            draft.Stream.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<Stamp.Head>(in head)));
            draft.Stream.Write(_body.WrittenSpan);
            draft.Publish(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // As said.
        }
    }

    // Padded, so that what follows is aligned.
    private void Add(ReadOnlySpan<byte> bytes, int before = 0)
    {
        ReadOnlySpan<byte> padding = stackalloc byte[Stamp.Alignment];
        _body.Write(bytes);
        _body.Write(padding[..(Stamp.Aligned(before + bytes.Length) - before - bytes.Length)]);
    }
}
