using System.Globalization;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.FileSystem;

/// <summary>
/// A folder of this run alone for copies of staged content: in memory where there is room, else in the system's temporary folder. Its lock says that
/// the run is alive; folders of runs that were killed are swept by the next.
/// </summary>
internal sealed class PrivateFolder : IDisposable
{
    private const string Prefix = "hooks-build-";
    private const long LeastRoom = 16 << 20;
    private readonly OpenFolder? _folder;
    private readonly FileStream _lock;
    private int _last;

    private readonly IReadOnlyList<string> _others;
    private PrivateFolder? _next;

    private PrivateFolder(string path, OpenFolder? folder, FileStream hold, IReadOnlyList<string> others)
    {
        Path = path;
        _folder = folder;
        _lock = hold;
        _others = others;
    }

    /// <summary>Absolute path of the folder.</summary>
    public string Path { get; }

    /// <summary>Creates the folder where there is room.</summary>
    /// <param name="bytes">How much room the copies need, roughly.</param>
    /// <exception cref="HooksException">HOOK9016: there is no place for it.</exception>
    /// <param name="places">The places to try, in order; those in which nothing may be executed come last.</param>
    /// <param name="hold">Makes and takes the lock.</param>
    public static PrivateFolder Create(long bytes, IReadOnlyList<string> places, Func<string, FileStream>? hold = null)
    {
        // Hooks start scripts and tools from their copies: docker mounts /dev/shm with noexec. Where nothing else is the copies can be read.
        places = [.. places.Where(place => !MountFlags.ForbidExecution(place)), .. places.Where(MountFlags.ForbidExecution)];
        List<string> reasons = [];
        var isFull = false;
        var lacksDescriptors = false;
        for (var i = 0; i < places.Count; i++)
        {
            var place = places[i];
            try
            {
                if (Room(place) < (2 * bytes) + LeastRoom)
                {
                    reasons.Add($"{place} has no room");
                    isFull = true;
                    continue;
                }

                if (SharedFolder.WhoExchanges(place) is { } others)
                {
                    reasons.Add(others);
                    continue;
                }

                Sweep(place);
                return In(place, [.. places.Skip(i + 1)], hold);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
            {
                reasons.Add(e.Message);
                isFull |= Remedy.IsLackOfRoom(e);
                lacksDescriptors |= Remedy.IsLackOfDescriptors(e);
            }
        }

        var remedy = lacksDescriptors ? Remedy.OfDescriptors
            : isFull ? "Free some space, or set TMPDIR to a folder that can be written"
            : "Set TMPDIR to a folder that can be written";
        throw new HooksException(Codes.Staging, $"There is no folder for copies of the staged files ({string.Join("; ", reasons)}). {remedy}");
    }

    /// <summary>Absolute path of where new things go at present.</summary>
    public string Place => _next?.Place ?? Path;

    /// <summary>The path of something new in it, which is not there yet.</summary>
    public string Next(string name) =>
        _next is { } next
            ? next.Next(name)
            : System.IO.Path.Combine(Path, string.Create(CultureInfo.InvariantCulture, $"{name}-{Interlocked.Increment(ref _last)}"));

    /// <summary>Makes a new folder in it that nobody else may enter, also should somebody have deleted all of this one.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public static void MakeFolder(string path) => OwnFolder.Create(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    /// <summary>Writes a new file in it, or in the next place where there is no room.</summary>
    /// <param name="name">What its name begins with.</param>
    /// <param name="write">Writes to the path that it is given, where nothing is.</param>
    /// <returns>Its path.</returns>
    /// <exception cref="HooksException">HOOK9016: there is no room anywhere.</exception>
    public string Write(string name, Action<string> write)
    {
        while (true)
        {
            var place = Place;
            var path = Next(name);
            try
            {
                write(path);
                return path;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                if (File.Exists(path))
                {
                    File.Delete(path);
                }

                if (Place == place && !TryMoveOn())
                {
                    throw new HooksException(
                        Codes.Staging,
                        $"A copy of a staged file cannot be written to {System.IO.Path.GetDirectoryName(path)}: {e.Message}. {Remedy.For(e, HasRoom)}; nothing was changed");
                }
            }
        }
    }

    /// <summary>Whether there is room where the next copy goes.</summary>
    public bool HasRoom => _next?.HasRoom ?? Room(Path) >= LeastRoom;

    /// <summary>Goes on in the next place, as this one turned out to be full: <see cref="Next"/> names folders there from now on.</summary>
    /// <returns>False where there is no other place.</returns>
    public bool TryMoveOn()
    {
        if (_next is { } next)
        {
            return next.TryMoveOn();
        }

        try
        {
            _next = Create(0, _others);
            return true;
        }
        catch (HooksException)
        {
            return false;
        }
    }

    /// <summary>Deletes the folder. Links in it are deleted, not followed.</summary>
    public void Dispose()
    {
        _next?.Dispose();
        AbandonedFolders.Delete(_folder, Path);
        _lock.Dispose();
        _folder?.Dispose();
    }

    /// <summary>Deletes the folders of runs that were killed.</summary>
    public static void Sweep(string place) => AbandonedFolders.Sweep(place, Prefix);

    /// <summary>Creates the folder in a place: under a name that nobody can foresee, for this user alone, as the place is everybody's.</summary>
    /// <param name="place">The place.</param>
    /// <param name="others">Where to go on should it be full.</param>
    /// <param name="hold">Makes and takes the lock.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static PrivateFolder In(string place, IReadOnlyList<string>? others = null, Func<string, FileStream>? hold = null)
    {
        (others, hold) = (others ?? [], hold ?? Hold);
        if (OperatingSystem.IsWindows())
        {
            var folder = Directory.CreateTempSubdirectory(Prefix).FullName;
            return new PrivateFolder(folder, folder: null, hold(folder), others);
        }

        try
        {
            return Make(place, others, hold);
        }
        catch (IOException)
        {
            // A run that sweeps took it for abandoned, as this one was held up before it had the lock.
            return Make(place, others, hold);
        }
    }

    private static PrivateFolder Make(string place, IReadOnlyList<string> others, Func<string, FileStream> hold)
    {
        var path = OpenFolder.Make(System.IO.Path.Combine(place, Prefix));
        var made = OpenFolder.TryOpen(path, followsLinks: false) ?? throw NotOpened(path);
        FileStream? taken = null;
        try
        {
            // Unknown where the C library is older than the question.
            var isExchanged = made.Status is { IsDetailed: true } status && !AbandonedFolders.IsOurs(status);
            taken = isExchanged ? throw new IOException($"{path} was exchanged when it was made") : hold(path);
            var (ours, there) = (FileStatus.OfDescriptor((int)taken.SafeFileHandle.DangerousGetHandle()), FileStatus.Read(LockOf(path)));
            return ours.IsDetailed && ours.Inode != there.Inode
                ? throw new IOException($"{path} was deleted when it was made")
                : new PrivateFolder(path, made, taken, others);
        }
        catch
        {
            taken?.Dispose();
            made.Dispose();
            throw;
        }
    }

    private static IOException NotOpened(string path)
    {
        var number = System.Runtime.InteropServices.Marshal.GetLastPInvokeError();
        if (!Remedy.IsLackOfDescriptors(number))
        {
            return new IOException($"{path} was exchanged when it was made");
        }

        // It is empty.
        Directory.Delete(path);
        return new IOException("Too many open files", number);
    }

    private static FileStream Hold(string folder) => new(LockOf(folder), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);

    private static string LockOf(string folder) => System.IO.Path.Combine(folder, AbandonedFolders.Lock);

    /// <summary>Where it may be, the best place first.</summary>
    public static IReadOnlyList<string> Places() =>
        OperatingSystem.IsLinux() && Directory.Exists("/dev/shm") ? ["/dev/shm", System.IO.Path.GetTempPath()] : [System.IO.Path.GetTempPath()];

    private static long Room(string place) => new DriveInfo(place).AvailableFreeSpace;
}
