using System.Runtime.InteropServices;

namespace Hooks.Build.Engine.Native;

/// <summary>
/// Unix sockets over which descriptors are handed, which .NET has no door to. Linux on 64 bits only. One source, compiled into engine and workers.
/// </summary>
internal static unsafe partial class LibcSocket
{
    public const int Unix = 1;
    public const int StreamCloseOnExec = 1 | 0x80000;
    public const int CloseOnExec = 0x80000;
    public const int SocketLevel = 1;
    public const int PeerCredentials = 17;
    public const int Rights = 1;

    /// <summary>EINTR: a signal came first.</summary>
    public const int Interrupted = 4;

    /// <summary>MSG_NOSIGNAL: one that is gone is an error, no signal.</summary>
    public const int NoSignal = 0x4000;

    /// <summary>MSG_CMSG_CLOEXEC: no child inherits what is received.</summary>
    public const int ReceivedCloseOnExec = 0x40000000;

    private const string Library = "libc";

    /// <summary>struct sockaddr_un.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Address
    {
        public const int PathRoom = 108;

        public ushort Family;
        public fixed byte Path[PathRoom];
    }

    /// <summary>struct ucred.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Credentials
    {
        public int Process;
        public uint User;
        public uint Group;
    }

    /// <summary>struct iovec.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Buffer
    {
        public void* Start;
        public nint Length;
    }

    /// <summary>struct msghdr, as glibc and the kernel have it; musl's halves of the lengths are zero here.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Message
    {
        public void* Name;
        public uint NameLength;
        public Buffer* Buffers;
        public nint BufferCount;
        public void* Control;
        public nint ControlLength;
        public int Flags;
    }

    /// <summary>struct cmsghdr with one descriptor behind it, and the padding that the kernel counts.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct OneDescriptor
    {
        /// <summary>What cmsg_len says: without the padding.</summary>
        public const int Used = 20;

        public nint Length;
        public int Level;
        public int Kind;
        public int Descriptor;
        public int Padding;
    }

    /// <summary>Sees to it that programs started from now on get nothing that is open here, but what they are given.</summary>
    /// <returns>False where the system cannot: before Linux 5.11.</returns>
    public static bool HandOnNothing()
    {
        // The number is the same on every architecture.
        const int CloseRange = 436;
        const uint First = 3;
        const uint InsteadCloseOnExec = 4;
        return CloseAll(CloseRange, First, uint.MaxValue, InsteadCloseOnExec) == 0;
    }

    [LibraryImport(Library, EntryPoint = "socketpair", SetLastError = true)]
    public static partial int CreatePair(int family, int kind, int protocol, int* sockets);

    [LibraryImport(Library, EntryPoint = "syscall", SetLastError = true)]
    private static partial nint CloseAll(nint number, nuint first, nuint last, nuint flags);

    [LibraryImport(Library, EntryPoint = "fcntl", SetLastError = true)]
    public static partial int Control(int descriptor, int command, int argument);

    [LibraryImport(Library, EntryPoint = "socket", SetLastError = true)]
    public static partial int Create(int family, int kind, int protocol);

    [LibraryImport(Library, EntryPoint = "bind", SetLastError = true)]
    public static partial int Bind(int socket, Address* address, uint length);

    [LibraryImport(Library, EntryPoint = "listen", SetLastError = true)]
    public static partial int Listen(int socket, int waiting);

    [LibraryImport(Library, EntryPoint = "connect", SetLastError = true)]
    public static partial int Connect(int socket, Address* address, uint length);

    [LibraryImport(Library, EntryPoint = "accept4", SetLastError = true)]
    public static partial int Accept(int socket, void* address, void* length, int flags);

    [LibraryImport(Library, EntryPoint = "getsockopt", SetLastError = true)]
    public static partial int Option(int socket, int level, int name, void* value, uint* length);

    [LibraryImport(Library, EntryPoint = "sendmsg", SetLastError = true)]
    public static partial nint Send(int socket, Message* message, int flags);

    [LibraryImport(Library, EntryPoint = "recvmsg", SetLastError = true)]
    public static partial nint Receive(int socket, Message* message, int flags);

    [LibraryImport(Library, EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(void* descriptors, nuint count, int milliseconds);

    [LibraryImport(Library, EntryPoint = "dup2", SetLastError = true)]
    public static partial int Duplicate(int descriptor, int other);

    [LibraryImport(Library, EntryPoint = "close")]
    public static partial int Close(int descriptor);

    [LibraryImport(Library, EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int process, int signal);

    [LibraryImport(Library, EntryPoint = "getpgrp")]
    public static partial int ProcessGroup();

    [LibraryImport(Library, EntryPoint = "geteuid")]
    public static partial uint EffectiveUser();
}
