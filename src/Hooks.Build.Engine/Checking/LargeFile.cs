using System.Buffers;
using Hooks.Build.Checks;

namespace Hooks.Build.Engine.Checking;

/// <summary>Checks a file that is larger than what is held in memory at once: in blocks that end where a line does, for all checks that can.</summary>
internal static class LargeFile
{
    private const int BlockLength = 1024 * 1024;

    /// <summary>Checks the file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="members">The checks of the pass.</param>
    /// <param name="wanted">A bit for each that looks at it.</param>
    /// <param name="report">Takes what one of them found.</param>
    /// <param name="cancellation">Ends it.</param>
    public static void Check(CheckedFile file, IReadOnlyList<CheckMember> members, ulong wanted, Action<int, Findings> report, CancellationToken cancellation)
    {
        List<(int Member, BlockScan Scan, Findings Found)> scans = [];
        for (var i = 0; i < members.Count; i++)
        {
            if ((wanted & (1UL << i)) == 0)
            {
                continue;
            }

            Findings found = new();
            if (Scan(members[i].Check!, file, found) is { } scan)
            {
                scans.Add((i, scan, found));
                continue;
            }

            if (found.Count > 0)
            {
                report(i, found);
                continue;
            }

            found.Add(
                0, 0, $"is larger than {FileCheck.MostInMemory / (1024 * 1024)} MiB, which {members[i].Standard.Id} cannot check; leave it out by Exclude");
            report(i, found);
        }

        try
        {
            if (scans.Count > 0)
            {
                Read(file.FullPath, scans, cancellation);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            foreach (var (_, _, found) in scans)
            {
                found.Add(0, 0, $"cannot be checked: {e.Message}");
            }
        }

        foreach (var (member, _, found) in scans)
        {
            if (found.Count > 0)
            {
                report(member, found);
            }
        }
    }

    private static BlockScan? Scan(FileCheck check, CheckedFile file, Findings found)
    {
        try
        {
            return check.Scan(file);
        }
        catch (CheckSetupException e)
        {
            found.Add(0, 0, e.Message);
            return null;
        }
    }

    private static void Read(string path, List<(int Member, BlockScan Scan, Findings Found)> scans, CancellationToken cancellation)
    {
        const byte NewLine = (byte)'\n';
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);
        var buffer = ArrayPool<byte>.Shared.Rent(BlockLength);
        try
        {
            long position = 0;
            var kept = 0;
            while (true)
            {
                cancellation.ThrowIfCancellationRequested();
                var count = RandomAccess.Read(handle, buffer.AsSpan(kept), position);
                position += count;
                var block = buffer.AsSpan(0, kept + count);
                var isLast = count == 0;
                var end = isLast ? block.Length : block.LastIndexOf(NewLine) + 1;
                // A line that is larger than a block is cut.
                end = end == 0 && block.Length == buffer.Length ? block.Length : end;
                if (end > 0 || isLast)
                {
                    foreach (var (_, scan, found) in scans)
                    {
                        scan.Read(block[..end], isLast, found);
                    }
                }

                if (isLast)
                {
                    return;
                }

                block[end..].CopyTo(buffer);
                kept = block.Length - end;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
