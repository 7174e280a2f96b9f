using Hooks.Build.Engine.Workers;

namespace Hooks.Build.Worker;

/// <summary>A file in the working tree.</summary>
internal sealed class DiskFile(RunCommand command, string path) : HookFile
{
    public override string Path => path;

    public override string FullPath { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(command.Root, path));

    public override Task<byte[]> ReadBytesAsync(CancellationToken cancellationToken = default) => File.ReadAllBytesAsync(FullPath, cancellationToken);

    public override async Task WriteBytesAsync(byte[] content, CancellationToken cancellationToken = default)
    {
        if (!command.Fixing)
        {
            throw new InvalidOperationException($"Hook '{command.Name}' is not fixing: it may not write {path}. Check HookContext.Fixing first.");
        }

        if (!(await ReadBytesAsync(cancellationToken)).AsSpan().SequenceEqual(content))
        {
            await File.WriteAllBytesAsync(FullPath, content, cancellationToken);
        }
    }
}
