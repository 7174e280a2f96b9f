using System.ComponentModel;
using System.Diagnostics;
using System.IO.Pipes;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Hooks.Build.Tasks;

/// <summary>The program <c>hooks</c> while it runs. It ends when its standard input does, so it outlives neither a cancelled build nor a killed one.</summary>
internal sealed class HooksProcess : IDisposable
{
    /// <summary>No event is longer: a hook has at most some thousand findings, each cut to what a log can hold.</summary>
    private const int LongestLine = 64 << 20;

    private const int MostErrors = 4000;

    /// <summary>What it has written is there at its end, unless somebody else still holds its standard error.</summary>
    private static readonly TimeSpan ErrorsPatience = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly Stream _input;
    private readonly Thread _errorReader;
    private readonly object _inputLock = new();
    private readonly StringBuilder _errors = new();
    private readonly char[] _buffer = new char[16384];
    private int _start;
    private int _end;
    private bool _isClosed;
    private int _isDisposed;

    private HooksProcess(Process process)
    {
        _process = process;
        _input = InputOf(process);
        _errorReader = new Thread(KeepErrors, 256 * 1024) { IsBackground = true, Name = "hooks" };
        _errorReader.Start();
    }

    /// <summary>The last of what it wrote to standard error, after its end.</summary>
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
        _ = _errorReader.Join(ErrorsPatience);
        return _process.ExitCode;
    }

    /// <summary>Ends it, where it has not ended. Nobody waits for that: to close the pipes takes 4 ms.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            _ = ThreadPool.QueueUserWorkItem(_ => Close());
        }
    }

    private void Close()
    {
        try
        {
            Cancel();
        }
        catch (IOException)
        {
            // It has ended, and with it its end of the pipe.
        }

        _input.Dispose();
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

    // The stream of .NET for pipes takes 3 to 4 ms until it has written, that for files none.
#pragma warning disable CA2000 // the stream owns the handle
    private static Stream InputOf(Process process) => process.StandardInput.BaseStream is PipeStream pipe
        ? new FileStream(new SafeFileHandle(pipe.SafePipeHandle.DangerousGetHandle(), ownsHandle: false), FileAccess.Write, bufferSize: 1)
        : process.StandardInput.BaseStream;
#pragma warning restore CA2000

    private void KeepErrors()
    {
        try
        {
            var buffer = new char[1024];
            while (_process.StandardError.Read(buffer, 0, buffer.Length) is > 0 and var count)
            {
                lock (_errors)
                {
                    _ = _errors.Append(buffer, 0, count);
                    if (_errors.Length > MostErrors)
                    {
                        _ = _errors.Remove(0, _errors.Length - MostErrors);
                    }
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The process is done with.
        }
    }
}
