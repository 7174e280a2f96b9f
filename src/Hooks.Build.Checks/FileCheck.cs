using System.Buffers;

namespace Hooks.Build.Checks;

/// <summary>Checks one file at a time. One instance serves all files of a hook, from several threads at once.</summary>
public abstract class FileCheck
{
    /// <summary>The most bytes of a file that are held in memory at once. Larger files are read in blocks, by the checks that can.</summary>
    public const int MostInMemory = 32 * 1024 * 1024;

    /// <summary>How much of a file it looks at.</summary>
    public virtual ContentNeed Need => ContentNeed.Whole;

    /// <summary>Whether it can repair what it finds, with the arguments it was given.</summary>
    public virtual bool CanFix => false;

    /// <summary>Whether it repairs when it is run by itself and nobody said so, as its counterpart in pre-commit-hooks does.</summary>
    public virtual bool FixesUnasked => CanFix;

    /// <summary>
    /// Whether it is about bytes of lines, without a format that would tell whether they are any. What it finds in a file that is no text for sure is not true,
    /// see <c>TextJudgement.OfAll</c>.
    /// </summary>
    public virtual bool IsAboutLines => false;

    /// <summary>Looks at a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="content">All of it, or the first bytes or nothing, as <see cref="Need"/> says.</param>
    /// <param name="findings">Takes what it finds.</param>
    public abstract void Check(CheckedFile file, ReadOnlySpan<byte> content, Findings findings);

    /// <summary>Begins to look at a file that is too large for memory; <see langword="null"/> where it cannot, which is then a finding.</summary>
    public virtual BlockScan? Scan(CheckedFile file) => null;

    /// <summary>Writes the repaired content. Repairing what was repaired changes nothing.</summary>
    /// <param name="file">The file.</param>
    /// <param name="content">All of it.</param>
    /// <param name="repaired">Takes all of the new content.</param>
    /// <returns>Whether something was to be repaired; where not, what was written does not count.</returns>
    public virtual bool TryFix(CheckedFile file, ReadOnlySpan<byte> content, IBufferWriter<byte> repaired) => false;
}

/// <summary>How much of a file a check looks at.</summary>
public enum ContentNeed
{
    /// <summary>All of it.</summary>
    Whole,

    /// <summary>The first kilobyte.</summary>
    Start,

    /// <summary>Nothing: name and mode say enough.</summary>
    Nothing,
}

/// <summary>Looks at a large file block by block. A block ends at the end of a line, unless the line is larger than a block.</summary>
public abstract class BlockScan
{
    /// <summary>Looks at the next block.</summary>
    /// <param name="block">Its bytes.</param>
    /// <param name="isLast">Whether the file ends with it.</param>
    /// <param name="findings">Takes what it finds, with line numbers of the file.</param>
    public abstract void Read(ReadOnlySpan<byte> block, bool isLast, Findings findings);
}
