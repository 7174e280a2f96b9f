using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using Hooks.Build.Engine.Native;
using Microsoft.Win32.SafeHandles;

namespace Hooks.Build.Engine.FileSystem;

/// <summary>Reads files, one after the other, into one buffer. Used by one thread.</summary>
internal sealed unsafe class ContentReader : IDisposable
{
    private const int FirstBuffer = 256 * 1024;
    private const int ErrorNoEntry = 2;
    private const int ErrorAccess = 13;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
    private int _descriptor;
    private SafeFileHandle? _handle;

    /// <summary>Reads a file from its beginning.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="most">How many bytes are wanted at most.</param>
    /// <param name="size">The size of the file when it was looked at; a negative number where it was not. As many bytes from one read are all of it.</param>
    /// <returns>What was read, and why not where nothing was.</returns>
    public ReadContent Read(string path, int most, long size = -1) => OperatingSystem.IsWindows() ? ReadByDotNet(path, most) : ReadByLibc(path, most, size);

    public void Dispose()
    {
        _handle?.Dispose();
        ArrayPool<byte>.Shared.Return(_buffer);
    }

    // .NET asks the system eight times about a file it opens and reads; three of that are needed.
    private ReadContent ReadByLibc(string path, int most, long size)
    {
        // O_CLOEXEC, and O_NONBLOCK: a pipe that took the place of a file is not waited for.
        const int FlagsLinux = 0x80000 | 0x800;
        const int FlagsMac = 0x1000000 | 0x4;
        const int Short = 1024;
        var length = Encoding.UTF8.GetMaxByteCount(path.Length) + 1;
        var name = length <= Short ? stackalloc byte[Short] : new byte[length];
        name[PathText.Encode(path, name)] = 0;
        fixed (byte* pointer = name)
        {
            do
            {
                _descriptor = Libc.Open(pointer, OperatingSystem.IsMacOS() ? FlagsMac : FlagsLinux);
            }
            while (_descriptor < 0 && Marshal.GetLastPInvokeError() == Libc.ErrorInterrupted);
        }

        if (_descriptor < 0)
        {
            return new ReadContent(default, IsAll: false, Explain(Marshal.GetLastPInvokeError()));
        }

        try
        {
            return ReadAll(most, size);
        }
        finally
        {
            _ = Libc.Close(_descriptor);
        }
    }

    private int ReadSome(int offset)
    {
        if (_handle is not null)
        {
            return RandomAccess.Read(_handle, _buffer.AsSpan(offset), offset);
        }

        while (true)
        {
            nint read;
            fixed (byte* start = _buffer)
            {
                read = Libc.Read(_descriptor, start + offset, _buffer.Length - offset);
            }

            if (read >= 0)
            {
                return (int)read;
            }

            var error = Marshal.GetLastPInvokeError();
            if (error != Libc.ErrorInterrupted)
            {
                throw new IOException(Explain(error));
            }
        }
    }

    private ReadContent ReadByDotNet(string path, int most)
    {
        try
        {
            _handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return ReadAll(most, size: -1);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return new ReadContent(default, IsAll: false, Explain(ErrorNoEntry));
        }
        catch (UnauthorizedAccessException)
        {
            return new ReadContent(default, IsAll: false, Explain(ErrorAccess));
        }
        catch (IOException e)
        {
            return new ReadContent(default, IsAll: false, e.Message);
        }
        finally
        {
            _handle?.Dispose();
        }
    }

    private ReadContent ReadAll(int most, long size)
    {
        var length = 0;
        if (size >= _buffer.Length)
        {
            MakeRoom(length, size, most);
        }

        try
        {
            while (length < most)
            {
                if (length == _buffer.Length)
                {
                    MakeRoom(length, length * 2L, most);
                }

                var count = ReadSome(length);
                length += count;
                if (count == 0 || (count == size && length == size && length <= most))
                {
                    return new ReadContent(_buffer.AsMemory(0, length), IsAll: true, Problem: null);
                }
            }

            // The last read may have ended where the file does.
            return length > most
                ? new ReadContent(_buffer.AsMemory(0, most), IsAll: false, Problem: null)
                : new ReadContent(_buffer.AsMemory(0, length), IsAll: IsAtEnd(length, most), Problem: null);
        }
        catch (IOException e)
        {
            return new ReadContent(default, IsAll: false, e.Message);
        }
    }

    private bool IsAtEnd(int length, int most)
    {
        if (length == _buffer.Length)
        {
            MakeRoom(length, length * 2L, most);
        }

        return ReadSome(length) == 0;
    }

    private void MakeRoom(int length, long wanted, int most)
    {
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(wanted, most) + 1);
        _buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }

    private static string Explain(int error) => error switch
    {
        ErrorNoEntry => "there is no such file",
        ErrorAccess => "permission is denied",
        _ => Marshal.GetPInvokeErrorMessage(error),
    };
}

/// <summary>What was read of a file.</summary>
/// <param name="Bytes">The bytes; valid until the next file is read.</param>
/// <param name="IsAll">Whether the file has no more.</param>
/// <param name="Problem">Why nothing could be read, or <see langword="null"/>.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ReadContent(ReadOnlyMemory<byte> Bytes, bool IsAll, string? Problem);
