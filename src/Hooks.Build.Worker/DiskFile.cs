using System.Security.Cryptography;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Workers;

namespace Hooks.Build.Worker;

/// <summary>A file of the repository, or of the snapshot that stands for it.</summary>
internal sealed class DiskFile(RunCommand command, string path) : HookFile
{
    public override string Path => path;

    private readonly string _original = System.IO.Path.GetFullPath(System.IO.Path.Combine(command.Root, path));

    // At commit what a hook writes is taken by the engine, if the hook succeeds.
    private readonly string? _written = command.WriteRoot.Length == 0 ? null : System.IO.Path.GetFullPath(System.IO.Path.Combine(command.WriteRoot, path));

    public override string FullPath => _written is not null && File.Exists(_written) ? _written : _original;

    // What the hook knows of the file in the working tree: a digest of the bytes it read or wrote last.
    private byte[]? _known;

    public override async Task<byte[]> ReadBytesAsync(CancellationToken cancellationToken = default)
    {
        var content = await File.ReadAllBytesAsync(FullPath, cancellationToken);
        _known = command.Fixing && _written is null ? SHA256.HashData(content) : null;
        return content;
    }

    public override async Task WriteBytesAsync(byte[] content, CancellationToken cancellationToken = default)
    {
        if (!command.Fixing)
        {
            throw new InvalidOperationException($"Hook '{command.Name}' is not fixing: it may not write {path}. Check HookContext.Fixing first.");
        }

        if (_written is null)
        {
            Replace(content);
        }
        else if (!(await ReadBytesAsync(cancellationToken)).AsSpan().SequenceEqual(content))
        {
            var folder = System.IO.Path.GetDirectoryName(_written)!;
            _ = Directory.CreateDirectory(folder);

            // Whatever is there is taken, also where the hook makes nothing of the exception.
            using var draft = AtomicFile.Create(System.IO.Path.Combine(folder, ".hooks-build"), isPrivate: true);
            await draft.Stream.WriteAsync(content, cancellationToken);
            draft.Publish(_written);
        }
    }

    // A hook that did not read the file knows what it writes anyway.
    private void Replace(byte[] content)
    {
        var status = FileStatus.Read(_original);
        var now = File.ReadAllBytes(_original);
        if (now.AsSpan().SequenceEqual(content))
        {
            return;
        }

        var known = _known ?? SHA256.HashData(now);
        if (status.Kind != FileKind.File)
        {
            // A link stays one.
            File.WriteAllBytes(_original, content);
        }
        else if (new UserFile().TryReplace(new Replacement(_original, status, found => SHA256.HashData(found).AsSpan().SequenceEqual(known), content)) is null)
        {
            throw new IOException($"{Path} was saved by somebody else since hook '{command.Name}' read it, and was left as it is now: run the hook again");
        }

        _known = SHA256.HashData(content);
    }
}
