using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Hooks.Build.Tasks;

/// <summary>The program <c>hooks</c> while it runs. It ends when its standard input does, so it outlives neither a cancelled build nor a killed one.</summary>
internal sealed class HooksProcess : IDisposable
{
    /// <summary>No event is longer: a hook has at most some thousand findings, each cut to what a log can hold.</summary>
    private const int LongestLine = 64 << 20;

    private const int MostErrors = 4000;

    private readonly Process _process;
    private readonly Stream _input;
    private readonly object _inputLock = new();
    private readonly StringBuilder _errors = new();
    private readonly char[] _buffer = new char[16384];
    private int _start;
    private int _end;
    private bool _isClosed;

    private HooksProcess(Process process)
    {
        _process = process;
        _input = process.StandardInput.BaseStream;
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginErrorReadLine();
    }

    /// <summary>The last of what it wrote to standard error.</summary>
    public string Errors
    {
        get
        {
            lock (_errors)
            {
                return _errors.ToString().Trim();
            }
        }
    }

    /// <summary>Starts it.</summary>
    /// <exception cref="Win32Exception">Neither it nor its fallback can be started.</exception>
    public static HooksProcess Start(string program, string? fallback, string? dotnet, string folder, string command)
    {
        if (!program.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
        {
            try
            {
                return Start(program, "door " + command, folder);
            }
            catch (Win32Exception) when (!string.IsNullOrEmpty(fallback))
            {
                // Another user's, without the right to start it, or not for this machine.
                program = fallback!;
            }
        }

        return Start(string.IsNullOrEmpty(dotnet) ? "dotnet" : dotnet!, $"exec \"{program}\" door {command}", folder);
    }

    /// <summary>Sends lines; where nobody reads them any more the end of its output says what happened.</summary>
    public void Send(string lines)
    {
        var bytes = Encoding.UTF8.GetBytes(lines);
        lock (_inputLock)
        {
            if (_isClosed)
            {
                return;
            }

            try
            {
                _input.Write(bytes, 0, bytes.Length);
                _input.Flush();
            }
            catch (IOException)
            {
                _isClosed = true;
            }
        }
    }

    /// <summary>Asks it to end what it does.</summary>
    public void Cancel()
    {
        lock (_inputLock)
        {
            if (!_isClosed)
            {
                _isClosed = true;
                _process.StandardInput.Close();
            }
        }
    }

    /// <summary>The next line of its output; <see langword="null"/> at the end.</summary>
    /// <exception cref="InvalidDataException">A line has no end.</exception>
    public string? ReadLine()
    {
        StringBuilder? long_ = null;
        while (true)
        {
            var end = Array.IndexOf(_buffer, '\n', _start, _end - _start);
            var length = (end < 0 ? _end : end) - _start;
            if (end >= 0 && long_ is null)
            {
                return Take(length);
            }

            _ = (long_ ??= new StringBuilder()).Append(_buffer, _start, length);
            if (end >= 0)
            {
                _start = end + 1;
                return long_.ToString();
            }

            if (long_.Length > LongestLine)
            {
                throw new InvalidDataException("it wrote a line without an end");
            }

            (_start, _end) = (0, _process.StandardOutput.Read(_buffer, 0, _buffer.Length));
            if (_end == 0)
            {
                return long_.Length == 0 ? null : long_.ToString();
            }
        }
    }

    /// <summary>Waits for its end, and says with which code.</summary>
    public int WaitForExit()
    {
        _process.WaitForExit();
        return _process.ExitCode;
    }

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        Cancel();
        _process.Dispose();
    }

    private string Take(int length)
    {
        var line = new string(_buffer, _start, length);
        _start += length + 1;
        return line;
    }

    private static HooksProcess Start(string program, string arguments, string folder) => new(Process.Start(new ProcessStartInfo(program, arguments)
    {
        WorkingDirectory = folder,
        UseShellExecute = false,
        CreateNoWindow = true,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        StandardOutputEncoding = Encoding.UTF8,
        StandardErrorEncoding = Encoding.UTF8,
    }));

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_errors)
        {
            _ = _errors.Append(line).Append('\n');
            if (_errors.Length > MostErrors)
            {
                _ = _errors.Remove(0, _errors.Length - MostErrors);
            }
        }
    }
}
