using Hooks.Build.Engine.Caching.Store;
using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Engine.Caching.Results;

/// <summary>Puts the files that a hook wrote back to where it wrote them.</summary>
internal static class OutputRestorer
{
    /// <summary>
    /// Restores the files. Each is copied beside its place and verified there; when all are, they take their places one by one. A file that has its
    /// content already is not touched.
    /// </summary>
    /// <param name="store">Has the content.</param>
    /// <param name="outputs">The files.</param>
    /// <param name="root">Absolute path of the repository's root.</param>
    /// <returns>
    /// Whether all are there now. If not, the result counts as not found and the hook runs: nothing was changed, unless the system refused to put one of
    /// several verified files into its place.
    /// </returns>
    /// <param name="isOver">Whether it has taken too long already; nothing is changed then.</param>
    public static bool Restore(IContentStore store, IReadOnlyList<CachedFile> outputs, string root, Func<bool>? isOver = null)
    {
        if (!OutputLimits.Allow(outputs))
        {
            return false;
        }

        var copies = new (string Place, AtomicFile? AtomicFile)[outputs.Count];
        try
        {
            for (var i = 0; i < copies.Length; i++)
            {
                if (isOver?.Invoke() == true || OutputPath.Resolve(root, outputs[i].Path) is not { } place)
                {
                    return false;
                }

                var isThere = IsThere(place, outputs[i]);
                copies[i] = (place, isThere ? null : Copy(store, outputs[i], place));
                if (!isThere && copies[i].AtomicFile is null)
                {
                    return false;
                }
            }

            for (var i = 0; i < copies.Length; i++)
            {
                Put(copies[i].Place, copies[i].AtomicFile, outputs[i].IsExecutable);
            }

            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
        finally
        {
            foreach (var (_, draft) in copies)
            {
                draft?.Dispose();
            }
        }
    }

    private static bool IsThere(string place, CachedFile output)
    {
        FileInfo file = new(place);
        return file.Exists && file.Length == output.Size && HashedCopy.OfFile(place).Digest == output.Digest;
    }

    private static AtomicFile? Copy(IContentStore store, CachedFile output, string place)
    {
        using var content = store.OpenContent(output.Digest);
        // Another length is not the content, and may be a whole disk to copy.
        if (content is null || content.Length != output.Size)
        {
            return null;
        }

        AtomicFile? draft = null;
        try
        {
            draft = AtomicFile.Create(Path.Combine(OutputPath.NearestFolder(place), ".hooks-build"), isPrivate: false);
            if (HashedCopy.Copy(content, draft.Stream) != (output.Digest, output.Size))
            {
                return null;
            }

            draft.SetMode(File.Exists(place) ? place : null, output.IsExecutable);
            // There may be more files than a process may hold open.
            draft.Stream.Dispose();
            var copy = draft;
            draft = null;
            return copy;
        }
        finally
        {
            draft?.Dispose();
        }
    }

    private static void Put(string place, AtomicFile? draft, bool isExecutable)
    {
        if (draft is not null)
        {
            _ = Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            draft.Publish(place);
        }
        else if (!OperatingSystem.IsWindows() && FileStatus.Read(place).IsExecutable != isExecutable)
        {
            File.SetUnixFileMode(place, ExecutableBit.Set(File.GetUnixFileMode(place), isExecutable));
        }
    }
}
