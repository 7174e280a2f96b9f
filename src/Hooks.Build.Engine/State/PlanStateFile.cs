using System.Text;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Hashing;

namespace Hooks.Build.Engine.State;

/// <summary>The file that holds a state. Its last line is a code by this user's key: what was not written here, by a build of this user, is no state.</summary>
public static class PlanStateFile
{
    private const int MostBytes = 64 << 20;
    private const int CodeLength = Sha256.HexLength + 1;

    /// <summary>Reads a state; <see langword="null"/> where there is none that this version understands, or it was not written here.</summary>
    public static PlanState? TryRead(string file)
    {
        try
        {
            return KeptFile.Read(file, MostBytes) is { } bytes && TextOf(bytes) is { } text
                ? PlanStateText.Read(text, Path.GetDirectoryName(Path.GetFullPath(file))!)
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Writes a state so that nobody ever sees half of it.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string file, PlanState state)
    {
        file = Path.GetFullPath(file);
        var text = Encoding.UTF8.GetBytes(PlanStateText.Write(state, Path.GetDirectoryName(file)!));
        ReplacedFile.Write(file, UserKey.Get(Environment.GetEnvironmentVariable) is { } key ? [.. text, .. CodeOf(text, key)] : text);
    }

    private static string? TextOf(ReadOnlySpan<byte> bytes)
    {
        var text = bytes.Length > CodeLength && Sha256.IsHex(Encoding.UTF8.GetString(bytes[^CodeLength..^1])) ? bytes[..^CodeLength] : bytes;
        // Without a key, as where a program starts git with no HOME, nothing can be told.
        return UserKey.Get(Environment.GetEnvironmentVariable) is not { } key
            || (text.Length < bytes.Length && bytes[text.Length..].SequenceEqual(CodeOf(text, key)))
            ? Encoding.UTF8.GetString(text)
            : null;
    }

    private static byte[] CodeOf(ReadOnlySpan<byte> text, byte[] key) => Encoding.ASCII.GetBytes(Hmac.Hex(key, text) + "\n");
}
