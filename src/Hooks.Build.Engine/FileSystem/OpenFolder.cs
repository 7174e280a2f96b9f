using System.Runtime.InteropServices;
using Hooks.Build.Engine.Native;
using Microsoft.Win32.SafeHandles;

namespace Hooks.Build.Engine.FileSystem;

/// <summary>
/// A folder that is held open. What is in it is reached through it and never through a link, so that nobody who can exchange what a path leads to can
/// make us touch something else. Not for Windows, whose temporary folders are each user's own.
/// </summary>
internal sealed unsafe class OpenFolder : IDisposable
{
    private const int Deepest = 256;

    // LOCK_EX and LOCK_NB.
    private const int ExclusiveAtOnce = 2 | 4;

    private int _descriptor;

    private OpenFolder(int descriptor) => _descriptor = descriptor;

    /// <summary>What the system knows of the folder itself.</summary>
    public FileStatus Status => FileStatus.OfDescriptor(_descriptor);

    /// <summary>Opens a folder by its path; <see langword="null"/> where that is not possible.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="followsLinks">Whether the path itself may be a link. The folders above it may be in any case.</param>
    public static OpenFolder? TryOpen(string path, bool followsLinks)
    {
        fixed (byte* name = Terminated(path))
        {
            return Of(Libc.Open(name, NativeFolder.FolderFlags | (followsLinks ? 0 : NativeFolder.NoFollow)));
        }
    }

    /// <summary>Makes a folder whose name nobody can foresee, for this user alone.</summary>
    /// <param name="start">What its path starts with.</param>
    /// <returns>Its path.</returns>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static string Make(string start)
    {
        var template = Terminated(start + "XXXXXX");
        fixed (byte* name = template)
        {
            return NativeFolder.MakeFolder(name) != null
                ? PathText.Decode(template.AsSpan(0, template.Length - 1))
                : throw new IOException($"{start}* cannot be made: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    /// <summary>Opens a folder in it; <see langword="null"/> where there is none, or a link.</summary>
    public OpenFolder? TryOpen(byte[] name)
    {
        fixed (byte* pointer = name)
        {
            return Of(NativeFolder.OpenAt(_descriptor, pointer, NativeFolder.FolderFlags | NativeFolder.NoFollow));
        }
    }

    /// <summary>The names in it, each with a zero at its end.</summary>
    public List<byte[]> Names()
    {
        List<byte[]> names = [];
        // One of its own, which the listing closes: a listing moves what it reads from.
        int descriptor;
        fixed (byte* here = ".\0"u8)
        {
            descriptor = NativeFolder.OpenAt(_descriptor, here, NativeFolder.FolderFlags);
        }

        if (descriptor < 0)
        {
            return names;
        }

        var listing = NativeFolder.OpenListing(descriptor);
        if (listing == 0)
        {
            _ = Libc.Close(descriptor);
            return names;
        }

        while (NativeFolder.NextName(listing) is var name && name != null)
        {
            var bytes = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name);
            if (!bytes.SequenceEqual("."u8) && !bytes.SequenceEqual(".."u8))
            {
                names.Add([.. bytes, 0]);
            }
        }

        _ = NativeFolder.CloseListing(listing);
        return names;
    }

    /// <summary>Takes the lock of a file in it which this user owns, and holds it.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="isThere">Whether there is such a file.</param>
    /// <returns>What holds the lock; <see langword="null"/> where somebody else does, or there is no such file.</returns>
    public SafeFileHandle? TryLock(ReadOnlySpan<byte> name, out bool isThere)
    {
        isThere = false;
        fixed (byte* pointer = name)
        {
            SafeFileHandle file = new(NativeFolder.OpenAt(_descriptor, pointer, NativeFolder.FileFlags | NativeFolder.NoFollow), ownsHandle: true);
            if (!file.IsInvalid)
            {
                var descriptor = (int)file.DangerousGetHandle();
                isThere = FileStatus.OfDescriptor(descriptor) is { Kind: FileKind.File } status && status.IsOwn();
                if (isThere && NativeFolder.Lock(descriptor, ExclusiveAtOnce) == 0)
                {
                    return file;
                }
            }

            file.Dispose();
            return null;
        }
    }

    /// <summary>Deletes all that is in it; links are deleted, not followed.</summary>
    /// <param name="last">What is deleted when all else is gone, and stays where something could not be.</param>
    public void DeleteContent(ReadOnlySpan<byte> last = default)
    {
        if (DeleteContent(last, Deepest) && last.Length > 0)
        {
            _ = TryUnlink(last, 0);
        }
    }

    /// <summary>Removes the folders in it that are empty.</summary>
    public void DeleteEmptyFolders()
    {
        foreach (var name in Names())
        {
            _ = TryRemoveEmpty(name);
        }
    }

    /// <summary>Removes a folder in it that is empty.</summary>
    public bool TryRemoveEmpty(ReadOnlySpan<byte> name) => TryUnlink(name, NativeFolder.RemoveFolder);

    public void Dispose()
    {
        if (_descriptor >= 0)
        {
            _ = Libc.Close(_descriptor);
            _descriptor = -1;
        }
    }

    /// <summary>A name as the system takes it.</summary>
    public static byte[] Terminated(string name) => [.. PathText.Encode(name), 0];

    private static OpenFolder? Of(int descriptor) => descriptor < 0 ? null : new OpenFolder(descriptor);

    private bool DeleteContent(ReadOnlySpan<byte> but, int depth)
    {
        var isEmpty = true;
        foreach (var name in Names())
        {
            isEmpty &= name.AsSpan().SequenceEqual(but) || TryUnlink(name, 0) || (depth > 0 && TryDeleteFolder(name, depth - 1));
        }

        return isEmpty;
    }

    private bool TryDeleteFolder(byte[] name, int depth)
    {
        using (var folder = TryOpen(name))
        {
            if (folder is null)
            {
                return false;
            }

            // What a hook made unwritable is still ours.
            _ = NativeFolder.ChangeMode(folder._descriptor, (uint)(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
            _ = folder.DeleteContent([], depth);
        }

        return TryRemoveEmpty(name);
    }

    private bool TryUnlink(ReadOnlySpan<byte> name, int flags)
    {
        fixed (byte* pointer = name)
        {
            return NativeFolder.UnlinkAt(_descriptor, pointer, flags) == 0;
        }
    }
}
