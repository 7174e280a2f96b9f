namespace Hooks.Build.Checks.Text.Lines;

/// <summary>Tells the line of a position in a file that comes in blocks. Counts no further than it is asked, so positions come in ascending order.</summary>
internal sealed class LineCursor
{
    private long _line = 1;
    private int _counted;

    /// <summary>The line of a position, from 1; lines end with \n.</summary>
    public long LineAt(ReadOnlySpan<byte> block, int position)
    {
        _line += block[_counted..position].Count((byte)'\n');
        _counted = position;
        return _line;
    }

    /// <summary>Goes to the next block.</summary>
    public void Leave(ReadOnlySpan<byte> block)
    {
        LineAt(block, block.Length);
        _counted = 0;
    }

    /// <summary>The column of a position, from 1, in bytes.</summary>
    public static int ColumnAt(ReadOnlySpan<byte> block, int position) => position - block[..position].LastIndexOf((byte)'\n');
}
