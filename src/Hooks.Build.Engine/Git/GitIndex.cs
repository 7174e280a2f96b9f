using System.Buffers.Binary;
using System.Text;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Hashing;

namespace Hooks.Build.Engine.Git;

/// <summary>Looks files up in an index without git. What it does not know for sure it does not know: git is asked then.</summary>
internal static class GitIndex
{
    /// <summary>How many entries an index has; <see langword="null"/> where it cannot be read.</summary>
    public static int? Count(string file)
    {
        try
        {
            using var handle = File.OpenHandle(file);
            Span<byte> head = stackalloc byte[12];
            return RandomAccess.Read(handle, head, 0) == head.Length && head.StartsWith("DIRC"u8) ? BinaryPrimitives.ReadInt32BigEndian(head[8..]) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Finds entries.</summary>
    /// <param name="file">The index.</param>
    /// <param name="wanted">What to find, in the order of the paths' bytes.</param>
    /// <returns>For each wanted file its entry, <see langword="null"/> where the index has none with that content; nothing at all where the index is of a kind
    /// that only git reads.</returns>
    public static IndexEntry?[]? Find(string file, IReadOnlyList<StagedEntry> wanted) => MappedIndex.Take(file, data => Find(data, wanted));

    /// <summary>The paths of an index, as <see cref="PathText"/> has them; <see langword="null"/> where only git knows.</summary>
    public static List<string>? Paths(string file) => MappedIndex.Take(file, Paths);

    private static List<string>? Paths(ReadOnlySpan<byte> data)
    {
        Span<byte> buffer = stackalloc byte[IndexReader.LongestPath];
        foreach (var idSize in (ReadOnlySpan<int>)[Sha1.Size, Sha256.Size])
        {
            List<string> paths = [];
            IndexReader reader = new(data, idSize, buffer);
            while (reader.Read())
            {
                paths.Add(PathText.Decode(reader.Path));
            }

            if (reader.IsWhole)
            {
                return paths;
            }
        }

        return null;
    }

    /// <summary>
    /// Whether an index has a path, anything below it, or anything that it is below of; <see langword="null"/> where only git knows. Case does not count.
    /// </summary>
    /// <param name="file">The index.</param>
    /// <param name="path">A path from the top of the working tree, with <c>/</c>.</param>
    public static bool? Lists(string file, string path) => !Ascii.IsValid(path) || path.Length > IndexReader.LongestPath ? null
        : MappedIndex.Take(file, data => Lists(data, Encoding.ASCII.GetBytes(path))) is { Length: 1 } answer ? answer[0] : null;

    private static bool[]? Lists(ReadOnlySpan<byte> data, ReadOnlySpan<byte> path)
    {
        Span<byte> buffer = stackalloc byte[IndexReader.LongestPath];
        foreach (var idSize in (ReadOnlySpan<int>)[Sha1.Size, Sha256.Size])
        {
            var isListed = false;
            IndexReader reader = new(data, idSize, buffer);
            while (reader.Read())
            {
                isListed |= IsWithin(reader.Path, path) || IsWithin(path, reader.Path);
            }

            if (reader.IsWhole)
            {
                return [isListed];
            }
        }

        return null;
    }

    private static bool IsWithin(ReadOnlySpan<byte> path, ReadOnlySpan<byte> folder) =>
        path.Length >= folder.Length && (path.Length == folder.Length || path[folder.Length] == '/') && Ascii.EqualsIgnoreCase(path[..folder.Length], folder);

    private static IndexEntry?[]? Find(ReadOnlySpan<byte> data, IReadOnlyList<StagedEntry> wanted)
    {
        var found = new IndexEntry?[wanted.Count];
        if (wanted.Count == 0)
        {
            return found;
        }

        IndexReader reader = new(data, wanted[0].ObjectId.Length / 2, stackalloc byte[IndexReader.LongestPath]);
        var next = 0;
        while (reader.Read())
        {
            // Entries and wanted files are in one order, so both are walked once.
            while (next < wanted.Count && reader.Path.SequenceCompareTo(wanted[next].Path.Span) is var order && order >= 0)
            {
                if (order > 0)
                {
                    next++;
                    continue;
                }

                if (reader.HasObjectId(wanted[next].ObjectId))
                {
                    found[next] = reader.Entry;
                }

                break;
            }
        }

        return reader.IsWhole ? found : null;
    }
}
