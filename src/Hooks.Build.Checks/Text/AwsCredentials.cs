using System.Text;
using Hooks.Build.Checks.Text.Lines;

namespace Hooks.Build.Checks.Text;

/// <summary>None of the AWS secrets that are known on this machine.</summary>
internal sealed class AwsCredentials(IReadOnlyCollection<string> secrets) : LineCheck
{
    private readonly byte[][] _secrets = [.. secrets.Select(Encoding.UTF8.GetBytes)];

    public override BlockScan Scan(CheckedFile file) => new AwsCredentialsScan(_secrets);
}

/// <summary>Looks for the first occurrence of each secret.</summary>
internal sealed class AwsCredentialsScan(byte[][] secrets) : BlockScan
{
    private readonly bool[] _isFound = new bool[secrets.Length];
    private readonly LineCursor _lines = new();

    public override void Read(ReadOnlySpan<byte> block, bool isLast, Findings findings)
    {
        List<(int At, int Secret)>? found = null;
        for (var i = 0; i < secrets.Length; i++)
        {
            if (!_isFound[i] && block.IndexOf(secrets[i]) is >= 0 and var at)
            {
                (found ??= []).Add((at, i));
                _isFound[i] = true;
            }
        }

        found?.Sort();
        foreach (var (at, secret) in found ?? [])
            findings.Add(_lines.LineAt(block, at), 0, $"AWS secret of yours ({HiddenText.Of(secrets[secret])}); take it out, and replace it if it was pushed");

        if (!isLast)
            _lines.Leave(block);
    }
}
