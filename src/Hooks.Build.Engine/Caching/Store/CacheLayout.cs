using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Hashing;

namespace Hooks.Build.Engine.Caching.Store;

/// <summary>Where things are in the cache folder: <c>v1/KIND/ab/abcd...</c>, names being SHA-256 digests.</summary>
internal static class CacheLayout
{
    /// <summary>The folder of this version, below the one that users name.</summary>
    public const string Version = "v1";

    /// <summary>Results by their keys.</summary>
    public const string Results = "results";

    /// <summary>Content of files by its digest.</summary>
    public const string Content = "content";

    /// <summary>Which files hooks passed, by the digest of the hook's base key.</summary>
    public const string Files = "files";

    private const int Shards = 256;

    private static readonly string[] Kinds = [Results, Content, Files];

    /// <summary>Absolute path of a file. Its name must be a digest: nothing else becomes part of a path.</summary>
    public static string PathOf(string folder, string kind, string name) =>
        string.Concat(folder, "/" + kind + "/", name.AsSpan(0, 2), string.Concat("/", name));

    /// <summary>The folders that have files of ours. Links are not followed.</summary>
    /// <param name="folder">The folder of a version.</param>
    /// <param name="first">The shard to begin with: who has little time should not always begin with the same.</param>
    public static IEnumerable<DirectoryInfo> Folders(string folder, int first = 0)
    {
        for (var i = 0; i < Shards; i++)
        {
            foreach (var kind in Kinds)
            {
                var parent = Path.Combine(folder, kind);
                DirectoryInfo shard = new(Path.Combine(parent, ((first + i) % Shards).ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
                if (shard.Exists && FileStatus.Read(parent).Kind == FileKind.Folder && FileStatus.Read(shard.FullName).Kind == FileKind.Folder)
                {
                    yield return shard;
                }
            }
        }
    }

    /// <summary>The files of ours in one of the folders, drafts among them; nothing where it cannot be listed.</summary>
    public static IReadOnlyList<FileInfo> FilesIn(DirectoryInfo shard)
    {
        List<FileInfo> files = [];
        try
        {
            foreach (var file in shard.EnumerateFiles())
            {
                var isOurs = Sha256.IsHex(file.Name)
                    || (file.Name.Length > Sha256.HexLength && Sha256.IsHex(file.Name.AsSpan(0, Sha256.HexLength)) && IsDraft(file));
                if (isOurs && file.LinkTarget is null)
                {
                    files.Add(file);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Gone meanwhile, or not ours to look at.
        }

        return files;
    }

    /// <summary>Whether a file was being written.</summary>
    public static bool IsDraft(FileInfo file) => file.Name.EndsWith(AtomicFile.Suffix, StringComparison.Ordinal);
}
