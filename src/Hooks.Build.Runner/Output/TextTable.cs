using System.Text;

namespace Hooks.Build.Runner.Output;

/// <summary>
/// A table of text whose columns stand below each other. Where a terminal is too narrow the least important columns are left out, then names are cut.
/// </summary>
/// <param name="columns">The columns.</param>
/// <param name="rows">The rows, a cell for each column.</param>
internal sealed class TextTable(IReadOnlyList<TextColumn> columns, IReadOnlyList<TextCell[]> rows)
{
    private const string Gap = "  ";
    private const int ShortestName = 12;

    /// <summary>The table, a line for each row below one of headings.</summary>
    /// <param name="width">Columns of the terminal.</param>
    /// <param name="paint">Makes a text of a colour.</param>
    public IReadOnlyList<string> Lines(int width, Func<Colour, string, string> paint)
    {
        List<int> shown = [.. Enumerable.Range(0, columns.Count)];
        int[] widths = [.. columns.Select((column, i) => rows.Select(row => DisplayWidth.Of(row[i].Text)).Append(DisplayWidth.Of(column.Heading)).Max())];
        while (shown.Count > 1
            && Total() > width
            && shown.Where(i => columns[i].Importance < TextColumn.Always).OrderBy(i => columns[i].Importance).ToList() is [var least, ..])
        {
            _ = shown.Remove(least);
        }

        widths[0] = Math.Max(Math.Min(widths[0], ShortestName), widths[0] - Math.Max(0, Total() - width));
        return [Line(columns.Select(column => new TextCell(column.Heading, Colour.Grey))), .. rows.Select(Line)];

        int Total() => shown.Sum(i => widths[i]) + (Gap.Length * (shown.Count - 1));

        string Line(IEnumerable<TextCell> row)
        {
            var cells = row.ToList();
            StringBuilder line = new();
            foreach (var i in shown)
            {
                var isLast = i == shown[^1] && !columns[i].ToTheRight;
                var text = i == 0 ? DisplayWidth.Cut(cells[i].Text, widths[i]) : cells[i].Text;
                text = isLast ? text : DisplayWidth.Pad(text, widths[i], columns[i].ToTheRight);
                _ = line.Append(line.Length == 0 ? "" : Gap).Append(cells[i].Colour is { } colour ? paint(colour, text) : text);
            }

            return line.ToString();
        }
    }
}

/// <summary>A column of a table.</summary>
/// <param name="Heading">What stands above it.</param>
/// <param name="Importance">Columns of the least are left out first.</param>
/// <param name="ToTheRight">Numbers stand at the right.</param>
internal sealed record TextColumn(string Heading, int Importance = TextColumn.Always, bool ToTheRight = true)
{
    /// <summary>Such a column is never left out.</summary>
    public const int Always = int.MaxValue;
}

/// <summary>A cell of a table.</summary>
/// <param name="Text">On one line, without escape sequences.</param>
/// <param name="Colour">Its colour; <see langword="null"/> for none.</param>
internal sealed record TextCell(string Text, Colour? Colour = null)
{
    public static implicit operator TextCell(string text) => new(text);
}
