using System.Buffers.Text;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Hashing;

namespace Hooks.Build.Engine.Git;

/// <summary>
/// Whether files that git takes for unchanged are what is staged now, too. Their status tells that they were cleaned to it when they were staged, by the
/// attributes, filters and settings of then, and with some settings not even that (<c>core.checkStat</c>). Bytes whose hash is the staged id are what is
/// staged; of others git is asked what it would keep of them now.
/// </summary>
internal static class StagedBytes
{
    // To be asked costs git some milliseconds, as much as hashing this does.
    private const int Large = 4 * 1024 * 1024;
    private const int Many = 256;
    // Hashed by SHA-1 of our own it takes 14 ms, to load OpenSSL some 3.
    private const int Much = 4 * 1024 * 1024;
    private const string Rules = ".gitattributes";

    /// <summary>Takes files for changed that are not what is staged now.</summary>
    /// <param name="git">The repository.</param>
    /// <param name="files">What is staged, by path from the top of the working tree.</param>
    /// <param name="copies">How their working copies are by their status, in the same order; only those that are the same are looked at.</param>
    /// <param name="cancellation">Ends git.</param>
    public static async Task DoubtAsync(GitProgram git, IReadOnlyList<StagedFile> files, WorkingCopy[] copies, CancellationToken cancellation)
    {
        var fast = AreMuch(files) ? OpenSslSha1.OfMachine : null;
        // Who reads git's answers meanwhile goes on.
        var isStaged = files.Count < Many ? Look() : await Task.Run(LookAtOnce, cancellation);
        List<int> unsure = [];
        for (var i = 0; i < isStaged.Length; i++)
        {
            if (!isStaged[i])
            {
                unsure.Add(i);
            }
        }

        if (unsure.Count == 0)
        {
            return;
        }

        var ids = await CleanedContent.IdsAsync(git, unsure.ConvertAll(i => files[i].Path), cancellation);
        var hidden = await HiddenRulesAsync(git, cancellation);
        for (var i = 0; i < ids.Length; i++)
        {
            var file = files[unsure[i]];
            if (ids[i] != file.ObjectId || hidden.Exists(folder => file.Path.StartsWith(folder, StringComparison.Ordinal)))
            {
                copies[unsure[i]] = WorkingCopy.Changed;
            }
        }

        bool[] Look()
        {
            var found = new bool[files.Count];
            using Hasher hasher = new(git.Repository.Root, fast);
            for (var i = 0; i < found.Length; i++)
            {
                found[i] = IsSettled(i) || hasher.Is(files[i]);
            }

            return found;
        }

        bool[] LookAtOnce()
        {
            var found = new bool[files.Count];
            _ = Parallel.For(0, found.Length, new ParallelOptions { CancellationToken = cancellation }, () => new Hasher(
                git.Repository.Root, fast), (i, _, hasher) =>
            {
                found[i] = IsSettled(i) || hasher.Is(files[i]);
                return hasher;
            }, hasher => hasher.Dispose());
            return found;
        }

        // Nothing is converted in a link.
        bool IsSettled(int i) => copies[i] != WorkingCopy.Same || files[i].Mode == StagedEntry.Link;
    }

    private static bool AreMuch(IReadOnlyList<StagedFile> files)
    {
        long bytes = 0;
        for (var i = 0; i < files.Count && bytes < Much; i++)
        {
            var size = files[i].OnDisk.Size;
            bytes += size > Large ? 0 : size;
        }

        return bytes >= Much;
    }

    // Where rules are not on disk git goes by those of the index, but not where it is asked what it would keep of a file.
    private static async Task<List<string>> HiddenRulesAsync(GitProgram git, CancellationToken cancellation)
    {
        var rules = (await NamedEntries.FindAsync(git, [], [Rules], cancellation)).ConvertAll(entry => PathText.Decode(entry.Path.Span));
        return rules.FindAll(path => FileStatus.Read(Path.Combine(git.Repository.Root, path)).Kind != FileKind.File).ConvertAll(path => path[..^Rules.Length]);
    }

    /// <summary>Names content as git does. Used by one thread.</summary>
    /// <param name="root">Absolute path of the top of the working tree.</param>
    /// <param name="fast">Hashes faster; <see langword="null"/> where that is not worth loading it, or is not there.</param>
    private sealed class Hasher(string root, OpenSslSha1? fast) : IDisposable
    {
        private readonly ContentReader _reader = new();
        private BlockHash? _hash;

        /// <summary>Whether the bytes on disk are what is staged.</summary>
        public bool Is(StagedFile file)
        {
            var content = _reader.Read(
                Path.Combine(root, file.Path), Large, file.OnDisk is { Kind: FileKind.File, IsDetailed: true } status ? status.Size : -1);
            return content.IsAll && Name(content.Bytes.Span, file.ObjectId.Length) == file.ObjectId;
        }

        public void Dispose() => _reader.Dispose();

        private string Name(ReadOnlySpan<byte> content, int digits)
        {
            Span<byte> head = stackalloc byte[32];
            "blob "u8.CopyTo(head);
            _ = Utf8Formatter.TryFormat(content.Length, head["blob ".Length..], out var count);
            // And a NUL behind it.
            head = head[..("blob ".Length + count + 1)];
            if (fast is not null && digits == Sha1.Size * 2)
            {
                Span<byte> digest = stackalloc byte[Sha1.Size];
                fast.Hash(head, content, digest);
                return Hex.Lower(digest);
            }

            var hash = _hash ??= digits == Sha1.Size * 2 ? new Sha1() : new Sha256();
            hash.Append(head);
            hash.Append(content);
            return hash.FinishHex();
        }
    }
}
