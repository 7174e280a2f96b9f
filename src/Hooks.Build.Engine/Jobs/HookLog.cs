using System.Globalization;
using System.Text;

namespace Hooks.Build.Engine.Jobs;

/// <summary>
/// The log of one hook. Its file is opened when there is output to write, or when the hook has started: no hook waits for it. A disk that fails
/// costs the log, not the hook. What is written beyond a size is left out, but for its end. Not safe for several threads.
/// </summary>
/// <param name="open">Opens the file; <see langword="null"/> where there can be none.</param>
/// <param name="head">How many bytes are kept of the beginning.</param>
/// <param name="end">How many bytes are kept of the end.</param>
internal sealed class HookLog(Func<FileStream?> open, int head = HookLog.Head, int end = HookLog.End) : IDisposable
{
    /// <summary>How many bytes are kept of the beginning of a log.</summary>
    internal const int Head = 32 * 1024 * 1024;

    private const int End = 256 * 1024;
    private readonly StringBuilder _notes = new();
    private FileStream? _file;
    private long _written;
    private ByteRing? _rest;
    private bool _isOpened;
    private bool _isBroken;
    private bool _isMidLine;

    /// <summary>Path of the file; <see langword="null"/> where there is none.</summary>
    public string? Path
    {
        get
        {
            Open();
            return _file?.Name;
        }
    }

    /// <summary>Adds a line of our own, which may wait until the file is opened.</summary>
    public void Note(string line)
    {
        if (_isOpened)
        {
            WriteNow(Encoding.UTF8.GetBytes((_isMidLine ? "\n" : "") + line + "\n"));
        }
        else
        {
            _ = _notes.Append(line).Append('\n');
        }
    }

    /// <summary>Adds output.</summary>
    public void Write(ReadOnlySpan<byte> data)
    {
        Open();
        WriteNow(data);
    }

    /// <summary>Opens the file, and writes what waits.</summary>
    public void Open()
    {
        if (_isOpened || _isBroken)
        {
            return;
        }

        _isOpened = true;
        _file = open();
        WriteNow(Encoding.UTF8.GetBytes(_notes.ToString()));
    }

    /// <summary>Closes the file. What comes late has nowhere to go, and must not throw at whoever reads it from a pipe.</summary>
    public void Dispose()
    {
        Open();
        WriteRest();
        CutRest();
        _isBroken = true;
        _file?.Dispose();
    }

    private void WriteNow(ReadOnlySpan<byte> data)
    {
        if (_file is null || _isBroken || data.IsEmpty)
        {
            return;
        }

        _isMidLine = data[^1] != (byte)'\n';
        var now = data[..(int)Math.Min(data.Length, head - _written)];
        ToFile(now);
        if (now.Length < data.Length)
        {
            _rest ??= new ByteRing(end);
            _rest.Add(data[now.Length..]);
        }
    }

    // What an older run left, where this one wrote nothing.
    private void CutRest()
    {
        try
        {
            if (_file is not null && _file.Length > _file.Position)
            {
                _file.SetLength(_file.Position);
            }
        }
        catch (IOException)
        {
            _isBroken = true;
        }
    }

    private void WriteRest()
    {
        if (_rest is null)
        {
            return;
        }

        var kept = _rest.ToArray().AsSpan();
        if (_rest.Written > kept.Length)
        {
            var whole = kept[(kept.IndexOf((byte)'\n') + 1)..];
            ToFile(Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture,
                $"\n# {_rest.Written - whole.Length:N0} bytes are left out here: a log keeps {head:N0} of the beginning and {end:N0} of the end\n")));
            kept = whole;
        }

        ToFile(kept);
    }

    private void ToFile(ReadOnlySpan<byte> data)
    {
        if (_isBroken || data.IsEmpty)
        {
            return;
        }

        try
        {
            _file!.Write(data);
            _written += data.Length;
        }
        catch (IOException)
        {
            _isBroken = true;
        }
    }
}
