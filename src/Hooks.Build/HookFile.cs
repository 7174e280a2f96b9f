using System.Text;

namespace Hooks.Build;

/// <summary>A file that a hook checks. At commit its content is the staged one, which may differ from the file on disk: read it through here.</summary>
public abstract class HookFile
{
    // Of the text as it was read, with a byte order mark where it had one.
    private Encoding _encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

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
        using var reader = new StreamReader(
            new MemoryStream(bytes), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), detectEncodingFromByteOrderMarks: true);
        var text = await reader.ReadToEndAsync().ConfigureAwait(false);
        _encoding = reader.CurrentEncoding;
        return text;
    }

    /// <summary>
    /// Replaces the content by text, in the encoding and with the byte order mark in which <see cref="ReadTextAsync"/> found it; by UTF-8 without a mark
    /// where it had none or was not read by that.
    /// </summary>
    /// <exception cref="InvalidOperationException">The hook is not fixing (<see cref="HookContext.Fixing"/> is false).</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public Task WriteTextAsync(string content, CancellationToken cancellationToken = default)
    {
        var text = _encoding.GetBytes(content);

        // Who writes the mark as a character has it once.
        return WriteBytesAsync(content.StartsWith("\uFEFF", StringComparison.Ordinal) ? text : [.. _encoding.GetPreamble(), .. text], cancellationToken);
    }

    /// <inheritdoc />
    public override string ToString() => Path;
}
