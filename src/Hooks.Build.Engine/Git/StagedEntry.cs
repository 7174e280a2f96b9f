using System.Runtime.InteropServices;
using System.Text;

namespace Hooks.Build.Engine.Git;

/// <summary>A line of <c>git diff --cached --raw -z</c>: what is about to be committed at a path.</summary>
/// <param name="Path">The bytes of its path from the top of the working tree.</param>
/// <param name="ObjectId">The staged content.</param>
/// <param name="Mode">File, executable file or link.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct StagedEntry(ReadOnlyMemory<byte> Path, string ObjectId, int Mode)
{
    public const int Plain = 0x81A4;
    public const int Executable = 0x81ED;
    public const int Link = 0xA000;
    public const int Submodule = 0xE000;
    private const int ModeDigits = 6;

    /// <summary>Whether it is deleted.</summary>
    public bool IsGone => Mode == 0;

    /// <summary>Reads the lines, submodules left out, in the order of the paths' bytes.</summary>
    public static List<StagedEntry> Parse(ReadOnlyMemory<byte> output)
    {
        List<StagedEntry> entries = [];
        using var texts = ZeroTerminated.Split(output).GetEnumerator();
        while (texts.MoveNext())
        {
            // :100644 100755 <old id> <new id> M NUL path NUL
            var (id, mode) = Fields(texts.Current.Span);
            if (texts.MoveNext() && mode != Submodule)
            {
                entries.Add(new StagedEntry(texts.Current, id, mode));
            }
        }

        entries.Sort((one, other) => one.Path.Span.SequenceCompareTo(other.Path.Span));
        return entries;
    }

    private static (string NewId, int NewMode) Fields(ReadOnlySpan<byte> line)
    {
        const byte Blank = (byte)' ';
        var mode = 0;
        foreach (var digit in line[(line.IndexOf(Blank) + 1)..][..ModeDigits])
        {
            mode = (mode * 8) + digit - '0';
        }

        var ids = line[..line.LastIndexOf(Blank)];
        return (Encoding.ASCII.GetString(ids[(ids.LastIndexOf(Blank) + 1)..]), mode);
    }
}
