using System.Runtime.InteropServices;
using System.Text;
using Hooks.Build.Engine.Caching.Store;
using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Engine.UpToDate;

/// <summary>
/// Tells in milliseconds that a run would find what it found before, which was nothing. It looks at the status of every file that the run depended on,
/// and allocates nothing for each: in a build that has nothing to do this stands for the whole engine.
/// </summary>
public static unsafe class UpToDateCheck
{
    private const int MostBytes = 512 << 20;

    /// <summary>
    /// Whether this system tells in one call all by which a file is known to be as it was. Elsewhere nobody reads a stamp, and none is written.
    /// </summary>
    internal static bool IsKnown => OperatingSystem.IsLinux();

    /// <summary>Looks.</summary>
    /// <param name="file">Absolute path of the stamp.</param>
    /// <param name="identity">What would be run, in words.</param>
    /// <returns>How many files were looked at; -1 where anything is not as it was, or not known.</returns>
    public static int CountUnchanged(string file, string identity)
    {
        if (!IsKnown)
        {
            return -1;
        }

        try
        {
            if (KeptFile.Read(file, MostBytes) is not { } bytes || bytes.Length < sizeof(Stamp.Head))
            {
                return -1;
            }

            fixed (byte* data = bytes)
            {
                return Compare(data, bytes.Length, identity);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or EntryPointNotFoundException)
        {
            return -1;
        }
    }

    /// <summary>What is kept of a variable's value, which may be a secret.</summary>
    internal static ulong HashOf(string name, string? value, CacheSecret? secret)
    {
        if (value is null)
        {
            return 0;
        }

        value = secret is null ? value : secret.Mask(name + "=" + value);
        var bytes = new byte[Stamp.Aligned(value.Length * sizeof(char)) + Stamp.Alignment];
        MemoryMarshal.AsBytes(value.AsSpan()).CopyTo(bytes);
        bytes[^1] = 1;
        return Stamp.Checksum(bytes);
    }

    private static int Compare(byte* data, int length, string identity)
    {
        var head = *(Stamp.Head*)data;
        var body = new ReadOnlySpan<byte>(data + sizeof(Stamp.Head), length - sizeof(Stamp.Head));
        if (head.Magic != Stamp.Magic
            || head.Checksum != Stamp.Checksum(new ReadOnlySpan<byte>(data + Stamp.Unchecked, length - Stamp.Unchecked))
            || head.IdentitySize < 0
            || head.IdentitySize > body.Length
            || !body[..head.IdentitySize].SequenceEqual(Encoding.UTF8.GetBytes(identity)))
        {
            return -1;
        }

        // What stands in the file is not believed where it would lead out of it.
        var end = data + length;
        var next = data + sizeof(Stamp.Head) + Stamp.Aligned(head.IdentitySize);
        if (head.SecretSize < 0 || head.SecretSize > end - next)
        {
            return -1;
        }

        var secret = head.SecretSize == 0 ? null : new CacheSecret(Encoding.UTF8.GetString(next, head.SecretSize));
        if (secret is { IsKnown: false })
        {
            return -1;
        }

        next += Stamp.Aligned(head.SecretSize);
        for (var i = 0; i < head.VariableCount; i++)
        {
            const int Before = sizeof(ulong) + sizeof(int);
            var left = end - next;
            var size = left < Before ? -1 : *(int*)(next + sizeof(ulong));
            if (size < 0 || size > left - Before)
            {
                return -1;
            }

            var hash = *(ulong*)next;
            var name = Encoding.UTF8.GetString(next + Before, size);
            if (HashOf(name, System.Environment.GetEnvironmentVariable(name), secret) != hash)
            {
                return -1;
            }

            next += Stamp.Aligned(Before + size);
        }

        return head.FileCount >= 0 && new StampedFiles((nint)next, (nint)end, head.FileCount).AreUnchanged() ? head.FileCount : -1;
    }
}
