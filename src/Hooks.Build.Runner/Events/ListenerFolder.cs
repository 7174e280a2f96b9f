using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Spares;

namespace Hooks.Build.Runner.Events;

/// <summary>
/// The folder in the git directory of a working tree with a socket for each who listens to all of its runs. It is there only while somebody does, and counts
/// only where nobody but this user may enter it.
/// </summary>
internal static class ListenerFolder
{
    /// <summary>What the name of a socket ends with.</summary>
    public const string Ending = ".socket";

    private const string Name = "hooks-listeners";

    // Each costs a run a thread and the writing of its events.
    private const int Most = 8;

    /// <summary>Where it is, or would be.</summary>
    /// <param name="root">Absolute path of a repository's root.</param>
    /// <returns><see langword="null"/> where nobody can listen: outside of git, and on other systems than Linux.</returns>
    public static string? PathOf(string root)
    {
        try
        {
            return OperatingSystem.IsLinux() && GitFolders.Above(root) is { } git ? Path.Combine(git.GitDirectory, Name) : null;
        }
        catch (Exception e) when (e is HooksException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Connects to those who listen.</summary>
    /// <returns>The connections, which are the caller's.</returns>
    public static IReadOnlyList<int> Connect(string folder)
    {
        if (!AbandonedFolders.IsOurs(FileStatus.Read(folder)))
        {
            return [];
        }

        List<int> sockets = [];
        try
        {
            sockets.AddRange(Living(folder).Take(Most));
            if (sockets.Count == 0)
            {
                RemoveIfEmpty(folder);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Somebody else tidies up too.
        }

        return sockets;
    }

    /// <summary>Connects to one after another, and deletes the sockets of those that were killed.</summary>
    /// <returns>The connections, which are the caller's.</returns>
    /// <exception cref="IOException">Somebody else tidies up too.</exception>
    public static IEnumerable<int> Living(string folder)
    {
        foreach (var path in Directory.GetFiles(folder, "*" + Ending))
        {
            var socket = SpareAddress.Connect(path, out var isLeft);
            if (socket >= 0)
            {
                yield return socket;
            }
            else if (isLeft)
            {
                // It is told of by this name only from when it listens.
                File.Delete(path);
            }
        }
    }

    /// <summary>Removes the folder when the last has gone.</summary>
    public static void RemoveIfEmpty(string folder)
    {
        try
        {
            Directory.Delete(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another listens, or has just come.
        }
    }
}
