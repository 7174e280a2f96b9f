using System.Text;

namespace Hooks.Build.Engine.FileSystem;

/// <summary>Names of files of ours that are called after a hook.</summary>
internal static class FileName
{
    // File systems take names of 255 bytes.
    private const int LongestBytes = 100;
    private const int LongestKept = 30;
    private const string Marks = "_.-[]";

    /// <summary>A hook's name where every file system takes it; else what is left of it with a checksum of it, so that no two hooks share a file.</summary>
    public static string Of(string hook) =>
        Encoding.UTF8.GetByteCount(hook) <= LongestBytes && hook.All(IsTaken) && !hook.StartsWith('.')
            ? hook
            : string.Concat(hook.Take(LongestKept).Select(character => IsTaken(character) && character != '.' ? character : '_')) + "-" + TabbedText.Sum(hook);

    private static bool IsTaken(char character) => char.IsLetterOrDigit(character) || Marks.Contains(character, StringComparison.Ordinal);
}
