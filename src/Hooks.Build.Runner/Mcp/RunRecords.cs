using System.Globalization;
using System.Text.Json;
using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Agents;

namespace Hooks.Build.Runner.Mcp;

/// <summary>
/// The last runs of a server, and what is told of them. No answer grows beyond a size, whatever limit was asked for: the rest is on the next page.
/// </summary>
internal sealed class RunRecords
{
    /// <summary>How many runs are kept.</summary>
    public const int Most = 10;

    private const int DefaultLimit = 20;
    private const int MostHooks = 50;
    private const int MostNotes = 20;
    private const int MostFiles = 200;
    private const int MostOfTexts = 5_000;
    private const int MostOfText = 500;

    // Of JSON, in bytes.
    private const int MostOfHooks = 15_000;
    private const int MostOfFindings = 25_000;

    private readonly object _lock = new();
    private readonly List<RunRecord> _runs = [];
    private int _count;

    /// <summary>Keeps a run, and gives it its name.</summary>
    public void Add(RunRecord run)
    {
        lock (_lock)
        {
            run.Id = (++_count).ToString(CultureInfo.InvariantCulture);
            _runs.Add(run);
            if (_runs.Count > Most)
            {
                _runs.RemoveAt(0);
            }
        }
    }

    /// <summary>Tells a run.</summary>
    public static void Write(Utf8JsonWriter json, RunRecord run, ToolArguments arguments)
    {
        json.WriteString("run", run.Id);
        json.WriteString("stage", run.Stage);
        json.WriteBoolean("succeeded", run.Succeeded);
        json.WriteBoolean("interrupted", run.Interrupted);
        json.WriteString("summary", run.Summary.Length > 0 ? run.Summary : run.Interrupted ? "interrupted" : "nothing to run");
        var told = json.Page("hooks", run.Hooks, 0, MostHooks, MostOfHooks, hook => hook.Write(json));
        More(json, "moreHooks", run.Hooks.Count - told);
        WriteTexts(json, "repaired", run.Repaired, MostFiles);
        WriteTexts(json, "notes", run.Notes, MostNotes);
        WriteFindings(json, run, run.Findings, 0, arguments.Number("limit", DefaultLimit));
    }

    /// <summary>Tells the findings that are asked for.</summary>
    /// <exception cref="HooksException">There is no such run.</exception>
    public void WriteFindings(Utf8JsonWriter json, ToolArguments arguments)
    {
        var run = Find(arguments.Text("run"));
        FindingRecord[] wanted = [.. run.Findings.Where(finding => IsWanted(finding, arguments))];
        json.WriteString("run", run.Id);
        WriteFindings(json, run, wanted, arguments.Cursor(wanted.Length), arguments.Number("limit", DefaultLimit));
    }

    private RunRecord Find(string id)
    {
        lock (_lock)
        {
            if (_runs.Count == 0)
            {
                throw Wrong("no hooks were run by this server yet: call run first. Of other runs log has what hooks printed");
            }

            return _runs.FindLast(run => id.Length == 0 || run.Id == id)
                ?? throw Wrong($"there is no run '{id}' any more, or never was: the last {Most} are kept, and the last is {_runs[^1].Id}");
        }
    }

    private static bool IsWanted(FindingRecord found, ToolArguments arguments)
    {
        var (hook, file, place) = (arguments.Text("hook"), arguments.Text("file").TrimEnd('/'), found.File);
        return (hook.Length == 0 || IsOf(found.Hook, hook))
            && (file.Length == 0 || place == file || place.StartsWith(file + "/", StringComparison.Ordinal))
            && Rank(found.Level) >= Rank(arguments.Text("level"));
    }

    // By itself or, of an item, by its matrix.
    private static bool IsOf(string hook, string name) =>
        hook.Equals(name, StringComparison.OrdinalIgnoreCase) || hook.StartsWith(name + "[", StringComparison.OrdinalIgnoreCase);

    private static int Rank(string level) => level switch
    {
        "Error" => 2,
        "Warning" => 1,
        _ => 0,
    };

    private static void WriteFindings(Utf8JsonWriter json, RunRecord run, IReadOnlyList<FindingRecord> wanted, int first, int limit)
    {
        var at = json.Page("findings", wanted, first, limit, MostOfFindings, finding => finding.Write(json));
        json.WriteNumber("total", wanted.Count);
        More(json, "dropped", run.Dropped);
        if (at < wanted.Count)
        {
            json.WriteString("next", at.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts, int most)
    {
        if (texts.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        var told = 0;
        for (var characters = 0; told < texts.Count && told < most && characters < MostOfTexts; told++)
        {
            var text = AgentText.Clean(texts[told], MostOfText);
            characters += text.Length;
            json.WriteStringValue(text);
        }

        if (told < texts.Count)
        {
            json.WriteStringValue(string.Create(CultureInfo.InvariantCulture, $"and {texts.Count - told} more"));
        }

        json.WriteEndArray();
    }

    private static void More(Utf8JsonWriter json, string name, int count)
    {
        if (count > 0)
        {
            json.WriteNumber(name, count);
        }
    }

    private static HooksException Wrong(string what) => new("", what);
}
