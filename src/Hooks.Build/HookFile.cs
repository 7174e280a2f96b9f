using System.Text;

namespace Hooks.Build;

/// <summary>A file that a hook checks. At commit its content is the staged one, which may differ from the file on disk: read it through here.</summary>
public abstract class HookFile
{
    /// <summary>Path from the repository root, with <c>/</c>.</summary>
    public abstract string Path { get; }

    /// <summary>Absolute path on this machine.</summary>
    public abstract string FullPath { get; }

    /// <summary>Reads the whole content.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public abstract Task<byte[]> ReadBytesAsync(CancellationToken cancellationToken = default);

    /// <summary>Replaces the content. Files whose bytes do not change are not touched.</summary>
    /// <exception cref="InvalidOperationException">The hook is not fixing (<see cref="HookContext.Fixing"/> is false).</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public abstract Task WriteBytesAsync(byte[] content, CancellationToken cancellationToken = default);

    /// <summary>Reads the content as text: UTF-8 unless a byte order mark says otherwise.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public async Task<string> ReadTextAsync(CancellationToken cancellationToken = default)
    {
        var bytes = await ReadBytesAsync(cancellationToken).ConfigureAwait(false);
        using var reader = new StreamReader(new MemoryStream(bytes), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), detectEncodingFromByteOrderMarks: true);
        return await reader.ReadToEndAsync().ConfigureAwait(false);
    }

    /// <summary>Replaces the content by UTF-8 text without a byte order mark.</summary>
    /// <exception cref="InvalidOperationException">The hook is not fixing (<see cref="HookContext.Fixing"/> is false).</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public Task WriteTextAsync(string content, CancellationToken cancellationToken = default) =>
        WriteBytesAsync(new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(content), cancellationToken);

    /// <inheritdoc />
    public override string ToString() => Path;
}
