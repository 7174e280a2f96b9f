namespace Hooks.Build.Checks.Text.Secrets;

/// <summary>A password in quotes, at a place where nothing else stands: <c>IDENTIFIED BY '...'</c> of SQL, <c>login("name", "...")</c>.</summary>
/// <param name="before">How many other texts in quotes stand before it, as arguments of a call.</param>
internal sealed class QuotedPassword(int before) : SecretFormat("password")
{
    private const int Least = 8;
    private const double LeastEntropy = 3;

    public override bool IsByContext => true;

    public override bool TryRead(ReadOnlySpan<byte> content, int start, int length, out Range secret)
    {
        secret = default;
        if (SecretText.IsWordAt(content, start - 1))
            return false;

        var at = AssignedValue.SkipBlanks(content, start + length);
        for (var i = 0; i < before; i++)
        {
            if (!AssignedValue.TryReadQuoted(content, at, out var other))
                return false;

            at = AssignedValue.SkipBlanks(content, other.End.Value + 1);
            if (at >= content.Length || content[at] != ',')
                return false;

            at = AssignedValue.SkipBlanks(content, at + 1);
        }

        if (!AssignedValue.TryReadQuoted(content, at, out secret))
            return false;

        var password = content[secret];
        return password.Length >= Least
            && SecretText.HasLetter(password)
            && SecretText.HasOther(password)
            && SecretText.Entropy(password) >= LeastEntropy
            && !SecretText.IsSomethingElse(password);
    }
}
