using System.Text;

namespace Hooks.Build.Engine.Executing;

/// <summary>
/// The log of one hook. Its file is opened when there is output to write, or when the hook has started: no hook waits for it. A disk that fails
/// costs the log, not the hook. Not safe for several threads.
/// </summary>
/// <param name="open">Opens the file; <see langword="null"/> where there can be none.</param>
internal sealed class HookLog(Func<FileStream?> open) : IDisposable
{
    private readonly StringBuilder _notes = new();
    private FileStream? _file;
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
        _isBroken = true;
        _file?.Dispose();
    }

    private void WriteNow(ReadOnlySpan<byte> data)
    {
        if (_file is null || _isBroken || data.IsEmpty)
        {
            return;
        }

        try
        {
            _file.Write(data);
            _isMidLine = data[^1] != (byte)'\n';
        }
        catch (IOException)
        {
            _isBroken = true;
        }
    }
}
