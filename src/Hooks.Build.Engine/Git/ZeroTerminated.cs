using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Engine.Git;

/// <summary>What git's <c>-z</c> writes and reads: texts that each end in NUL, as names may contain anything else.</summary>
internal static class ZeroTerminated
{
    /// <summary>The texts.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> output)
    {
        while (!output.IsEmpty)
        {
            var length = output.Span.IndexOf((byte)0);
            yield return length < 0 ? output : output[..length];
            output = length < 0 ? default : output[(length + 1)..];
        }
    }

    /// <summary>The paths that the texts are.</summary>
    public static IEnumerable<string> Paths(ReadOnlyMemory<byte> output) => Split(output).Select(name => PathText.Decode(name.Span));

    /// <summary>Paths the way git reads them from standard input.</summary>
    public static byte[] Join(IEnumerable<string> paths)
    {
        using MemoryStream list = new();
        foreach (var path in paths)
        {
            list.Write(PathText.Encode(path));
            list.WriteByte(0);
        }

        return list.ToArray();
    }
}
