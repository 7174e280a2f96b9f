using System.Net.Sockets;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Spares;
using Hooks.Build.Runner.Events;

namespace Hooks.Build.Runner.Serving;

/// <summary>A socket in the <see cref="ListenerFolder"/>, to which every run of the working tree connects.</summary>
internal sealed class ListeningSocket : IDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const string New = ".new";
    private const int Attempts = 5;
    private static readonly TimeSpan Young = TimeSpan.FromMinutes(1);
    private readonly string _path;
    private readonly ulong _inode;

    private ListeningSocket(string path, Socket socket) => (_path, _inode, Socket) = (path, FileStatus.Read(path).Inode, socket);

    /// <summary>What is listened on.</summary>
    public Socket Socket { get; }

    /// <summary>Whether runs find it: whoever cleans up the git directory takes it away.</summary>
    public bool IsThere => FileStatus.Read(_path) is { Kind: FileKind.Other } status && status.Inode == _inode;

    /// <summary>Listens in a folder, which is made where there is none.</summary>
    /// <returns><see langword="null"/> where that is not possible.</returns>
    public static ListeningSocket? TryOpen(string folder)
    {
        try
        {
            // The last that goes removes the folder, which may be now.
            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                OwnFolder.Create(folder, Private);
                if (!AbandonedFolders.IsOurs(FileStatus.Read(folder)))
                {
                    return null;
                }

                Sweep(folder);
#pragma warning disable CA2000 // it is the caller's
                if (TryListen(folder) is { } socket)
                {
                    return socket;
                }
#pragma warning restore CA2000
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A git directory that may not be written to.
        }

        return null;
    }

    /// <summary>Whether a process of this user is at the other end.</summary>
    public static bool IsOurs(Socket other) => SpareSocket.IsOurs((int)other.Handle);

    public void Dispose()
    {
        if (IsThere)
        {
            File.Delete(_path);
        }

        Socket.Dispose();
        ListenerFolder.RemoveIfEmpty(Path.GetDirectoryName(_path)!);
    }

    // Not to be found before it listens: one that does not is taken for left behind.
    private static ListeningSocket? TryListen(string folder)
    {
        var path = Path.Combine(folder, Guid.NewGuid().ToString("N")[..16]);
        var socket = SpareAddress.Listen(path + New);
        if (socket < 0)
        {
            return null;
        }

        if (!FileRename.TryReplace(path + New, path + ListenerFolder.Ending))
        {
            SpareSocket.Close(socket);
            return null;
        }

#pragma warning disable CA2000 // the socket owns its handle
        return new ListeningSocket(path + ListenerFolder.Ending, new Socket(new SafeSocketHandle(socket, ownsHandle: true)));
#pragma warning restore CA2000
    }

    private static void Sweep(string folder)
    {
        foreach (var socket in ListenerFolder.Living(folder))
        {
            SpareSocket.Close(socket);
        }

        foreach (var path in Directory.GetFiles(folder, "*" + New)
            .Where(path => File.GetLastWriteTimeUtc(path) < (TimeProvider.System.GetUtcNow() - Young).UtcDateTime))
        {
            File.Delete(path);
        }
    }
}
