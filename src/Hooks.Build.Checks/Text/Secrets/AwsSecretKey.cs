using System.Buffers;
using System.Text;

namespace Hooks.Build.Checks.Text.Secrets;

/// <summary>
/// The 40 characters of an AWS secret access key, which have no form of their own, behind that name; also without quotes, as in ~/.aws/credentials.
/// </summary>
internal sealed class AwsSecretKey() : SecretFormat("AWS secret access key")
{
    private const int KeyLength = 40;
    private const int MostBetween = 16;

    private static readonly SearchValues<byte> Characters = SearchValues.Create(Encoding.ASCII.GetBytes(SecretText.Alphanumeric + "/+="));
    private static readonly SearchValues<byte> Between = SearchValues.Create("\"' \t:=>]"u8);

    public override bool TryRead(ReadOnlySpan<byte> content, int start, int length, out Range secret)
    {
        secret = default;
        var before = content[Math.Max(0, start - MostBetween)..start].TrimEnd("_-"u8);
        if (before.Length < "secret".Length || !SecretText.Has(before[^"secret".Length..], "secret"u8))
            return false;

        var behind = content[(start + length)..Math.Min(content.Length, start + length + MostBetween + KeyLength + 1)];
        var between = behind.IndexOfAnyExcept(Between);
        if (between is <= 0 or > MostBetween || behind[..between].IndexOfAny((byte)'=', (byte)':') < 0)
            return false;

        var key = behind[between..];
        var end = key.IndexOfAnyExcept(Characters);
        secret = (start + length + between)..(start + length + between + KeyLength);
        if ((end < 0 ? key.Length : end) != KeyLength)
            return false;

        key = key[..KeyLength];
        return SecretText.HasDigit(key) && SecretText.Entropy(key) >= 4 && !SecretText.IsExample(key);
    }
}
