using System.Globalization;
using System.Text;

namespace Hooks.Build.Checks.Text.Secrets;

/// <summary>A number that says which secret it is, and not what it is: FNV-1a of 64 bits over the format and the secret.</summary>
internal static class SecretFingerprint
{
    public const int Length = 16;

    /// <summary>The fingerprint, 16 hexadecimal digits.</summary>
    public static string Of(string format, ReadOnlySpan<byte> secret)
    {
        var hash = 0xCBF29CE484222325;
        Add(ref hash, Encoding.ASCII.GetBytes(format));
        Add(ref hash, [0]);
        Add(ref hash, secret);
        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }

    private static void Add(ref ulong hash, ReadOnlySpan<byte> bytes)
    {
        foreach (var one in bytes)
            hash = (hash ^ one) * 0x100000001B3;
    }
}
