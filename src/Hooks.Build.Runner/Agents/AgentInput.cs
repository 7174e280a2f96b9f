using System.Collections.Concurrent;
using Hooks.Build.Engine.Spares;

namespace Hooks.Build.Runner.Agents;

/// <summary>Reads what an agent writes to standard input: bounded in size and in time, since an agent may forget to close it.</summary>
internal static class AgentInput
{
    /// <summary>The most bytes of an event.</summary>
    public const int Most = 16 << 20;

    // After which nothing more is expected of one that writes it all at once.
    private const int Pause = 100;
    private const int Chunk = 64 << 10;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>Reads all there is.</summary>
    /// <param name="stream">Standard input.</param>
    /// <param name="descriptor">Its descriptor, where that can be waited for; else -1: a thread reads it then, which is left behind where nobody writes any
    /// more.</param>
    /// <param name="longest">How long it is waited for the end; 5 seconds where nothing is said.</param>
    /// <returns>The bytes; <see langword="null"/> where there are too many.</returns>
    public static byte[]? Read(Stream stream, int descriptor, TimeSpan? longest = null)
    {
        var next = descriptor >= 0 ? Waiting(stream, descriptor) : Threaded(stream);
        using MemoryStream all = new();
        var began = Environment.TickCount64;
        while (all.Length <= Most)
        {
            var left = (int)((longest ?? Longest).TotalMilliseconds - (Environment.TickCount64 - began));
            var bytes = left <= 0 ? null : next(all.Length == 0 ? left : Math.Min(left, Pause));
            if (bytes is { Length: 0 } || (bytes is null && (left <= 0 || IsWhole(all))))
            {
                return all.ToArray();
            }

            all.Write(bytes);
        }

        return null;
    }

    // What can be read within some milliseconds: nothing at the end, null where nothing came.
    private static Func<int, byte[]?> Waiting(Stream stream, int descriptor)
    {
        var chunk = new byte[Chunk];
        return wait => SpareSocket.HasMore(descriptor, wait) ? chunk[..ReadSome(stream, chunk)] : null;
    }

    private static Func<int, byte[]?> Threaded(Stream stream)
    {
#pragma warning disable CA2000 // the thread may use it as long as the process lives
        BlockingCollection<byte[]> chunks = new(boundedCapacity: 1);
#pragma warning restore CA2000
        Thread reader = new(() =>
        {
            var chunk = new byte[Chunk];
            int count;
            do
            {
                count = ReadSome(stream, chunk);
                chunks.Add(chunk[..count]);
            }
            while (count > 0);
        })
        { IsBackground = true };
        reader.Start();
        return wait => chunks.TryTake(out var bytes, wait) ? bytes : null;
    }

    // What is whole is enough: nobody need close it.
    private static bool IsWhole(MemoryStream all)
    {
        using var document = AgentJson.TryParse(all.GetBuffer().AsMemory(0, (int)all.Length));
        return document is not null;
    }

    private static int ReadSome(Stream stream, byte[] chunk)
    {
        try
        {
            return stream.Read(chunk, 0, chunk.Length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ObjectDisposedException)
        {
            // It is closed, or nothing that can be read.
            return 0;
        }
    }
}
