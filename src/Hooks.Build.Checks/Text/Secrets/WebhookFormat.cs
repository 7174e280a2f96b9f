using System.Buffers;
using System.Text;

namespace Hooks.Build.Checks;

/// <summary>The address of a Slack webhook: who knows it may write.</summary>
internal sealed class WebhookFormat() : SecretFormat("Slack webhook")
{
    private static readonly SearchValues<byte> Characters = SearchValues.Create(Encoding.ASCII.GetBytes(SecretText.Alphanumeric + "/"));

    public override bool TryRead(ReadOnlySpan<byte> content, int start, int length, out Range secret)
    {
        const int least = 40;
        var path = content[(start + length)..Math.Min(content.Length, start + length + 100)];
        var end = path.IndexOfAnyExcept(Characters);
        path = end < 0 ? path : path[..end];
        secret = (start + length)..(start + length + path.Length);
        return path.Length >= least && path[0] == 'T' && path.Count((byte)'/') == 2 && SecretText.Entropy(path) >= 3 && !SecretText.IsExample(path);
    }
}
