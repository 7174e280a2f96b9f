using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Native;

namespace Hooks.Build.Engine.Caching.Store;

/// <summary>
/// The folder in which a run remembers. It is made when something is stored, for this user alone; one that cannot be used costs the run what it
/// would remember and one warning, and nothing else. Safe for several threads, and for several processes.
/// </summary>
/// <param name="root">Absolute path of the folder; empty for none.</param>
/// <param name="warn">Takes the one warning.</param>
internal sealed class CacheFolder(string root, Action<Problem> warn)
{
    private const int Trusted = 1;
    private const int Refused = 2;
    private const UnixFileMode OthersWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // A number that changes with every change of what is in the folder, so that versions do not read each other's files.
    private readonly string _ours = Path.Combine(root, CacheLayout.Version);
    private int _trust = root.Length > 0 ? 0 : Refused;
    private volatile int _isUnwritable;
    private int _warnings;
    private long _written;

    /// <summary>Absolute path of what is ours below the folder that was named.</summary>
    public string Ours => _ours;

    /// <summary>How many bytes were stored.</summary>
    public long Written => Interlocked.Read(ref _written);

    /// <summary>Where results are remembered unless told otherwise; <see langword="null"/> where the user has no such place.</summary>
    public static string? Default(IReadOnlyDictionary<string, string> environment)
    {
        const string Name = "hooks-build";
        if (OperatingSystem.IsWindows())
        {
            return Below("LOCALAPPDATA", Name);
        }

        // A relative path in XDG_CACHE_HOME counts as none: its specification says so.
        return OperatingSystem.IsMacOS() ? Below("HOME", "Library/Caches/" + Name) : Below("XDG_CACHE_HOME", Name) ?? Below("HOME", ".cache/" + Name);

        string? Below(string variable, string path) =>
            environment.TryGetValue(variable, out var start) && Path.IsPathFullyQualified(start) ? Path.Combine(start, path) : null;
    }

    /// <summary>Absolute path of a file of the folder.</summary>
    public string PathOf(string kind, string name) => CacheLayout.PathOf(_ours, kind, name);

    /// <summary>Opens a file; <see langword="null"/> where it is not there or cannot be read.</summary>
    public FileStream? Open(string path)
    {
        if (!IsTrusted())
        {
            return null;
        }

        try
        {
            return KeptFile.OpenStream(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Warn(e.Message);
            return null;
        }
    }

    /// <summary>Reads a file; <see langword="null"/> where it is not there, cannot be read, or is longer than anything of ours.</summary>
    public byte[]? Read(string path)
    {
        const int Most = 64 << 20;
        using var file = Open(path);
        try
        {
            return file is null ? null : KeptFile.Read(file.SafeFileHandle, Most);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Warn(e.Message);
            return null;
        }
    }

    /// <inheritdoc cref="Write(string, Func{Stream, bool})"/>
    public bool Write(string path, byte[] content) => Write(path, file =>
    {
        file.Write(content);
        return true;
    });

    /// <summary>Writes a file as a whole.</summary>
    /// <param name="path">Its path, from <see cref="PathOf"/>.</param>
    /// <param name="write">Writes the content, and says whether it is what it should be.</param>
    /// <returns>Whether a file is there now: this one, or one of its name that cannot be replaced at present.</returns>
    public bool Write(string path, Func<Stream, bool> write)
    {
        if (_isUnwritable != 0 || !TryPrepare(path))
        {
            return false;
        }

        try
        {
            using var draft = AtomicFile.Create(path, isPrivate: true);
            if (!write(draft.Stream))
            {
                return false;
            }

            var length = draft.Stream.Length;
            if (TryPublish(draft, path))
            {
                _ = Interlocked.Add(ref _written, length);
            }

            return true;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // Somebody deleted the folder just now, as anybody may.
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Fail(e);
        }
    }

    /// <summary>Deletes a file that turned out to be damaged, if that is possible.</summary>
    public static void Drop(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It stays, and stays a miss.
        }
    }

    // Windows does not put a file over one that another process has open: who reads it found it stored.
    private static bool TryPublish(AtomicFile draft, string path)
    {
        try
        {
            draft.Publish(path);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && FileStatus.Read(path).Kind == FileKind.File)
        {
            return false;
        }
    }

    private bool TryPrepare(string path)
    {
        if (!IsTrusted() && _trust == Refused)
        {
            return false;
        }

        var folder = Path.GetDirectoryName(path)!;
        if (Directory.Exists(folder))
        {
            return IsTrusted();
        }

        try
        {
            Create(_ours);
            if (!IsTrusted())
            {
                return false;
            }

            CacheTag.Write(_ours);
            Create(folder);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Fail(e);
        }
    }

    private bool Fail(Exception e)
    {
        _isUnwritable = 1;
        Warn(e.Message);
        return false;
    }

    private static void Create(string folder) => OwnFolder.Create(folder, Private);

    // Whoever can write into the folder decides what hooks are said to have found, and what is written to the user's files.
    private bool IsTrusted()
    {
        if (_trust != 0)
        {
            return _trust == Trusted;
        }

        var status = FileStatus.Read(_ours);
        if (status.Kind == FileKind.None)
        {
            return false;
        }

        var reason = Distrust(status);
        _trust = reason is null ? Trusted : Refused;
        if (reason is not null)
        {
            Warn($"{_ours} {reason}");
        }

        return reason is null;
    }

    private string? Distrust(FileStatus status)
    {
        const uint SystemUser = 0;
        if (status.Kind != FileKind.Folder)
        {
            return status.Kind == FileKind.Link ? "is a link" : "is not a folder";
        }

        if (!status.IsDetailed || OperatingSystem.IsWindows())
        {
            return null;
        }

        return status.User != Libc.EffectiveUser() && status.User != SystemUser ? "belongs to another user, who could change what is remembered there"
            : (File.GetUnixFileMode(_ours) & OthersWrite) != 0 ? "can be written by other users, who could change what is remembered there"
            : SharedFolder.WhoExchanges(root) is { } who ? "may be taken away, and another put in its place: " + who
            : null;
    }

    private void Warn(string reason)
    {
        if (Interlocked.Exchange(ref _warnings, 1) == 0)
        {
            warn(new Problem(
                Codes.CacheFolder,
                $"The cache folder {root} cannot be used ({reason}): hooks run as if nothing were remembered. Make it a folder of your own that can be written, "
                + "name another in HooksCacheDirectory, or set HooksCache=false"));
        }
    }
}
