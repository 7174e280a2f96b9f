using System.Buffers;
using System.Text;

namespace Hooks.Build.Checks.Text.Secrets;

/// <summary>A key of OpenAI: sk-, and the same eight letters in the midst of random ones.</summary>
internal sealed class OpenAiKey() : SecretFormat("OpenAI key")
{
    private const int Most = 200;
    private const int Least = 20;

    private static readonly SearchValues<byte> Characters = SearchValues.Create(Encoding.ASCII.GetBytes(SecretText.Alphanumeric + "_-"));

    public override bool TryRead(ReadOnlySpan<byte> content, int start, int length, out Range secret)
    {
        var before = content[Math.Max(0, start - Most)..start];
        var begin = start - before.Length + before.LastIndexOfAnyExcept(Characters) + 1;
        var behind = content[(start + length)..Math.Min(content.Length, start + length + Most)];
        var end = behind.IndexOfAnyExcept(Characters);
        end = start + length + (end < 0 ? behind.Length : end);
        secret = begin..end;
        return content[begin..].StartsWith("sk-"u8) && start - begin >= Least && end - start - length >= Least && !SecretText.IsExample(content[secret]);
    }
}
