using Hooks.Build.Checks.Text.Lines;

namespace Hooks.Build.Checks.Text;

/// <summary>No private keys, by the lines they begin with.</summary>
internal sealed class PrivateKey : LineCheck
{
    public override BlockScan Scan(CheckedFile file) => new PrivateKeyScan();

    /// <summary>Whether BEGIN, at the start of the text, begins a private key.</summary>
    public static bool Begins(ReadOnlySpan<byte> text)
    {
        if (!text.StartsWith("BEGIN "u8))
            return false;

        var kind = text["BEGIN ".Length..];
        return kind.StartsWith("PRIVATE KEY"u8)
            || kind.StartsWith("RSA PRIVATE KEY"u8)
            || kind.StartsWith("DSA PRIVATE KEY"u8)
            || kind.StartsWith("EC PRIVATE KEY"u8)
            || kind.StartsWith("OPENSSH PRIVATE KEY"u8)
            || kind.StartsWith("ENCRYPTED PRIVATE KEY"u8)
            || kind.StartsWith("SSH2 ENCRYPTED PRIVATE KEY"u8)
            || kind.StartsWith("PGP PRIVATE KEY BLOCK"u8)
            || kind.StartsWith("OpenVPN Static key V1"u8);
    }
}

/// <summary>Finds the lines that private keys begin with.</summary>
internal sealed class PrivateKeyScan : BlockScan
{
    private readonly LineCursor _lines = new();

    public override void Read(ReadOnlySpan<byte> block, bool isLast, Findings findings)
    {
        var begin = Next(block, 0, "BEGIN "u8);
        var putty = Next(block, 0, "PuTTY-User-Key-File-2"u8);
        while (begin < block.Length || putty < block.Length)
        {
            var at = Math.Min(begin, putty);
            if (at == putty || PrivateKey.Begins(block[at..]))
                findings.Add(_lines.LineAt(block, at), 0, "private key; take it out, and replace it wherever it is in use");

            if (at == putty)
                putty = Next(block, at + 1, "PuTTY-User-Key-File-2"u8);
            else
                begin = Next(block, at + 1, "BEGIN "u8);
        }

        if (!isLast)
            _lines.Leave(block);
    }

    private static int Next(ReadOnlySpan<byte> block, int from, ReadOnlySpan<byte> text)
    {
        var found = block[from..].IndexOf(text);
        return found < 0 ? block.Length : from + found;
    }
}
