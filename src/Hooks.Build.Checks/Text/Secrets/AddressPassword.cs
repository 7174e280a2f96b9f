using System.Buffers;
using System.Text;

namespace Hooks.Build.Checks.Text.Secrets;

/// <summary>A password in an address, <c>postgres://name:password@host</c>.</summary>
internal sealed class AddressPassword() : SecretFormat("password in an address")
{
    private const int MostOfName = 64;
    private const int MostOfPassword = 128;
    private const int Least = 8;
    private const double LeastEntropy = 3;

    private static readonly SearchValues<byte> NameCharacters = SearchValues.Create(Encoding.ASCII.GetBytes(SecretText.Alphanumeric + "_-.%+~"));
    private static readonly SearchValues<byte> Ends = SearchValues.Create("@/ \t\r\n\"'`<>[]{}()\\,|"u8);

    public override bool IsByContext => true;

    public override bool TryRead(ReadOnlySpan<byte> content, int start, int length, out Range secret)
    {
        secret = default;
        var begin = start + length;
        var rest = content[begin..];
        var name = rest[..Math.Min(rest.Length, MostOfName + 1)].IndexOfAnyExcept(NameCharacters);
        if (name < 0 || rest[name] != ':')
            return false;

        var password = rest[(name + 1)..];
        password = password[..Math.Min(password.Length, MostOfPassword)];
        var end = password.IndexOfAny(Ends);
        if (end < Least || password[end] != '@')
            return false;

        // Behind it is a host, or what stands for one.
        var host = name + 1 + end + 1;
        if (host >= rest.Length || !(SecretText.IsWordAt(rest, host) || rest[host] is (byte)'[' or (byte)'$' or (byte)'{'))
            return false;

        secret = (begin + name + 1)..(begin + name + 1 + end);
        password = password[..end];
        return SecretText.HasOther(password) && SecretText.HasLetter(password) && SecretText.Entropy(password) >= LeastEntropy
            && !SecretText.IsSomethingElse(password) && !SecretText.Has(password, "pass"u8) && !password.SequenceEqual(rest[..name]);
    }
}
