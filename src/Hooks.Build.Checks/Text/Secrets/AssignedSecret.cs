namespace Hooks.Build.Checks.Text.Secrets;

/// <summary>A value that is given to something whose name ends with a telling word: <c>"apiKey": "..."</c>, <c>PASSWORD=...</c>, <c>;Pwd=...;</c>.</summary>
/// <param name="name">What it is.</param>
/// <param name="leastLength">How long the value is at least.</param>
/// <param name="leastEntropy">How random it is at least, in bits a character.</param>
internal sealed class AssignedSecret(string name, int leastLength, double leastEntropy) : SecretFormat(name)
{
    private const int PublicBefore = 10;

    public override bool IsByContext => true;

    public override bool TryRead(ReadOnlySpan<byte> content, int start, int length, out Range secret)
    {
        secret = default;

        // An assembly is named with its publicKeyToken.
        if (SecretText.Has(content[Math.Max(0, start - PublicBefore)..start], "public"u8)
            || !AssignedValue.TryFind(content, start, start + length, out var found, out var isBare))
        {
            return false;
        }

        secret = found;
        var value = content[found];
        var whole = AssignedValue.NameAt(content, start, start + length);
        return !SecretText.IsSomethingElse(value)
            && !SecretText.Has(whole, "csrf"u8)
            && !SecretText.Has(whole, "xsrf"u8)
            && !SecretText.Has(whole, "authenticity"u8)
            && (VendorValues.Match(whole, value) || (IsRandom(value) && !(isBare && SecretText.IsWords(value))));
    }

    // Names of things are made of letters; what is secret has a digit or a sign.
    private bool IsRandom(ReadOnlySpan<byte> value) =>
        value.Length >= leastLength
            && SecretText.HasLetter(value)
            && SecretText.HasOther(value)
            && SecretText.Entropy(value) >= leastEntropy
            && !SecretText.IsUuid(value);
}
