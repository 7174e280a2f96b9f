using System.Buffers;

namespace Hooks.Build.Checks;

/// <summary>A value that is given to something whose name ends with a telling word: <c>"apiKey": "..."</c>, <c>PASSWORD=...</c>, <c>;Pwd=...;</c>.</summary>
/// <param name="name">What it is.</param>
/// <param name="leastLength">How long the value is at least.</param>
/// <param name="leastEntropy">How random it is at least, in bits a character.</param>
internal sealed class AssignedSecret(string name, int leastLength, double leastEntropy) : SecretFormat(name)
{
    private const int PublicBefore = 10;

    private static readonly SearchValues<byte> Signs = SearchValues.Create("!@#$%^&*+="u8);
    private static readonly SearchValues<byte> NeverInside = SearchValues.Create(" \t()[]<"u8);

    public override bool TryRead(ReadOnlySpan<byte> content, int start, int length, out Range secret)
    {
        secret = default;

        // An assembly is named with its publicKeyToken.
        if (SecretText.Has(content[Math.Max(0, start - PublicBefore)..start], "public"u8)
            || !AssignedValue.TryFind(content, start, start + length, out var found))
        {
            return false;
        }

        var value = content[found];
        secret = found;
        return value.Length >= leastLength && SecretText.HasLetter(value) && HasOther(value)
            && SecretText.Entropy(value) >= leastEntropy && !IsSomethingElse(value);
    }

    // Names of things are made of letters; what is secret has a digit or a sign.
    private static bool HasOther(ReadOnlySpan<byte> value) => SecretText.HasDigit(value) || value.IndexOfAny(Signs) >= 0;

    private static bool IsSomethingElse(ReadOnlySpan<byte> value) =>
        value.IndexOfAny(NeverInside) >= 0
        || value.StartsWith("/"u8) || value.StartsWith("./"u8) || value.StartsWith("~/"u8) || value.IndexOf("://"u8) >= 0
        || SecretText.IsExample(value)
        || SecretText.Has(value, "password"u8) || SecretText.Has(value, "secret"u8) || SecretText.Has(value, "token"u8);
}
