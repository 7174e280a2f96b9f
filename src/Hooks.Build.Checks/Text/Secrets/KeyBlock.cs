using System.Buffers;
using System.Text;

namespace Hooks.Build.Checks.Text.Secrets;

/// <summary>The line that a private key begins with, and something of the key behind it.</summary>
internal sealed class KeyBlock() : SecretFormat("private key")
{
    private const int MostBefore = 16;
    private const int MostOfLine = 64;
    private const int Looked = 1024;
    private const int Least = 32;

    private static readonly SearchValues<byte> Body = SearchValues.Create(Encoding.ASCII.GetBytes(SecretText.Alphanumeric + "+/="));

    public override bool TryRead(ReadOnlySpan<byte> content, int start, int length, out Range secret)
    {
        var line = content[start..Math.Min(content.Length, start + MostOfLine)];
        var end = line.IndexOfAny((byte)'\n', (byte)'\r');
        secret = start..(start + (end < 0 ? line.Length : end));
        return content[Math.Max(0, start - MostBefore)..start].TrimEnd((byte)' ').EndsWith("----"u8) && PrivateKey.Begins(line) && HasBody(content[start..]);
    }

    // Headers, quotes and \n may stand between the line and the key.
    private static bool HasBody(ReadOnlySpan<byte> key)
    {
        key = key[..Math.Min(key.Length, Looked)];
        while (!key.IsEmpty)
        {
            var run = key.IndexOfAnyExcept(Body);
            run = run < 0 ? key.Length : run;
            if (run >= Least)
                return true;

            key = key[Math.Min(key.Length, run + 1)..];
        }

        return false;
    }
}
