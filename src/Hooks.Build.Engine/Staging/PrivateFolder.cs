using System.Globalization;

namespace Hooks.Build.Engine.Staging;

/// <summary>
/// A folder of this run alone for copies of staged content: in memory where there is room, else in the system's temporary folder. Its lock says that
/// the run is alive; folders of runs that were killed are swept by the next.
/// </summary>
internal sealed class PrivateFolder : IDisposable
{
    private const string Prefix = "hooks-build-";
    private const string LockName = ".lock";
    private const long LeastRoom = 16 << 20;
    private readonly FileStream _lock;
    private int _last;

    private readonly IReadOnlyList<string> _others;
    private PrivateFolder? _next;

    private PrivateFolder(string path, FileStream hold, IReadOnlyList<string> others)
    {
        Path = path;
        _lock = hold;
        _others = others;
    }

    /// <summary>Absolute path of the folder.</summary>
    public string Path { get; }

    /// <summary>Creates the folder where there is room.</summary>
    /// <param name="bytes">How much room the copies need, roughly.</param>
    /// <exception cref="HooksException">HOOK9016: there is no place for it.</exception>
    /// <param name="places">The places to try, in order.</param>
    public static PrivateFolder Create(long bytes, IReadOnlyList<string> places)
    {
        List<string> reasons = [];
        for (var i = 0; i < places.Count; i++)
        {
            var place = places[i];
            try
            {
                if (Room(place) < (2 * bytes) + LeastRoom)
                {
                    reasons.Add($"{place} has no room");
                    continue;
                }

                Sweep(place);
                return CreateIn(place, [.. places.Skip(i + 1)]);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
            {
                reasons.Add(e.Message);
            }
        }

        throw new HooksException(Codes.Staging, $"There is no folder for copies of the staged files ({string.Join("; ", reasons)}): free some space, or set TMPDIR to a folder that can be written");
    }

    /// <summary>The path of a new folder in it, which is not there yet.</summary>
    public string Next(string name) => _next is { } next ? next.Next(name) : System.IO.Path.Combine(Path, string.Create(CultureInfo.InvariantCulture, $"{name}-{Interlocked.Increment(ref _last)}"));

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
        Delete(Path);
        _lock.Dispose();
    }

    private static PrivateFolder CreateIn(string place, IReadOnlyList<string> others)
    {
        // A name that nobody can foresee, for this user alone: the place is everybody's.
        var path = System.IO.Path.Combine(place, Prefix + Guid.NewGuid().ToString("N")[..16]);
        _ = OperatingSystem.IsWindows() ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return new PrivateFolder(path, new FileStream(System.IO.Path.Combine(path, LockName), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 1), others);
    }

    /// <summary>Where it may be, the best place first.</summary>
    public static IReadOnlyList<string> Places() =>
        OperatingSystem.IsLinux() && Directory.Exists("/dev/shm") ? ["/dev/shm", System.IO.Path.GetTempPath()] : [System.IO.Path.GetTempPath()];

    private static long Room(string place) => new DriveInfo(place).AvailableFreeSpace;

    private static void Sweep(string place)
    {
        foreach (var folder in Directory.EnumerateDirectories(place, Prefix + "*").Where(IsAbandoned).ToList())
        {
            Delete(folder);
        }
    }

    private static bool IsAbandoned(string folder)
    {
        try
        {
            // Whoever can take the lock is alone: a lock ends with the process that held it, however that ended.
            using FileStream hold = new(System.IO.Path.Combine(folder, LockName), FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            return true;
        }
        catch (FileNotFoundException)
        {
            // About to be locked, or half deleted.
            return Directory.GetCreationTimeUtc(folder) < TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-1);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static void Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A process that a hook left behind still writes there; the next run sweeps it.
        }
    }
}
