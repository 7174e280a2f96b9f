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

    public override Task<byte[]> ReadBytesAsync(CancellationToken cancellationToken = default) => File.ReadAllBytesAsync(FullPath, cancellationToken);

    public override async Task WriteBytesAsync(byte[] content, CancellationToken cancellationToken = default)
    {
        if (!command.Fixing)
        {
            throw new InvalidOperationException($"Hook '{command.Name}' is not fixing: it may not write {path}. Check HookContext.Fixing first.");
        }

        if (!(await ReadBytesAsync(cancellationToken)).AsSpan().SequenceEqual(content))
        {
            _ = Directory.CreateDirectory(System.IO.Path.GetDirectoryName(_written ?? _original)!);
            await File.WriteAllBytesAsync(_written ?? _original, content, cancellationToken);
        }
    }
}
