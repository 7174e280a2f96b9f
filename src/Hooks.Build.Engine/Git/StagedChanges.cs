using System.Runtime.InteropServices;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Hashing;

namespace Hooks.Build.Engine.Git;

/// <summary>What <c>git diff --cached --raw</c> says of a commit, with what the index remembers of each file.</summary>
/// <param name="Entries">What is staged, in the order of the paths' bytes.</param>
/// <param name="Remembered">What the index has of each; <see langword="null"/> of what is gone.</param>
/// <param name="Index">How the index was before it was read.</param>
internal sealed record StagedChanges(List<StagedEntry> Entries, List<IndexEntry?> Remembered, FileStatus Index)
{
    // Where objects are that the repository's own store has not, or what stands for others.
    private static readonly string[] Elsewhere = [
        "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH", "GIT_COMMON_DIR", "GIT_REPLACE_REF_BASE", "GIT_REFERENCE_BACKEND"];

    /// <summary>
    /// Reads the index and the commit that is checked out as git does: only folders whose tree is another are looked into. In 50,000 files that takes 1 ms, and
    /// git 8 (docs/numbers.md).
    /// </summary>
    /// <param name="git">The repository. Whether to trust one of another user's is for git to say (safe.directory).</param>
    /// <param name="withGone">Whether deleted files are listed.</param>
    /// <returns><see langword="null"/> wherever there is any doubt: git is to be asked.</returns>
    public static StagedChanges? Read(GitProgram git, bool withGone)
    {
        var repository = git.Repository;
        if (repository.IsStranger
            || Elsewhere.Any(git.Environment.ContainsKey)
            || !Ownership.IsOwn(repository.Root)
            || !Ownership.IsOwn(repository.GitDirectory)
            || !Ownership.IsOwn(repository.CommonDirectory))
        {
            return null;
        }

        using GitObjects objects = new(Path.Combine(repository.CommonDirectory, "objects"));
        var written = FileStatus.Read(repository.IndexFile);
        return HeadCommit.Tree(repository, objects) is { } head ? MappedIndex.Take(repository.IndexFile, data =>
        {
            Comparison comparison = new(objects, withGone);
            return comparison.Run(data, head) ? new StagedChanges(comparison.Entries, comparison.Remembered, written) : null;
        }) : null;
    }

    private sealed class Comparison(GitObjects objects, bool withGone)
    {
        // Of more than that git reads as fast.
        private const int MostTrees = 256;
        private static readonly string NoContent = new('0', Sha1.Size * 2);
        private readonly byte[] _path = new byte[IndexReader.LongestPath];
        private int _trees;

        public List<StagedEntry> Entries { get; } = [];

        public List<IndexEntry?> Remembered { get; } = [];

        public bool Run(ReadOnlySpan<byte> data, ReadOnlySpan<byte> head)
        {
            Span<byte> buffer = stackalloc byte[IndexReader.LongestPath];
            IndexReader all = new(data, Sha1.Size, buffer);
            if (!all.PassCommittable(out var again) || !all.IsWhole)
            {
                return false;
            }

            var known = KnownTree.Of(all.Extension("TREE"u8));
            Cursor index = new(again);
            return Folder(ref index, 0, head, known) && !index.HasEntry;
        }

        // Both sides are in one order, in which a folder's name has a '/' behind it.
        private bool Folder(ref Cursor index, int prefix, ReadOnlySpan<byte> tree, KnownTree known)
        {
            if (++_trees > MostTrees || objects.Read(tree, "tree"u8) is not { } content)
            {
                return false;
            }

            TreeReader items = new(content);
            var hasItem = items.Read();
            while (true)
            {
                var rest = index.Within(_path.AsSpan(0, prefix));
                if (rest.IsEmpty && !hasItem)
                {
                    return items.IsWhole;
                }

                var slash = rest.IndexOf((byte)'/');
                var name = slash < 0 ? rest : rest[..slash];
                var order = rest.IsEmpty ? 1 : !hasItem ? -1 : TreeReader.Order(name, slash >= 0, items.Name, items.IsTree);
                if (order < 0)
                {
                    Add(index.Reader);
                    index.Next();
                    continue;
                }

                if (order > 0 ? !Gone(items, prefix) : slash >= 0 ? !Same(ref index, prefix, name, items, known) : !File(ref index, items))
                {
                    return false;
                }

                hasItem = items.Read();
            }
        }

        private bool File(ref Cursor index, TreeReader item)
        {
            if (index.Reader.Mode != item.Mode || !index.Reader.ObjectId.SequenceEqual(item.Id))
            {
                Add(index.Reader);
            }

            index.Next();
            return true;
        }

        private bool Same(ref Cursor index, int prefix, ReadOnlySpan<byte> name, TreeReader item, KnownTree known)
        {
            if (Append(prefix, name) is not { } length)
            {
                return false;
            }

            var folder = known.Find(name);
            return folder.Entries > 0 && folder.Id.SequenceEqual(item.Id)
                ? index.Pass(folder.Entries, _path.AsSpan(0, length))
                : Folder(ref index, length, item.Id, folder);
        }

        private bool Gone(TreeReader item, int prefix)
        {
            if (!withGone || item.Mode == StagedEntry.Submodule)
            {
                return true;
            }

            if (!item.IsTree)
            {
                Entries.Add(new StagedEntry((byte[])[.. _path.AsSpan(0, prefix), .. item.Name], NoContent, 0));
                Remembered.Add(null);
                return true;
            }

            if (Append(prefix, item.Name) is not { } length || ++_trees > MostTrees || objects.Read(item.Id, "tree"u8) is not { } content)
            {
                return false;
            }

            TreeReader items = new(content);
            while (items.Read())
            {
                if (!Gone(items, length))
                {
                    return false;
                }
            }

            return items.IsWhole;
        }

        private void Add(IndexReader entry)
        {
            if (entry.Mode != StagedEntry.Submodule)
            {
                Entries.Add(new StagedEntry(entry.Path.ToArray(), Hex.Lower(entry.ObjectId), entry.Mode));
                Remembered.Add(entry.Entry);
            }
        }

        private int? Append(int prefix, ReadOnlySpan<byte> name)
        {
            if (prefix + name.Length >= _path.Length)
            {
                return null;
            }

            name.CopyTo(_path.AsSpan(prefix));
            _path[prefix + name.Length] = (byte)'/';
            return prefix + name.Length + 1;
        }
    }

    /// <summary>A place in an index.</summary>
    [StructLayout(LayoutKind.Auto)]
    private ref struct Cursor
    {
        private IndexReader _reader;

        public Cursor(IndexReader reader)
        {
            _reader = reader;
            Next();
        }

        public readonly IndexReader Reader => _reader;

        public bool HasEntry { get; private set; }

        public void Next() => HasEntry = _reader.Read();

        /// <summary>The entry's path from a folder; nothing where it is not in it.</summary>
        public readonly ReadOnlySpan<byte> Within(ReadOnlySpan<byte> folder) =>
            HasEntry && _reader.Path.StartsWith(folder) ? _reader.Path[folder.Length..] : [];

        /// <summary>Goes over the entries of a folder; not where they are more or fewer.</summary>
        public bool Pass(int count, ReadOnlySpan<byte> folder)
        {
            // At the first already; the last is looked at, as is who comes after it.
            if (count > 1 && !(_reader.Pass((uint)count - 2) && _reader.Read() && _reader.Path.StartsWith(folder)))
            {
                return false;
            }

            Next();
            return !(HasEntry && _reader.Path.StartsWith(folder));
        }
    }
}
