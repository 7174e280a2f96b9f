using System.Text;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Hashing;
using Hooks.Build.Runner.Projects;

namespace Hooks.Build.Runner.Machine;

/// <summary>
/// The hooks projects of this user that were built or installed on this machine: a small file for each, in a folder that nobody but the user may enter. Builds
/// and installations write it, and nobody reads it but who asks for all of them.
/// </summary>
internal sealed class ProjectRegister
{
    /// <summary>As many may be known before those that are gone are looked for.</summary>
    public const int MostUnswept = 256;

    private const string Ending = ".project";
    private const string Version = "1";
    private const int MostBytes = 64 * 1024;
    private const int MostEntries = 10_000;

    private ProjectRegister(string folder) => Folder = folder;

    /// <summary>Absolute path of the folder.</summary>
    public string Folder { get; }

    /// <summary>Where it is, by the environment; <see langword="null"/> where the user has no place for it.</summary>
    public static ProjectRegister? Of(Func<string, string?> environment) =>
        UserFolder.OfState(environment) is { } folder ? new ProjectRegister(Path.Combine(folder, "projects")) : null;

    /// <summary>Whether nobody but this user can have written what is in it.</summary>
    public bool IsOurs => UserFolder.IsOurs(Folder);

    /// <summary>Notes a project. One that is noted as it is costs a look.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void Add(ProjectPlace place)
    {
        var file = FileOf(place.Project);
        var text = $"{Version}\t{TabbedText.Escape(place.Project)}\t{TabbedText.Escape(place.StateFile)}\n";
        if (KeptFile.ReadText(file, MostBytes) == text && IsOurs)
        {
            return;
        }

        OwnFolder.Create(Folder, UserFolder.Private);
        if (!IsOurs)
        {
            throw new IOException($"{Folder} is not a folder that this user alone may enter");
        }

        using (var draft = AtomicFile.Create(file, isPrivate: true))
        {
            draft.Stream.Write(Encoding.UTF8.GetBytes(text));
            draft.Publish(file);
        }

        // Of test folders there may be many: they go when there are too many.
        if (Directory.EnumerateFiles(Folder).Skip(MostUnswept).Any())
        {
            Sweep();
        }
    }

    /// <summary>Notes a project in this user's register.</summary>
    /// <returns>Why it is not noted, a sentence without a full stop; <see langword="null"/> where it is.</returns>
    public static string? TryAdd(ProjectPlace place)
    {
        if (Of(Environment.GetEnvironmentVariable) is not { } register)
        {
            return "hooks report --machine does not know this project: the user has no place for what programs keep (HOME, XDG_STATE_HOME)";
        }

        try
        {
            register.Add(place);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"hooks report --machine does not know this project: {e.Message}";
        }
    }

    /// <summary>The projects, in order of their paths.</summary>
    /// <param name="damaged">How many files say nothing that can be understood.</param>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public IReadOnlyList<ProjectPlace> Read(out int damaged)
    {
        damaged = 0;
        List<ProjectPlace> places = [];
        foreach (var file in IsOurs ? Directory.EnumerateFiles(Folder, "*" + Ending).Take(MostEntries) : [])
        {
            if (ReadOne(file) is { } place)
            {
                places.Add(place);
            }
            else
            {
                damaged++;
            }
        }

        return [.. places.OrderBy(place => place.Project, StringComparer.Ordinal)];
    }

    /// <summary>Forgets a project.</summary>
    public void Remove(ProjectPlace place) => Delete(FileOf(place.Project));

    private void Sweep()
    {
        foreach (var file in Directory.GetFiles(Folder))
        {
            if (file.EndsWith(AtomicFile.Suffix, StringComparison.Ordinal)
                ? File.GetLastWriteTimeUtc(file) < TimeProvider.System.GetUtcNow().AddHours(-1).UtcDateTime
                : ReadOne(file) is { } place && !File.Exists(place.Project))
            {
                Delete(file);
            }
        }
    }

    private static void Delete(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is told again the next time.
        }
    }

    // The name tells of which project it is: what was put there by another name is none of ours.
    private ProjectPlace? ReadOne(string file) =>
        KeptFile.ReadText(file, MostBytes)?.TrimEnd('\n').Split('\t') is [Version, var project, var state]
        && new ProjectPlace(TabbedText.Unescape(project), TabbedText.Unescape(state)) is var place
        && Path.IsPathFullyQualified(place.Project) && Path.IsPathFullyQualified(place.StateFile) && FileOf(place.Project) == file
            ? place : null;

    private string FileOf(string project) => Path.Combine(Folder, Sha256.Hex(PathText.Encode(project)) + Ending);
}
