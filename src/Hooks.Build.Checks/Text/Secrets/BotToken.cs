namespace Hooks.Build.Checks;

/// <summary>The token of a Telegram bot: its number, :AA, and 33 characters.</summary>
internal sealed class BotToken() : SecretFormat("Telegram bot token")
{
    private static readonly TokenFormat Body = new("", SecretText.Alphanumeric + "_-", 33, 33);

    public override bool TryRead(ReadOnlySpan<byte> content, int start, int length, out Range secret)
    {
        secret = default;
        var digits = start;
        while (digits > 0 && start - digits <= 10 && char.IsAsciiDigit((char)content[digits - 1]))
            digits--;

        // The colon is no part of a word, so the rest is a token of its own.
        if (start - digits is < 8 or > 10 || SecretText.IsWordAt(content, digits - 1) || !Body.TryRead(content[(start + 1)..], 0, length - 1, out var rest))
            return false;

        secret = digits..(start + 1 + rest.End.Value);
        return true;
    }
}
