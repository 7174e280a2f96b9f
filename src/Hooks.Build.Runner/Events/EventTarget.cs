using System.Globalization;
using System.Net.Sockets;
using System.Runtime.Versioning;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Native;
using Hooks.Build.Engine.Spares;
using Microsoft.Win32.SafeHandles;

namespace Hooks.Build.Runner.Events;

/// <summary>Who listens to a run: <c>FILE</c>, <c>fd:N</c> or <c>unix:PATH</c>.</summary>
/// <param name="Name">As it was given.</param>
/// <param name="IsFile">It is a plain file, which takes everything; else somebody has to.</param>
/// <param name="Open">Opens it. It may wait for as long as it likes: a pipe does until somebody reads.</param>
internal sealed record EventTarget(string Name, bool IsFile, Func<Stream> Open)
{
    private const string Descriptor = "fd:";
    private const string UnixSocket = "unix:";

    /// <summary>Absolute path of a file; <see langword="null"/> of what is none.</summary>
    public string? FullPath { get; private init; }

    /// <summary>Reads what was given; nothing is opened yet.</summary>
    /// <exception cref="HooksException">HOOK9002: it is none.</exception>
    public static EventTarget Read(string text, string folder)
    {
        if (text.StartsWith(Descriptor, StringComparison.Ordinal))
        {
            return int.TryParse(text[Descriptor.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number > 2
                && !OperatingSystem.IsWindows()
                ? OfDescriptor(text, number)
                : throw new HooksException(
                    Codes.InvalidSetting,
                    $"--events {text} is not understood: fd: takes the number of a descriptor from 3 on that is open for writing, and not on Windows; to standard output --format jsonl writes the same");
        }

        if (text.StartsWith(UnixSocket, StringComparison.Ordinal) ? text.Length == UnixSocket.Length : text.Length == 0)
        {
            throw new HooksException(Codes.InvalidSetting, "--events needs a file, fd:N or unix:PATH");
        }

        if (text.StartsWith(UnixSocket, StringComparison.Ordinal))
        {
            var path = Path.GetFullPath(text[UnixSocket.Length..], folder);
            return new EventTarget(text, IsFile: false, () => Connect(path));
        }

        var file = Path.GetFullPath(text, folder);
        return new EventTarget(
            text,
            FileStatus.Read(file, followsLinks: true).Kind != FileKind.Other,
            () => new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0))
        {
            FullPath = file,
        };
    }

#pragma warning disable CA2000 // each stream owns its handle or socket, and the queue that writes owns the stream
    // At once, as the number may be another's before the first event; and no hook is handed it, whose output would stand among the events.
    [UnsupportedOSPlatform("windows")]
    private static EventTarget OfDescriptor(string text, int number)
    {
        const int SetFlags = 2;
        const int CloseOnExec = 1;
        const int GetMode = 3;
        const int AccessMode = 3;
        var mode = Libc.Control(number, GetMode, 0);
        if (mode < 0 || (mode & AccessMode) == 0)
        {
            throw new HooksException(Codes.InvalidSetting, $"--events fd:{number}: descriptor {number} is not open for writing");
        }

        using FileStream asked = new(new SafeFileHandle(number, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        _ = Libc.Control(number, SetFlags, CloseOnExec);
        return new EventTarget(text, asked.CanSeek, () => new DescriptorStream(number));
    }

    private static Stream Connect(string path)
    {
        if (OperatingSystem.IsLinux())
        {
            var socket = SpareAddress.Connect(path);
            return socket < 0
                ? throw new IOException("no process of this user listens there")
                : new FileStream(new SafeFileHandle(socket, ownsHandle: true), FileAccess.Write, bufferSize: 0);
        }

        Socket other = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            other.Connect(new UnixDomainSocketEndPoint(path));
            return new NetworkStream(other, ownsSocket: true);
        }
        catch (SocketException e)
        {
            other.Dispose();
            throw new IOException(e.Message, e);
        }
    }
#pragma warning restore CA2000
}
