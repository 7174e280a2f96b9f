using System.Buffers;
using System.Text;

namespace Hooks.Build.Checks.Text.Secrets;

/// <summary>The value of an HTTP header: <c>Authorization: Bearer ...</c>, and Basic with a name and a password.</summary>
internal sealed class AuthorizationHeader() : SecretFormat("authorization header")
{
    private const int MostBetween = 16;
    private const int MostOfValue = 2048;
    private const int Least = 16;
    private const double LeastEntropy = 3.5;

    private static readonly SearchValues<byte> Between = SearchValues.Create("\"'` \t:=,\\]>"u8);
    private static readonly SearchValues<byte> Characters = SearchValues.Create(Encoding.ASCII.GetBytes(SecretText.Alphanumeric + "_-.~+/="));

    public override bool IsByContext => true;

    public override bool TryRead(ReadOnlySpan<byte> content, int start, int length, out Range secret)
    {
        secret = default;
        if (SecretText.IsWordAt(content, start - 1))
            return false;

        var at = start + length;
        var isBasic = false;
        if (length == "authorization".Length)
        {
            var between = Skip(content, at, Between);
            if (between == at || content[at..between].IndexOfAny(":=,"u8) < 0)
                return false;

            // The scheme, and what is behind it; bearer is found by itself.
            at = between;
            var scheme = at;
            while (scheme < content.Length && scheme - at < MostBetween && (char.IsAsciiLetter((char)content[scheme]) || content[scheme] == '-'))
                scheme++;

            if (scheme < content.Length && content[scheme] == ' ')
            {
                isBasic = Ascii.EqualsIgnoreCase(content[at..scheme], "basic"u8);
                at = scheme;
            }
        }

        while (at < content.Length && content[at] == ' ' && at - start < MostOfValue)
            at++;

        var end = Skip(content, at, Characters);
        secret = at..end;
        var value = content[at..end];
        return value.Length > 0 && !SecretText.IsExample(value) && (isBasic ? HasPassword(value) : IsRandom(value)) && !IsWordBehind(content, end);
    }

    private static int Skip(ReadOnlySpan<byte> content, int from, SearchValues<byte> values)
    {
        var text = content[from..Math.Min(content.Length, from + MostOfValue)];
        var run = text.IndexOfAnyExcept(values);
        return from + (run < 0 ? text.Length : run);
    }

    // What goes on is code, such as a call.
    private static bool IsWordBehind(ReadOnlySpan<byte> content, int at) =>
        at < content.Length && content[at] is (byte)'(' or (byte)'[' or (byte)'{' or (byte)'$' or (byte)'<' or (byte)'*';

    private static bool IsRandom(ReadOnlySpan<byte> value) =>
        value.Length >= Least && SecretText.HasDigit(value) && SecretText.HasLetter(value) && SecretText.Entropy(value) >= LeastEntropy
        && !SecretText.IsWords(value) && !SecretText.IsSomethingElse(value);

    private static bool HasPassword(ReadOnlySpan<byte> value)
    {
        Span<byte> decoded = stackalloc byte[MostOfValue];
        if (value.Length < 8 || !Convert.TryFromBase64String(Encoding.ASCII.GetString(value), decoded, out var length))
            return false;

        decoded = decoded[..length];
        var colon = decoded.IndexOf((byte)':');
        if (colon < 0 || decoded.IndexOfAnyExceptInRange((byte)' ', (byte)'~') >= 0)
            return false;

        var password = decoded[(colon + 1)..];
        return password.Length >= 6 && SecretText.HasOther(password) && !SecretText.IsSomethingElse(password) && SecretText.Entropy(password) >= 2.5;
    }
}
