using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Engine.Caching.Store;

/// <summary>
/// The file by which backup programs know a cache (bford.info/cachedir), and by which we know our own: nothing is deleted below a folder without it.
/// </summary>
internal static class CacheTag
{
    private const string Name = "CACHEDIR.TAG";
    private const string Signature = "Signature: 8a477f597d28d172789f06886806bc55\n# Results of hooks, remembered by Hooks.Build. Safe to delete.\n";

    /// <summary>Writes the tag, where it is not there yet.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string folder)
    {
        var path = Path.Combine(folder, Name);
        if (File.Exists(path))
        {
            return;
        }

        using var draft = AtomicFile.Create(path, isPrivate: true);
        draft.Stream.Write(System.Text.Encoding.ASCII.GetBytes(Signature));
        draft.Publish(path);
    }

    /// <summary>Whether the folder is ours.</summary>
    public static bool IsIn(string folder)
    {
        try
        {
            var path = Path.Combine(folder, Name);
            return KeptFile.ReadText(path, 4096) == Signature;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Takes the tag away.</summary>
    /// <exception cref="IOException">It cannot be deleted.</exception>
    public static void Delete(string folder) => File.Delete(Path.Combine(folder, Name));
}
