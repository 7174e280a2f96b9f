using System.Globalization;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Hashing;
using Hooks.Build.Engine.Native;

namespace Hooks.Build.Engine.Spares;

/// <summary>Where a spare waits: the path of its socket tells all of it.</summary>
/// <param name="Path">Absolute path of the socket.</param>
/// <param name="Purpose">What it is for, as <see cref="SpareKey"/> has it.</param>
/// <param name="Code">What it was started from.</param>
/// <param name="World">What it inherited.</param>
/// <param name="Process">Its process.</param>
/// <param name="Name">The same as <see cref="SpareName"/> has it.</param>
internal sealed record SpareEntry(string Path, string Purpose, string Code, string World, int Process, string Name);

/// <summary>
/// The folder in which the sockets of a user's spares are. What is in a folder that anybody else could write to is worth nothing: it is made for this user
/// alone, and not used where it is anything else.
/// </summary>
internal sealed class SpareFolder
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const int PlaceLength = 8;

    /// <summary>What the path of a socket has at its end while its spare is taken.</summary>
    public const string Taken = ".taken";

    /// <summary>What the path of a socket has before a number while its spare is started.</summary>
    public const string New = ".new";

    private SpareFolder(string path) => Path = path;

    /// <summary>Absolute path of the folder.</summary>
    public string Path { get; }

    /// <summary>Where the folder would be, the best place first.</summary>
    /// <param name="environment">The environment of this process.</param>
    public static IEnumerable<string> Places(IReadOnlyDictionary<string, string> environment)
    {
        foreach (var (variable, below) in new[] { ("XDG_RUNTIME_DIR", "hooks-build"), ("XDG_CACHE_HOME", "hooks-build/run"), ("HOME", ".cache/hooks-build/run") })
        {
            // A session's folder is gone after the session, whatever the variable still says.
            if (environment.TryGetValue(variable, out var start)
                && System.IO.Path.IsPathFullyQualified(start)
                && (variable == "XDG_CACHE_HOME" || Directory.Exists(start)))
            {
                yield return System.IO.Path.Combine(start, below);
            }
        }
    }

    /// <summary>Opens the folder.</summary>
    /// <param name="environment">The environment of this process.</param>
    /// <param name="make">Whether it is made where there is none.</param>
    /// <returns><see langword="null"/> where there is none that is this user's alone.</returns>
    public static SpareFolder? TryOpen(IReadOnlyDictionary<string, string> environment, bool make)
    {
        // Processes of another machine or container may share the disk: they do not see each other.
        var here = Sha256.Hex(PathText.Encode(ProcessWorld.DescribePlace()))[..PlaceLength];
        foreach (var place in Places(environment))
        {
            var path = System.IO.Path.Combine(place, here);
            if (IsOurs(place, make) && IsOurs(path, make))
            {
                return new SpareFolder(path);
            }
        }

        return null;
    }

    /// <summary>The spares whose sockets are there. Whether they live is not known.</summary>
    public List<SpareEntry> Entries()
    {
        List<SpareEntry> entries = [];
        foreach (var path in Directory.GetFiles(Path))
        {
            if (System.IO.Path.GetFileName(path).Split('.') is [var purpose, var code, var world, var name]
                && int.TryParse(name.Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            {
                entries.Add(new SpareEntry(path, purpose, code, world, id, name));
            }
        }

        return entries;
    }

    /// <summary>Deletes what runs left that were killed while they started or took a spare, and spares that were.</summary>
    public void Sweep()
    {
        var past = TimeProvider.System.GetUtcNow().AddMinutes(-1).UtcDateTime;
        foreach (var folder in Directory.GetDirectories(Path))
        {
            if (Directory.GetLastWriteTimeUtc(folder) < past)
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        foreach (var path in Directory.GetFiles(Path))
        {
            if ((path.EndsWith(Taken, StringComparison.Ordinal) || path.Contains(New, StringComparison.Ordinal)) && File.GetLastWriteTimeUtc(path) < past)
            {
                File.Delete(path);
            }
        }
    }

    /// <summary>What the path of a spare's socket begins with; a dot and its process follow.</summary>
    public string PathOf(SpareKey key) => System.IO.Path.Combine(Path, $"{key.Purpose}.{key.Code}.{key.World}");

    private static bool IsOurs(string path, bool make)
    {
        try
        {
            if (make)
            {
                OwnFolder.Create(path, Private);
            }

            // A link to a folder is none of ours.
            return FileStatus.Read(path) is { Kind: FileKind.Folder, IsDetailed: true } status
                && status.User == LibcSocket.EffectiveUser()
                && (status.Mode & ~UnixFileMode.SetGroup) == Private;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
