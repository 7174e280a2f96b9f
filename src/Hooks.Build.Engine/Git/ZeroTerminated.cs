namespace Hooks.Build.Engine.Git;

/// <summary>Output of git's <c>-z</c>: texts that each end in NUL, as names may contain anything else.</summary>
internal static class ZeroTerminated
{
    public static IEnumerable<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> output)
    {
        while (!output.IsEmpty)
        {
            var length = output.Span.IndexOf((byte)0);
            yield return length < 0 ? output : output[..length];
            output = length < 0 ? default : output[(length + 1)..];
        }
    }
}
