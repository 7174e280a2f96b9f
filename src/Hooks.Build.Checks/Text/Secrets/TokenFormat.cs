using System.Buffers;
using System.Text;

namespace Hooks.Build.Checks;

/// <summary>A token with a prefix that is its own, and a number of random characters behind it.</summary>
/// <param name="name">What it is.</param>
/// <param name="alphabet">The characters it is made of.</param>
/// <param name="least">The least number of them behind the prefix.</param>
/// <param name="most">The most; a longer run of them is something else.</param>
internal sealed class TokenFormat(string name, string alphabet, int least, int most = 2048) : SecretFormat(name)
{
    private readonly SearchValues<byte> _alphabet = SearchValues.Create(Encoding.ASCII.GetBytes(alphabet));

    /// <summary>How random it has to be, in bits a character.</summary>
    public double LeastEntropy { get; init; } = 3;

    /// <summary>How many characters of the alphabet stand before the prefix and belong to the token.</summary>
    public int Before { get; init; }

    public override bool TryRead(ReadOnlySpan<byte> content, int start, int length, out Range secret)
    {
        secret = default;
        var begin = start - Before;
        if (begin < 0 || SecretText.IsWordAt(content, begin - 1) || content[begin..start].IndexOfAnyExcept(_alphabet) >= 0)
            return false;

        var body = content[(start + length)..];
        var run = body[..Math.Min(body.Length, most + 1)].IndexOfAnyExcept(_alphabet);
        run = run < 0 ? Math.Min(body.Length, most + 1) : run;
        if (run < least || run > most || SecretText.IsWordAt(body, run))
            return false;

        secret = begin..(start + length + run);
        return SecretText.Entropy(body[..run]) >= LeastEntropy && !SecretText.IsExample(content[secret]);
    }
}
