using System.Buffers;
using System.Text;

namespace Hooks.Build.Checks;

/// <summary>A token of several parts between separators, such as a JSON web token.</summary>
/// <param name="name">What it is.</param>
/// <param name="separator">What stands between the parts.</param>
/// <param name="least">The least number of characters of each part; the first one's without the anchor.</param>
internal sealed class PartedToken(string name, byte separator, params int[] least) : SecretFormat(name)
{
    private static readonly SearchValues<byte> Characters = SearchValues.Create(Encoding.ASCII.GetBytes(SecretText.Alphanumeric + "_-"));

    /// <summary>What the second part begins with.</summary>
    public string SecondBegins { get; init; } = "";

    public override bool TryRead(ReadOnlySpan<byte> content, int start, int length, out Range secret)
    {
        secret = default;
        if (SecretText.IsWordAt(content, start - 1))
            return false;

        var end = start + length;
        for (var part = 0; part < least.Length; part++)
        {
            if (part > 0 && (end >= content.Length || content[end++] != separator))
                return false;
            if (part == 1 && !content[end..].StartsWith(Encoding.ASCII.GetBytes(SecondBegins)))
                return false;

            var run = content[end..].IndexOfAnyExcept(Characters);
            run = run < 0 ? content.Length - end : run;
            if (run < least[part])
                return false;

            end += run;
        }

        secret = start..end;
        return SecretText.Entropy(content[secret]) >= 3 && !SecretText.IsExample(content[secret]);
    }
}
