using System.Net;
using System.Text;
using Hooks.Build.Runner.LogReports;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Machine;

/// <summary>A report of all repositories as a page that needs nothing else, and no script.</summary>
internal static class MachinePage
{
    /// <summary>The page.</summary>
    public static string Of(MachineReport report)
    {
        var style = ReportPage.Part("page.css");
        StringBuilder page = new();
        _ = page.Append($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{ReportPage.Sum(style)}'; base-uri 'none'; form-action 'none'">
            <title>Hooks on this machine</title>
            <style>{style}</style>
            </head>
            <body>
            <header>
              <h1>Hooks on this machine</h1>
              <p>{Text(MachineText.Head(report))}</p>
            </header>
            <main>

            """);
        Table(page, "repositories", "Repositories", MachineText.Repositories(report));
        Table(page, "hooks", "Hooks that take most time", MachineText.Hooks(report));
        if (report.Notes.Count > 0)
        {
            _ = page.Append("<section aria-labelledby=\"notes-title\">\n<h2 id=\"notes-title\">Notes</h2>\n<ul class=\"plain\">\n");
            foreach (var note in report.Notes)
            {
                _ = page.Append("<li>").Append(Text(note)).Append("</li>\n");
            }

            _ = page.Append("</ul>\n</section>\n");
        }

        return page.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static void Table(StringBuilder page, string id, string title, (IReadOnlyList<TextColumn> Columns, IReadOnlyList<TextCell[]> Rows) part)
    {
        if (part.Rows.Count == 0)
        {
            return;
        }

        _ = page.Append(
            $"<section aria-labelledby=\"{id}-title\">\n<h2 id=\"{id}-title\">{title}</h2>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"{id}-title\">\n<table>\n<thead><tr>")
            .AppendJoin("", part.Columns.Select(column => $"<th scope=\"col\">{Text(column.Heading)}</th>")).Append("</tr></thead>\n<tbody>\n");
        foreach (var row in part.Rows)
        {
            _ = page.Append("<tr>")
                .AppendJoin(
                    "",
                    row.Select(cell =>
                        $"<td{(cell.Colour switch { Colour.Red => " class=\"bad\"", Colour.Green => " class=\"good\"", _ => "" })}>{Text(cell.Text)}</td>"))
                .Append("</tr>\n");
        }

        _ = page.Append("</tbody>\n</table>\n</div>\n</section>\n");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(VisibleText.Of(text));
}
