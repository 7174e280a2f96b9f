using System.Text;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Hashing;

namespace Hooks.Build.Engine.Git;

/// <summary>Entries of the index that have one of some paths, or names, whether they are about to change or not.</summary>
internal static class NamedEntries
{
    /// <summary>Finds them.</summary>
    /// <param name="git">The repository.</param>
    /// <param name="paths">Paths from the top of the working tree.</param>
    /// <param name="fileNames">Names of files, in whichever folder.</param>
    /// <param name="cancellation">Ends git.</param>
    /// <returns>The entries, in the order of the paths' bytes.</returns>
    public static async Task<List<StagedEntry>> FindAsync(
        GitProgram git, IReadOnlyList<string> paths, IReadOnlyList<string> fileNames, CancellationToken cancellation)
    {
        byte[][] wanted = [.. paths.Select(PathText.Encode)];
        Array.Sort(wanted, (one, other) => one.AsSpan().SequenceCompareTo(other));
        byte[][] names = [.. fileNames.Select(PathText.Encode)];
        if (MappedIndex.Take(git.Repository.IndexFile, data => Read(data, Sha1.Size, wanted, names) ?? Read(data, Sha256.Size, wanted, names)) is { } entries)
        {
            return entries;
        }

        // A split or sparse index.
        var output = await git.RequireAsync(
            ["ls-files", "-s", "-z", "--", .. fileNames.Select(name => ":(top,glob)**/" + name), .. paths.Select(list => ":(top,literal)" + list)],
            cancellation);
        entries = [];
        foreach (var line in ZeroTerminated.Split(output))
        {
            // 100644 <id> 0 TAB path
            var tab = line.Span.IndexOf((byte)'\t');
            var fields = Encoding.ASCII.GetString(line.Span[..tab]).Split(' ');
            if (fields[2] == "0")
            {
                entries.Add(new StagedEntry(line[(tab + 1)..], fields[1], Convert.ToInt32(fields[0], 8)));
            }
        }

        return entries;
    }

    private static List<StagedEntry>? Read(ReadOnlySpan<byte> data, int idSize, byte[][] wanted, byte[][] names)
    {
        List<StagedEntry> entries = [];
        IndexReader reader = new(data, idSize, stackalloc byte[IndexReader.LongestPath]);
        var next = 0;
        while (reader.Read())
        {
            var path = reader.Path;
            // Both are in one order.
            while (next < wanted.Length && wanted[next].AsSpan().SequenceCompareTo(path) < 0)
            {
                next++;
            }

            if (reader.IsMerged && (IsAny(path[(path.LastIndexOf((byte)'/') + 1)..], names) || (next < wanted.Length && path.SequenceEqual(wanted[next]))))
            {
                entries.Add(new StagedEntry(path.ToArray(), Hex.Lower(reader.ObjectId), (int)reader.Entry.Mode));
            }
        }

        return reader.IsWhole ? entries : null;
    }

    private static bool IsAny(ReadOnlySpan<byte> path, byte[][] wanted)
    {
        foreach (var one in wanted)
        {
            if (path.SequenceEqual(one))
            {
                return true;
            }
        }

        return false;
    }
}
