using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Native;

namespace Hooks.Build.Engine.Spares;

/// <summary>
/// Sockets by their path. The system takes 107 bytes of one, which a home folder alone may have: it is reached through its folder, which is held open.
/// </summary>
internal static unsafe class SpareAddress
{
    private const int Waiting = 8;

    /// <summary>Makes a socket that listens; -1 where that fails.</summary>
    public static int Listen(string path)
    {
        var socket = LibcSocket.Create(LibcSocket.Unix, LibcSocket.StreamCloseOnExec, 0);
        if (At(path, address => LibcSocket.Bind(socket, (LibcSocket.Address*)address, (uint)sizeof(LibcSocket.Address)) == 0)
            && LibcSocket.Listen(socket, Waiting) == 0)
        {
            return socket;
        }

        SpareSocket.Close(socket);
        return -1;
    }

    /// <summary>Connects to a socket of a process of this user; -1 where nobody is there, or somebody else.</summary>
    public static int Connect(string path) => Connect(path, out _);

    /// <inheritdoc cref="Connect(string)"/>
    /// <param name="path">Absolute path of the socket.</param>
    /// <param name="isLeft">Whether it is a socket on which nobody listens any more.</param>
    public static int Connect(string path, out bool isLeft)
    {
        // ECONNREFUSED. One that has no room for more callers says EAGAIN.
        const int Refused = 111;
        // Never waits: a spare whose queue is full does not answer either.
        const int NonBlocking = 0x800;
        const int SetFlags = 4;
        var socket = LibcSocket.Create(LibcSocket.Unix, LibcSocket.StreamCloseOnExec | NonBlocking, 0);
        var error = 0;
        var isConnected = At(path, address =>
        {
            var result = LibcSocket.Connect(socket, (LibcSocket.Address*)address, (uint)sizeof(LibcSocket.Address));
            error = result == 0 ? 0 : Marshal.GetLastPInvokeError();
            return result == 0;
        });
        isLeft = error == Refused;
        if (isConnected && SpareSocket.IsOurs(socket))
        {
            _ = LibcSocket.Control(socket, SetFlags, 0);
            return socket;
        }

        SpareSocket.Close(socket);
        return -1;
    }

    private static bool At(string path, Func<nint, bool> call)
    {
        const int PathOnly = 0x200000;
        if (Path.GetDirectoryName(path) is not { Length: > 0 } parent)
        {
            return false;
        }

        fixed (byte* name = OpenFolder.Terminated(parent))
        {
            var folder = Libc.Open(name, PathOnly | NativeFolder.FolderFlags);
            if (folder < 0)
            {
                return false;
            }

            try
            {
                LibcSocket.Address address = new() { Family = LibcSocket.Unix };
                var text = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{folder}/{Path.GetFileName(path)}"));
                return text.AsSpan().TryCopyTo(new Span<byte>(address.Path, LibcSocket.Address.PathRoom - 1)) && call((nint)(&address));
            }
            finally
            {
                _ = Libc.Close(folder);
            }
        }
    }
}
