using System.Buffers.Text;
using System.Runtime.InteropServices;
using Hooks.Build.Engine.Hashing;

namespace Hooks.Build.Engine.Git;

/// <summary>
/// What an index knows of a folder: the tree that its entries make, until one of them changes. It is the extension TREE of gitformat-index(5), a folder after
/// another, each before those in it, which are in the order of their names' length, then bytes.
/// </summary>
internal readonly ref struct KnownTree
{
    // Those in this folder, one after another, and where each begins.
    private readonly ReadOnlySpan<byte> _data;
    private readonly int[] _children;

    private KnownTree(ReadOnlySpan<byte> id, int entries, ReadOnlySpan<byte> data, int[] children)
    {
        Id = id;
        Entries = entries;
        _data = data;
        _children = children;
    }

    /// <summary>How many entries of the index the folder has; less than 1 where its tree is not known.</summary>
    public int Entries { get; }

    /// <summary>The id of its tree.</summary>
    public ReadOnlySpan<byte> Id { get; }

    /// <summary>What is known of the top; nothing where the extension is missing or is not as described.</summary>
    public static KnownTree Of(ReadOnlySpan<byte> extension) => Head.TryRead(extension, 0, out var head) ? Of(extension, head) : default;

    /// <summary>What is known of a folder in this one; nothing where nothing is.</summary>
    public KnownTree Find(ReadOnlySpan<byte> name)
    {
        var (low, high) = (0, (_children?.Length ?? 0) - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var found = _data[_children![middle]..];
            found = found[..found.IndexOf((byte)0)];
            var order = found.Length != name.Length ? found.Length - name.Length : found.SequenceCompareTo(name);
            if (order == 0)
            {
                return Head.TryRead(_data, _children[middle], out var head) ? Of(_data, head) : default;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return default;
    }

    private static KnownTree Of(ReadOnlySpan<byte> data, Head head)
    {
        var position = head.End;
        // Each takes some bytes: a number that cannot be is not believed.
        var children = head.Folders > data.Length - position ? [] : new int[head.Folders];
        for (var i = 0; i < children.Length; i++)
        {
            children[i] = position;
            // Over it and all in it.
            for (long left = 1; left > 0; left--)
            {
                if (!Head.TryRead(data, position, out var next))
                {
                    return default;
                }

                left += next.Folders;
                position = next.End;
            }
        }

        return new KnownTree(head.Entries > 0 ? data.Slice(head.End - Sha1.Size, Sha1.Size) : [], head.Entries, data, children);
    }

    /// <summary>Name, NUL, how many entries, blank, how many folders, line end, and the tree's id where the entries are not -1.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Head(int Entries, int Folders, int End)
    {
        public static bool TryRead(ReadOnlySpan<byte> data, int start, out Head head)
        {
            head = default;
            var rest = data[start..];
            var length = rest.IndexOf((byte)0);
            if (length < 0
                || !Utf8Parser.TryParse(rest[(length + 1)..], out int entries, out var digits) || entries < -1 || !Has(rest, length + 1 + digits, (byte)' ')
                || !Utf8Parser.TryParse(rest[(length + digits + 2)..], out int folders, out var more)
                || folders < 0
                || !Has(rest, length + digits + 2 + more, (byte)'\n'))
            {
                return false;
            }

            var end = length + digits + more + 3 + (entries < 0 ? 0 : Sha1.Size);
            head = new Head(entries, folders, start + end);
            return end <= rest.Length;
        }

        private static bool Has(ReadOnlySpan<byte> data, int position, byte value) => position < data.Length && data[position] == value;
    }
}
