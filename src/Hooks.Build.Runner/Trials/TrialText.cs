using System.Text;

namespace Hooks.Build.Runner.Trials;

/// <summary>What a trial printed, as it is told.</summary>
internal static class TrialText
{
    private const int Most = 300;

    /// <summary>What is quoted, behind a sentence; nothing where that is nothing.</summary>
    public static string Quoted(string text) => text.Length == 0 ? "" : $" ({text})";

    /// <summary>The begin of what somebody printed, in one line.</summary>
    public static string Shown(byte[] output)
    {
        var text = string.Join(' ', Encoding.UTF8.GetString(output).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return string.Concat((text.Length > Most ? text[..Most] + "..." : text).Where(character => !char.IsControl(character)));
    }
}
