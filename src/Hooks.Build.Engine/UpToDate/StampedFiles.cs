using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Native;

namespace Hooks.Build.Engine.UpToDate;

/// <summary>
/// Looks at the files of a stamp. Two threads share many of them, as the build waits for the answer and leaves processors idle: 12 instead of 18 ms for 10,000.
/// </summary>
/// <param name="first">The record of the first.</param>
/// <param name="end">Where the stamp ends.</param>
/// <param name="count">How many they are.</param>
internal sealed unsafe class StampedFiles(nint first, nint end, int count)
{
    private const int Many = 2000;
    private volatile bool _differs;

    /// <summary>Whether all are as they were. Of a stamp that is damaged none is.</summary>
    /// <exception cref="EntryPointNotFoundException">This system has no such call.</exception>
    public bool AreUnchanged()
    {
        // The first by itself: it is this thread that is told where there is no such call.
        Look(first, Math.Min(count, 1));
        if (_differs || count < Many || System.Environment.ProcessorCount == 1)
        {
            Look(first, count);
            return !_differs;
        }

        var half = count / 2;
        var second = Start(Skip(half), count - half);
        try
        {
            Look(first, second is null ? count : half);
        }
        finally
        {
            // What it looks at is freed after this.
            second?.Join();
        }

        return !_differs;
    }

    // Without it one thread does everything.
    private Thread? Start(nint next, int part)
    {
        try
        {
            Thread thread = new(() => Look(next, part), 256 << 10) { Name = "files", IsBackground = true };
            thread.Start();
            return thread;
        }
        catch (Exception e) when (e is OutOfMemoryException or ThreadStartException)
        {
            return null;
        }
    }

    private nint Skip(int records)
    {
        var next = (byte*)first;
        for (; records > 0 && IsWhole(next); records--)
        {
            next = Following(next);
        }

        return (nint)next;
    }

    private void Look(nint from, int part)
    {
        NativeStatus.Linux status;
        for (var next = (byte*)from; part > 0 && !_differs; part--, next = Following(next))
        {
            if (!IsWhole(next))
            {
                _differs = true;
                return;
            }

            var record = (Stamp.Record*)next;
            var isThere = NativeStatus.OfLinux(NativeStatus.CurrentFolder, PathOf(next), NativeStatus.NoFollow, NativeStatus.Basic, &status) == 0;
            if (!(isThere ? IsSame(record, &status) : record->Kind == FileKind.None))
            {
                _differs = true;
            }
        }
    }

    // What stands in the file is not believed where it would lead out of it.
    private bool IsWhole(byte* next) =>
        (byte*)end - next > sizeof(Stamp.Record)
            && ((Stamp.Record*)next)->PathSize is var size
            && size > 0
            && size <= (byte*)end - PathOf(next)
            && PathOf(next)[size - 1] == 0;

    private static byte* PathOf(byte* next) => next + sizeof(Stamp.Record);

    private static byte* Following(byte* next) => PathOf(next) + Stamp.Aligned(((Stamp.Record*)next)->PathSize);

    private static bool IsSame(Stamp.Record* record, NativeStatus.Linux* status) =>
        record->Inode == status->Inode
        && record->ModifiedSeconds == status->Modified.Seconds
        && record->ModifiedNanoseconds == status->Modified.Nanoseconds
        && record->ChangedSeconds == status->Changed.Seconds
        && record->ChangedNanoseconds == status->Changed.Nanoseconds
        && (record->Kind == FileKind.Folder || record->Size == (long)status->Size)
        && record->Kind == FileStatus.KindOf(status->Mode)
        && (record->Kind == FileKind.Folder || record->IsExecutable != 0 == FileStatus.IsExecutableMode(status->Mode));
}
