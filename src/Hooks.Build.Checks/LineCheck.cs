namespace Hooks.Build.Checks;

/// <summary>A check that reads a file from its beginning to its end, and so takes files of any size. A file in memory is one block.</summary>
public abstract class LineCheck : FileCheck
{
    /// <summary>Begins to look at a file.</summary>
    public abstract override BlockScan Scan(CheckedFile file);

    public sealed override void Check(CheckedFile file, ReadOnlySpan<byte> content, Findings findings) => Scan(file).Read(content, isLast: true, findings);
}
