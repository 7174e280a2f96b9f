using System.IO.Hashing;
using System.Text;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Hashing;

namespace Hooks.Build.Engine.Fingerprints;

/// <summary>
/// The file that keeps, between runs, how files were when they were read. A file that is missing, damaged or another version's is empty: everything
/// is read once more.
/// </summary>
internal static class StatCache
{
    // The first version kept ids that git's index told.
    private const uint Version = 0x33535348;
    private const int SumSize = sizeof(ulong);
    private const int Most = 500_000;
    private const int MostBytes = 512 << 20;
    private const int BufferSize = 64 * 1024;

    /// <summary>Reads the entries, in the order in which they were written.</summary>
    public static Dictionary<string, StatEntry> Load(string file)
    {
        Dictionary<string, StatEntry> entries = new(StringComparer.Ordinal);
        try
        {
            var data = KeptFile.Read(file, MostBytes);
            if (data is null || data.Length < sizeof(uint) + sizeof(int) + SumSize || !IsWhole(data))
            {
                return entries;
            }

            using BinaryReader reader = new(new MemoryStream(data, writable: false));
            if (reader.ReadUInt32() != Version)
            {
                return entries;
            }

            var count = reader.ReadInt32();
            if (count is < 0 or > Most)
            {
                return entries;
            }

            entries.EnsureCapacity(count);
            Span<byte> id = stackalloc byte[Sha1.Size];
            for (; count > 0; count--)
            {
                var path = reader.ReadString();
                var kind = (FileKind)reader.ReadByte();
                var isExecutable = reader.ReadBoolean();
                FileTime changed = new(reader.ReadInt64(), reader.ReadUInt32());
                FileTime modified = new(reader.ReadInt64(), reader.ReadUInt32());
                var (inode, size) = (reader.ReadUInt64(), reader.ReadInt64());
                reader.BaseStream.ReadExactly(id);
                entries[path] = new StatEntry(new FileState(kind, isExecutable, modified, changed, inode, size), ContentId.Read(id));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            entries.Clear();
        }

        return entries;
    }

    /// <summary>Writes the entries in the place of what was there. Where that cannot be, the next run reads more.</summary>
    /// <param name="file">Absolute path of the file.</param>
    /// <param name="paths">The paths of the entries that are kept, in order. Of too many the last are.</param>
    /// <param name="entries">The entries.</param>
    /// <param name="most">How many are kept.</param>
    public static void Save(string file, IReadOnlyList<string> paths, Dictionary<string, StatEntry> entries, int most = Most)
    {
        try
        {
            OwnFolder.Create(Path.GetDirectoryName(file)!);
            using var draft = AtomicFile.Create(file, isPrivate: false);
            using MemoryStream data = new(BufferSize * 2);
            using BinaryWriter writer = new(data, Encoding.UTF8);
            XxHash3 sum = new();
            writer.Write(Version);
            writer.Write(Math.Min(paths.Count, most));
            Span<byte> id = stackalloc byte[Sha1.Size];
            for (var i = Math.Max(0, paths.Count - most); i < paths.Count; i++)
            {
                var entry = entries[paths[i]];
                writer.Write(paths[i]);
                writer.Write((byte)entry.State.Kind);
                writer.Write(entry.State.IsExecutable);
                writer.Write(entry.State.Changed.Seconds);
                writer.Write(entry.State.Changed.Nanoseconds);
                writer.Write(entry.State.Modified.Seconds);
                writer.Write(entry.State.Modified.Nanoseconds);
                writer.Write(entry.State.Inode);
                writer.Write(entry.State.Size);
                entry.Content.Write(id);
                writer.Write(id);
                if (data.Length >= BufferSize)
                {
                    Flush();
                }
            }

            Flush();
            draft.Stream.Write(BitConverter.GetBytes(sum.GetCurrentHashAsUInt64()));
            draft.Publish(file);

            void Flush()
            {
                var bytes = data.GetBuffer().AsSpan(0, (int)data.Length);
                sum.Append(bytes);
                draft.Stream.Write(bytes);
                data.SetLength(0);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Nothing is lost but time.
        }
    }

    private static bool IsWhole(ReadOnlySpan<byte> data) => XxHash3.HashToUInt64(data[..^SumSize]) == BitConverter.ToUInt64(data[^SumSize..]);
}
