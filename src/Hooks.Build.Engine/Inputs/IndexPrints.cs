using System.Text;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Hashing;

namespace Hooks.Build.Engine.Inputs;

/// <summary>
/// What git's index knows of the content of files: for a file that is as git last saw it, the id in the index is the id of its bytes, unless git
/// stores other bytes than the working tree has (line ends, filters).
/// </summary>
internal static class IndexPrints
{
    /// <summary>Reads the index.</summary>
    /// <param name="git">The repository, at whose top the paths start.</param>
    /// <param name="listed">The repository's files.</param>
    /// <param name="cancellation">Ends the question to git.</param>
    /// <returns>By path; empty where the index does not tell.</returns>
    public static async Task<Dictionary<string, StatEntry>> LoadAsync(GitProgram git, IReadOnlyList<string> listed, CancellationToken cancellation)
    {
        var written = FileStatus.Read(git.Repository.IndexFile);
        if (!written.IsDetailed || !await AreBytesStoredAsync(git, listed, cancellation))
        {
            return [];
        }

        return MappedIndex.Take(git.Repository.IndexFile, data => Read(data, written.Modified)) ?? [];
    }

    // Attributes and core.autocrlf say what git changes; which of them hold for a file only git knows, so any of them counts.
    private static async Task<bool> AreBytesStoredAsync(GitProgram git, IReadOnlyList<string> listed, CancellationToken cancellation)
    {
        const string Attributes = ".gitattributes";
        foreach (var path in listed)
        {
            if (path.EndsWith(Attributes, StringComparison.Ordinal) && (path.Length == Attributes.Length || path[^(Attributes.Length + 1)] == '/'))
            {
                return false;
            }
        }

        if (File.Exists(Path.Combine(git.Repository.CommonDirectory, "info", "attributes")))
        {
            return false;
        }

        // 1: none of them is set. Attributes of the user and of the machine are git's to find.
        var (exitCode, output) = await git.RunAsync(["config", "--get-regexp", @"^core\.(autocrlf|attributesfile)$"], cancellation);
        return (exitCode == 1 || (exitCode == 0 && Encoding.UTF8.GetString(output).Trim() == "core.autocrlf false")) && !GitSettings.HasAttributes(git.Environment);
    }

    private static Dictionary<string, StatEntry>? Read(ReadOnlySpan<byte> data, FileTime written)
    {
        Dictionary<string, StatEntry> entries = new(StringComparer.Ordinal);
        IndexReader reader = new(data, Sha1.Size, stackalloc byte[IndexReader.LongestPath]);
        while (reader.Read())
        {
            if (reader.IsMerged && !reader.Entry.IsUnwatched && ToEntry(reader.Entry, reader.ObjectId, written) is { } entry)
            {
                entries[PathText.Decode(reader.Path)] = entry;
            }
        }

        // An index with longer ids is not whole when it is read so.
        return reader.IsWhole ? entries : null;
    }

    // Git keeps the lower 32 bits of seconds, inode and size: who compares must see them equal in whole, so doubtful entries are left out.
    private static StatEntry? ToEntry(IndexEntry entry, ReadOnlySpan<byte> id, FileTime written)
    {
        const uint File = 0x81A4;
        const uint Executable = 0x81ED;
        var isYoung = entry.Modified.Seconds + StatMargin.Seconds >= written.Seconds;
        return isYoung || entry.Size == 0 || entry.Mode is not (File or Executable)
            ? null
            : new StatEntry(FileKind.File, entry.Mode == Executable, entry.Changed, entry.Modified, entry.Inode, entry.Size, ContentId.Read(id));
    }
}
