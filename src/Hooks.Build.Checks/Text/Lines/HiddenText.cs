namespace Hooks.Build.Checks.Text.Lines;

/// <summary>Shows of a secret no more than says which one it is.</summary>
internal static class HiddenText
{
    private const int Shown = 4;

    /// <summary>The first four characters, then dots.</summary>
    public static string Of(ReadOnlySpan<byte> secret)
    {
        Span<char> text = stackalloc char[Shown * 2];
        text.Fill('.');
        for (var i = 0; i < Math.Min(Shown, secret.Length); i++)
        {
            if (secret[i] is > (byte)' ' and < 0x7F)
                text[i] = (char)secret[i];
        }

        return new string(text);
    }
}
