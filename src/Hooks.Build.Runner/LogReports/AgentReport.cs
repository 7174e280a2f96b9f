using System.Globalization;
using Hooks.Build.Engine.History;
using Hooks.Build.Engine.Reporting;
using Hooks.Build.Engine.Statistics;
using Hooks.Build.Runner.Agents;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.LogReports;

/// <summary>
/// <c>hooks report --agents</c>: what coding agents asked and were answered. What others wrote is cut, and without what does something to a terminal.
/// </summary>
/// <param name="query">What was asked for.</param>
/// <param name="logs">The folders that were read.</param>
/// <param name="activity">The figures.</param>
internal sealed class AgentReport(ReportQuery query, IReadOnlyList<string> logs, AgentActivity activity)
{
    private const int Version = 1;
    private const int MostDenials = 20;
    private const int Shortest = 20;

    /// <summary>Its lines, for people.</summary>
    /// <param name="width">Columns of the terminal.</param>
    /// <param name="paint">Makes a text of a colour.</param>
    public IEnumerable<string> Lines(int width, Func<Colour, string, string> paint)
    {
        if (activity.Calls.Count > 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{activity.Calls.Sum(calls => calls.Durations.Count):N0} events of coding agents since {ReportTime.Of(activity.Since)}");
            foreach (var line in Table("Day", activity.Days, day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), width, paint)
                .Concat(Table("Agent", activity.Calls, calls => $"{Text(calls.Agent)} {calls.Stage}", width, paint)))
            {
                yield return line;
            }

            foreach (var line in Denials(width, paint))
            {
                yield return line;
            }
        }

        foreach (var note in Notes())
        {
            yield return paint(Colour.Grey, "note:") + " " + note;
        }
    }

    /// <summary>The report for programs; docs/report.md has the fields.</summary>
    public string Json() => Exports.Json.Text(json =>
    {
        json.WriteNumber("version", Version);
        json.WriteString("since", activity.Since.UtcDateTime);
        json.WriteString("until", query.Now.UtcDateTime);
        json.WriteNumber("calls", activity.Calls.Sum(calls => calls.Durations.Count));
        json.Array("logs", logs, json.WriteStringValue);
        json.Array("days", activity.Days, day => json.Object(() =>
        {
            json.WriteString("day", day.Of.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            Write(day);
        }));
        json.Array("agents", activity.Calls, calls => json.Object(() =>
        {
            json.WriteString("agent", Text(calls.Of.Agent));
            json.WriteString("stage", calls.Of.Stage.ToString());
            Write(calls);
        }));
        json.Array("denials", activity.Denials, denial => json.Object(() =>
        {
            json.WriteString("hook", denial.Hook);
            json.WriteString("stage", denial.Stage.ToString());
            json.WriteString("tool", Text(denial.Tool));
            json.WriteString("reason", Text(denial.Reason));
            json.WriteNumber("count", denial.Count);
            json.WriteString("last", denial.Last.UtcDateTime);
        }));
        json.Array("notes", Notes(), json.WriteStringValue);

        void Write<T>(AgentFigures<T> figures)
        {
            json.WriteNumber("calls", figures.Durations.Count);
            json.WriteNumber("medianMs", Math.Round(figures.Durations.Median.TotalMilliseconds, 3));
            json.WriteNumber("p95Ms", Math.Round(figures.Durations.P95.TotalMilliseconds, 3));
            json.WriteNumber("longestMs", Math.Round(figures.Durations.Longest.TotalMilliseconds, 3));
            json.WriteNumber("held", figures.Held);
            json.WriteNumber("contextBytes", figures.ContextBytes);
        }
    });

    private static IEnumerable<string> Table<T>(
        string heading, IReadOnlyList<AgentFigures<T>> rows, Func<T, string> name, int width, Func<Colour, string, string> paint) => new TextTable(
        [new(heading, ToTheRight: false), new("Calls"), new("p50"), new("p95", 8), new("Longest", 2), new("Held back", 9), new("Context bytes", 7)],
        [.. rows.Select(row => (TextCell[])
        [
            name(row.Of),
            Number(row.Durations.Count),
            Texts.Seconds(row.Durations.Median),
            Texts.Seconds(row.Durations.P95),
            Texts.Seconds(row.Durations.Longest),
            row.Held == 0 ? "0" : new TextCell(Number(row.Held), Colour.Yellow),
            Number(row.ContextBytes),
        ])]).Lines(width, paint).Prepend("");

    private IEnumerable<string> Denials(int width, Func<Colour, string, string> paint)
    {
        if (activity.Denials.Count == 0)
        {
            yield break;
        }

        TextTable table = new(
            [new(
                "Hook", ToTheRight: false), new("Stage", 5, ToTheRight: false), new("Tool", 4, ToTheRight: false), new("Times"), new("Why", ToTheRight: false)],
            [.. activity.Denials.Take(MostDenials).Select(denial => (TextCell[])
                [VisibleText.Of(denial.Hook), denial.Stage.ToString(), Text(denial.Tool), Number(denial.Count), DisplayWidth.Cut(
                    Text(denial.Reason), Math.Max(Shortest, width / 2))])]);
        foreach (var line in table.Lines(width, paint).Prepend(""))
        {
            yield return line;
        }

        if (activity.Denials.Count > MostDenials)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"and {activity.Denials.Count - MostDenials:N0} more: --format json has them");
        }
    }

    private IEnumerable<string> Notes()
    {
        if (activity.Known == 0)
        {
            yield return $"no event of a coding agent is in the log in {string.Join(" or ", logs)}: 'hooks install --agent NAME' makes agents call, 'hooks doctor' says whether they do";
        }
        else if (activity.Calls.Count == 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"none of the {activity.Known:N0} events in the log is what was asked for");
        }

        if (activity.Damaged + activity.Newer > 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"lines of the log that were left out: {activity.Damaged} damaged, {activity.Newer} of a newer version");
        }
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    // A log may be anybody's by now.
    private static string Text(string text) => VisibleText.Of(AgentText.Clean(text, AnswerLog.MostOfReason).ReplaceLineEndings(" "));
}
