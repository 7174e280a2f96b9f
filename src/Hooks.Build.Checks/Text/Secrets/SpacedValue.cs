using System.Buffers;

namespace Hooks.Build.Checks.Text.Secrets;

/// <summary>
/// A value that nothing but blanks parts from its name: <c>ENV NAME value</c> of a Dockerfile, <c>login name password value</c> of .netrc, <c>--password
/// value</c>.
/// </summary>
internal static class SpacedValue
{
    private const int MostBefore = 256;
    private const int MostOfValue = 512;

    private static readonly SearchValues<byte> Ends = SearchValues.Create(" \t\r\n\"'`"u8);

    /// <summary>Whether a value may follow a name so.</summary>
    /// <param name="content">The text.</param>
    /// <param name="name">Where the whole name begins.</param>
    /// <param name="end">Where it ends.</param>
    public static bool MayFollow(ReadOnlySpan<byte> content, int name, int end)
    {
        if (end >= content.Length || content[end] is not ((byte)' ' or (byte)'\t'))
            return false;

        var before = content[Math.Max(0, name - MostBefore)..name];
        return content[name..end].StartsWith("--"u8)
            ? before.IsEmpty || IsBlank(before[^1])
            : IsEnvironment(before) || (content[name..end].SequenceEqual("password"u8) && IsLogin(before));
    }

    /// <summary>Reads it: what stands up to a blank.</summary>
    public static bool TryRead(ReadOnlySpan<byte> content, int at, out Range value)
    {
        var text = content[at..Math.Min(content.Length, at + MostOfValue)];
        var length = text.IndexOfAny(Ends);
        length = length < 0 ? text.Length : length;
        value = at..(at + length);
        return length > 0 && (length == text.Length || IsBlank(text[length]));
    }

    private static bool IsEnvironment(ReadOnlySpan<byte> before)
    {
        var line = before[(before.LastIndexOf((byte)'\n') + 1)..].Trim(" \t"u8);
        return line.SequenceEqual("ENV"u8);
    }

    // What follows the name of a user, who may stand on the line before.
    private static bool IsLogin(ReadOnlySpan<byte> before)
    {
        before = before.TrimEnd(" \t\r\n"u8);
        var user = before.LastIndexOfAny(" \t\r\n"u8);
        before = before[..Math.Max(user, 0)].TrimEnd(" \t\r\n"u8);
        return before.EndsWith("login"u8) && (before.Length == "login".Length || IsBlank(before[^("login".Length + 1)]));
    }

    private static bool IsBlank(byte value) => value is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';
}
