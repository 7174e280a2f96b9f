using System.Globalization;
using System.Text;

namespace Hooks.Build.Bench.Results;

/// <summary>The results for people.</summary>
internal static class MarkdownReport
{
    public static string Write(Machine machine, BenchSettings settings, IReadOnlyList<Section> sections)
    {
        StringBuilder text = new();
        _ = text.Append("# Benchmarks\n\n")
            .Append(
                CultureInfo.InvariantCulture,
                $"Written by `dotnet run -c Release --project eng/bench`. Medians of {settings.Runs} runs, minimum and maximum in parentheses.\n\n");
        Write(text, new Table(["Machine", ""], [.. machine.Facts.Select(fact => (string[])[fact.Name, fact.Value])]));
        foreach (var section in sections)
        {
            _ = text.Append(CultureInfo.InvariantCulture, $"\n## {section.Title}\n");
            foreach (var note in section.Notes)
            {
                _ = text.Append(CultureInfo.InvariantCulture, $"\n{note}\n");
            }

            foreach (var table in section.Tables)
            {
                _ = text.Append('\n');
                Write(text, table);
            }
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, Table table)
    {
        Row(text, table.Columns);
        Row(text, [.. table.Columns.Select((_, i) => i == 0 ? "---" : "---:")]);
        foreach (var row in table.Rows)
        {
            Row(text, row);
        }
    }

    private static void Row(StringBuilder text, IReadOnlyList<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
