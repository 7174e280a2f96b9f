using System.Globalization;
using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Engine.Caching.Store;

/// <summary>What a clean-up did.</summary>
/// <param name="Files">How many files were deleted.</param>
/// <param name="Bytes">Their size.</param>
/// <param name="Left">How many files of ours could not be deleted.</param>
/// <param name="Refusal">Why nothing was touched; <see langword="null"/> where the folder is ours or not there.</param>
internal sealed record CleanedStore(int Files, long Bytes, int Left, string? Refusal);

/// <summary>Deletes what is remembered, of this version and of others, and nothing that is not ours.</summary>
internal static class StoreCleaner
{
    /// <summary>Cleans a cache folder.</summary>
    public static CleanedStore Clean(string folder)
    {
        try
        {
            if (!Directory.Exists(folder))
            {
                return File.Exists(folder) ? Refuse($"{folder} is a file") : new CleanedStore(0, 0, 0, Refusal: null);
            }

            var versions = Versions(folder);
            if (versions.Count == 0 && Directory.EnumerateFileSystemEntries(folder).Any())
            {
                return Refuse($"{folder} is not a cache folder of Hooks.Build: it has no folder with our CACHEDIR.TAG. Nothing was deleted");
            }

            CleanedStore done = new(0, 0, 0, Refusal: null);
            foreach (var version in versions)
            {
                done = Clean(version, done);
            }

            DeleteEmpty(folder);
            return done;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refuse($"{folder} cannot be read ({e.Message})");
        }
    }

    private static CleanedStore Refuse(string reason) => new(0, 0, 0, reason);

    private static List<string> Versions(string folder)
    {
        List<string> versions = [];
        foreach (var path in Directory.EnumerateDirectories(folder, "v*"))
        {
            var isNumber = int.TryParse(Path.GetFileName(path.AsSpan())[1..], NumberStyles.None, CultureInfo.InvariantCulture, out _);
            if (isNumber && FileStatus.Read(path).Kind == FileKind.Folder && CacheTag.IsIn(path))
            {
                versions.Add(path);
            }
        }

        return versions;
    }

    private static CleanedStore Clean(string version, CleanedStore done)
    {
        foreach (var shard in CacheLayout.Folders(version))
        {
            foreach (var file in CacheLayout.FilesIn(shard))
            {
                var status = FileStatus.Read(file.FullName);
                CacheFolder.Drop(file.FullName);
                done = FileStatus.Read(file.FullName).Kind != FileKind.None ? done with { Left = done.Left + 1 }
                    // Another may have deleted it since it was listed.
                    : status.Kind != FileKind.None ? done with { Files = done.Files + 1, Bytes = done.Bytes + status.Size }
                    : done;
            }

            DeleteEmpty(shard.FullName);
        }

        try
        {
            CleanRest(version);
        }
        catch (DirectoryNotFoundException)
        {
            // Another cleaned at the same time.
        }

        return done;
    }

    private static void CleanRest(string version)
    {
        foreach (var kind in Directory.GetDirectories(version))
        {
            DeleteEmpty(kind);
        }

        StoreTrimmer.Forget(version);
        CacheFolder.Drop(Path.Combine(version, CacheSecret.Name));
        foreach (var draft in Directory.GetFiles(version, "*" + AtomicFile.Suffix))
        {
            CacheFolder.Drop(draft);
        }

        // The tag goes last, and not before everything else: what is left is still known as ours.
        if (Directory.GetFileSystemEntries(version).Length == 1)
        {
            CacheTag.Delete(version);
            DeleteEmpty(version);
        }
    }

    private static void DeleteEmpty(string folder)
    {
        try
        {
            if (FileStatus.Read(folder).Kind == FileKind.Folder)
            {
                Directory.Delete(folder);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It holds something that is not ours, or something new.
        }
    }
}
