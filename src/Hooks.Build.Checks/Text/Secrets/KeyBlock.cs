namespace Hooks.Build.Checks;

/// <summary>The line that a private key begins with.</summary>
internal sealed class KeyBlock() : SecretFormat("private key")
{
    public override bool TryRead(ReadOnlySpan<byte> content, int start, int length, out Range secret)
    {
        var line = content[start..Math.Min(content.Length, start + 64)];
        var end = line.IndexOfAny((byte)'\n', (byte)'\r');
        secret = start..(start + (end < 0 ? line.Length : end));
        return content[..start].TrimEnd((byte)' ').EndsWith("----"u8) && PrivateKey.Begins(line);
    }
}
