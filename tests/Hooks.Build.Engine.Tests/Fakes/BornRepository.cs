using System.Collections.Concurrent;

namespace Hooks.Build.Engine.Tests.Fakes;

/// <summary>
/// Repositories as git makes them: it makes each kind once, and tests get copies, since four processes for each of a thousand repositories are a good part of
/// these tests' time.
/// </summary>
internal static class BornRepository
{
    private static readonly ConcurrentDictionary<string, Lazy<string>> Kinds = new(StringComparer.Ordinal);

    /// <summary>Puts what <c>git init</c> makes into an empty folder, with somebody who commits.</summary>
    public static void CopyTo(string folder, params string[] options) =>
        CopyTo(folder, string.Join(' ', options), kind =>
        {
            _ = TempRepository.Run(kind, "git", ["init", "--quiet", "--initial-branch=main", .. options]);
            _ = TempRepository.Run(kind, "git", "config", "user.name", "Test");
            _ = TempRepository.Run(kind, "git", "config", "user.email", "test@example.org");
            _ = TempRepository.Run(kind, "git", "config", "commit.gpgsign", "false");
        });

    /// <summary>Puts what is made once into an empty folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="kind">What it is called.</param>
    /// <param name="make">Makes it in a folder that is given.</param>
    public static void CopyTo(string folder, string kind, Action<string> make) =>
        Copy(new DirectoryInfo(Kinds.GetOrAdd(kind, static (_, make) => new(() => Make(make)), make).Value), folder);

    private static string Make(Action<string> make)
    {
        var folder = Directory.CreateTempSubdirectory("hooks-born-").FullName;
        make(folder);
        return folder;
    }

    private static void Copy(DirectoryInfo from, string to)
    {
        foreach (var entry in from.EnumerateFileSystemInfos())
        {
            var copy = Path.Combine(to, entry.Name);
            if (entry is FileInfo file)
            {
                _ = file.CopyTo(copy);
            }
            else
            {
                _ = Directory.CreateDirectory(copy);
                Copy((DirectoryInfo)entry, copy);
            }
        }
    }
}
