using System.Buffers;

namespace Hooks.Build.Runner.Mcp;

/// <summary>The messages of a client: lines of bytes. One that is too long is passed over without being kept.</summary>
/// <param name="input">Where they come from.</param>
/// <param name="most">The most bytes of a line.</param>
internal sealed class McpLines(Stream input, int most = McpLines.Most)
{
    /// <summary>The most bytes of a line, where nothing else is said.</summary>
    public const int Most = 4 << 20;

    private readonly byte[] _chunk = new byte[64 << 10];
    private readonly ArrayBufferWriter<byte> _line = new();
    private int _at;
    private int _end;

    /// <summary>The next line, without its end; <see langword="null"/> at the end of the input.</summary>
    /// <param name="isTooLong">Whether there was one that is passed over, and nothing of it is returned.</param>
    public ReadOnlyMemory<byte>? Next(out bool isTooLong)
    {
        isTooLong = false;
        _line.ResetWrittenCount();
        while (_at < _end || TryRead())
        {
            var rest = _chunk.AsSpan(_at, _end - _at);
            var end = rest.IndexOf((byte)'\n');
            var part = end < 0 ? rest : rest[..end];
            isTooLong |= _line.WrittenCount + part.Length > most;
            if (isTooLong)
            {
                _line.ResetWrittenCount();
            }
            else
            {
                _line.Write(part);
            }

            _at += part.Length;
            if (end >= 0)
            {
                _at++;
                return Line();
            }
        }

        // Typed, as null would be an empty line.
        return _line.WrittenCount > 0 || isTooLong ? Line() : (ReadOnlyMemory<byte>?)null;
    }

    private ReadOnlyMemory<byte> Line() => _line.WrittenMemory;

    private bool TryRead()
    {
        _at = 0;
        try
        {
            _end = input.Read(_chunk, 0, _chunk.Length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // Closed, or nothing that can be read.
            _end = 0;
        }

        return _end > 0;
    }
}
