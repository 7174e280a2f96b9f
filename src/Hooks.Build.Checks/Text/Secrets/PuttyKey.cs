namespace Hooks.Build.Checks.Text.Secrets;

/// <summary>The first line of a key file of PuTTY that no passphrase protects.</summary>
internal sealed class PuttyKey() : SecretFormat("PuTTY private key")
{
    private const int MostOfHead = 512;

    public override bool TryRead(ReadOnlySpan<byte> content, int start, int length, out Range secret)
    {
        var head = content[start..Math.Min(content.Length, start + MostOfHead)];
        var end = head.IndexOfAny((byte)'\n', (byte)'\r');
        secret = start..(start + Math.Max(end, 0));
        return end > 0 && head.IndexOf("\nEncryption: none"u8) > 0 && content[start..].IndexOf("\nPrivate-Lines: "u8) > 0;
    }
}
