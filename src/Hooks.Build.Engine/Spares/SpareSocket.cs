using System.Runtime.InteropServices;
using System.Text;
using Hooks.Build.Engine.Native;

namespace Hooks.Build.Engine.Spares;

/// <summary>What an engine says to a spare, and one byte that comes back. One source, compiled into engine and workers.</summary>
internal enum SpareWord : byte
{
    /// <summary>Engine: serve the run whose mark follows; its output comes with it.</summary>
    Take = 1,

    /// <summary>Engine: end.</summary>
    Stop = 2,

    /// <summary>Spare: it does.</summary>
    Agreed = 10,

    /// <summary>Spare: a file that it was started from is another one now.</summary>
    Stale = 11,
}

/// <summary>
/// The socket between engine and spare, in the form of the system's own calls: a descriptor is handed over with the first word. One source, compiled
/// into engine and workers.
/// </summary>
internal static unsafe class SpareSocket
{
    /// <summary>Bytes of a word with the mark behind it.</summary>
    public const int WordSize = 4 + 1 + MarkSize;

    /// <summary>Characters of a run's mark.</summary>
    public const int MarkSize = 32;

    // A change of what is said changes the last of them.
    private static ReadOnlySpan<byte> Magic => "HkS1"u8;

    /// <summary>Both ends of a connection.</summary>
    /// <exception cref="IOException">The system has no more.</exception>
    public static (int One, int Other) Pair()
    {
        var ends = stackalloc int[2];
        return LibcSocket.CreatePair(LibcSocket.Unix, LibcSocket.StreamCloseOnExec, 0, ends) == 0 ? (ends[0], ends[1]) : throw new IOException("no sockets");
    }

    /// <summary>Whether the other side is a process of this user.</summary>
    public static bool IsOurs(int socket)
    {
        LibcSocket.Credentials peer;
        var length = (uint)sizeof(LibcSocket.Credentials);
        return LibcSocket.Option(socket, LibcSocket.SocketLevel, LibcSocket.PeerCredentials, &peer, &length) == 0 && peer.User == LibcSocket.EffectiveUser();
    }

    /// <summary>Says a word.</summary>
    /// <param name="socket">To whom.</param>
    /// <param name="word">Which.</param>
    /// <param name="mark">The run's mark, as many characters as <see cref="MarkSize"/>.</param>
    /// <param name="descriptor">What is handed over; -1 for nothing.</param>
    public static bool Say(int socket, SpareWord word, string mark = "", int descriptor = -1)
    {
        var text = stackalloc byte[WordSize];
        Span<byte> bytes = new(text, WordSize);
        bytes.Clear();
        Magic.CopyTo(bytes);
        bytes[Magic.Length] = (byte)word;
        _ = Encoding.ASCII.GetBytes(mark, bytes[(Magic.Length + 1)..]);
        LibcSocket.OneDescriptor control = new()
        {
            Length = LibcSocket.OneDescriptor.Used,
            Level = LibcSocket.SocketLevel,
            Kind = LibcSocket.Rights,
            Descriptor = descriptor,
        };
        LibcSocket.Buffer buffer = new() { Start = text, Length = WordSize };
        LibcSocket.Message message = new() { Buffers = &buffer, BufferCount = 1 };
        if (descriptor >= 0)
        {
            message.Control = &control;
            message.ControlLength = sizeof(LibcSocket.OneDescriptor);
        }

        return Send(socket, &message) == WordSize;
    }

    /// <summary>Hears a word.</summary>
    /// <returns>The word, the mark and what was handed over, -1 for nothing; <see langword="null"/> where no word came in time.</returns>
    public static (SpareWord Word, string Mark, int Descriptor)? Hear(int socket, int milliseconds)
    {
        var text = stackalloc byte[WordSize];
        LibcSocket.OneDescriptor control = new() { Descriptor = -1 };
        LibcSocket.Buffer buffer = new() { Start = text, Length = WordSize };
        LibcSocket.Message message = new() { Buffers = &buffer, BufferCount = 1, Control = &control, ControlLength = sizeof(LibcSocket.OneDescriptor) };
        if (!HasMore(socket, milliseconds))
        {
            return null;
        }

        var count = Receive(socket, &message);
        var descriptor = message.ControlLength >= LibcSocket.OneDescriptor.Used && control.Kind == LibcSocket.Rights ? control.Descriptor : -1;
        ReadOnlySpan<byte> bytes = new(text, WordSize);
        if (count == WordSize && bytes.StartsWith(Magic))
        {
            return ((SpareWord)bytes[Magic.Length], Encoding.ASCII.GetString(bytes[(Magic.Length + 1)..]).TrimEnd('\0'), descriptor);
        }

        Close(descriptor);
        return null;
    }

    /// <summary>Answers with one byte.</summary>
    public static bool Answer(int socket, SpareWord word)
    {
        LibcSocket.Buffer buffer = new() { Start = &word, Length = 1 };
        LibcSocket.Message message = new() { Buffers = &buffer, BufferCount = 1 };
        return Send(socket, &message) == 1;
    }

    /// <summary>Waits for the answer; <see langword="null"/> where none comes in time.</summary>
    public static SpareWord? WaitForAnswer(int socket, int milliseconds)
    {
        SpareWord word = default;
        LibcSocket.Buffer buffer = new() { Start = &word, Length = 1 };
        LibcSocket.Message message = new() { Buffers = &buffer, BufferCount = 1 };
        return HasMore(socket, milliseconds) && Receive(socket, &message) == 1 ? word : null;
    }

    /// <summary>Waits until a socket has something to read or accept, or its end.</summary>
    public static bool HasMore(int socket, int milliseconds)
    {
        const short In = 1;
        PollFd descriptor = new() { Descriptor = socket, Events = In };
        var began = Environment.TickCount64;
        for (var left = milliseconds; ; left = (int)Math.Max(0, began + milliseconds - Environment.TickCount64))
        {
            var count = LibcSocket.Poll(&descriptor, 1, left);
            if (!IsInterrupted(count))
            {
                return count > 0;
            }
        }
    }

    /// <summary>Closes a descriptor, if it is one.</summary>
    public static void Close(int descriptor)
    {
        if (descriptor >= 0)
        {
            _ = LibcSocket.Close(descriptor);
        }
    }

    private static nint Send(int socket, LibcSocket.Message* message)
    {
        nint count;
        do
        {
            count = LibcSocket.Send(socket, message, LibcSocket.NoSignal);
        }
        while (IsInterrupted(count));
        return count;
    }

    private static nint Receive(int socket, LibcSocket.Message* message)
    {
        nint count;
        do
        {
            count = LibcSocket.Receive(socket, message, LibcSocket.ReceivedCloseOnExec);
        }
        while (IsInterrupted(count));
        return count;
    }

    // Any signal that is handled ends a wait, and the runtime stops threads by signals for a collection; poll is never taken up again by the system.
    private static bool IsInterrupted(nint result) => result < 0 && Marshal.GetLastPInvokeError() == LibcSocket.Interrupted;

    [StructLayout(LayoutKind.Sequential)]
    private struct PollFd
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }
}
