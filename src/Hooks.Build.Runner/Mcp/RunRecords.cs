using System.Globalization;
using System.Text.Json;
using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Agents;

namespace Hooks.Build.Runner.Mcp;

/// <summary>The last runs of a server, and what is told of them. No answer grows beyond a size, whatever limit was asked for: the rest is on the next page.</summary>
internal sealed class RunRecords
{
    /// <summary>How many runs are kept.</summary>
    public const int Most = 10;

    private const int DefaultLimit = 20;
    private const int MostHooks = 50;
    private const int MostNotes = 20;
    private const int MostFiles = 200;
    private const int MostOfHooks = 15_000;
    private const int MostOfTexts = 5_000;
    private const int MostOfText = 500;
    private const int MostCharacters = 25_000;

    private readonly object _lock = new();
    private RunRecord? _last;
    private int _count;

    /// <summary>Keeps a run, and gives it its name.</summary>
    public void Add(RunRecord run)
    {
        lock (_lock)
        {
            run.Id = (++_count).ToString(CultureInfo.InvariantCulture);
            run.Before = _last;
            _last = run;
            var oldest = run;
            for (var kept = 1; kept < Most && oldest.Before is not null; kept++)
            {
                oldest = oldest.Before;
            }

            oldest.Before = null;
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
        json.WriteStartArray("hooks");
        var told = 0;
        for (var characters = 0; told < run.Hooks.Count && told < MostHooks && characters < MostOfHooks; told++)
        {
            characters += run.Hooks[told].Length;
            json.WriteRawValue(run.Hooks[told]);
        }

        json.WriteEndArray();
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
        List<string> wanted = [];
        foreach (var finding in run.Findings)
        {
            using var found = JsonDocument.Parse(finding);
            if (IsWanted(found.RootElement, arguments))
            {
                wanted.Add(finding);
            }
        }

        json.WriteString("run", run.Id);
        WriteFindings(json, run, wanted, arguments.Cursor(wanted.Count), arguments.Number("limit", DefaultLimit));
    }

    private RunRecord Find(string id)
    {
        lock (_lock)
        {
            if (_last is null)
            {
                throw Wrong("no hooks were run by this server yet: call run first. Of other runs log has what hooks printed");
            }

            for (var run = _last; run is not null; run = run.Before)
            {
                if (id.Length == 0 || run.Id == id)
                {
                    return run;
                }
            }

            throw Wrong($"there is no run '{id}' any more, or never was: the last {Most} are kept, and the last is {_last.Id}");
        }
    }

    private static bool IsWanted(JsonElement found, ToolArguments arguments)
    {
        var (hook, file, place) = (arguments.Text("hook"), arguments.Text("file").TrimEnd('/'), AgentJson.Text(found, "file"));
        return (hook.Length == 0 || IsOf(AgentJson.Text(found, "hook"), hook))
            && (file.Length == 0 || place == file || place.StartsWith(file + "/", StringComparison.Ordinal))
            && Rank(AgentJson.Text(found, "level")) >= Rank(arguments.Text("level"));
    }

    // By itself or, of an item, by its matrix.
    private static bool IsOf(string hook, string name) => hook.Equals(name, StringComparison.OrdinalIgnoreCase) || hook.StartsWith(name + "[", StringComparison.OrdinalIgnoreCase);

    private static int Rank(string level) => level switch
    {
        "Error" => 2,
        "Warning" => 1,
        _ => 0,
    };

    private static void WriteFindings(Utf8JsonWriter json, RunRecord run, IReadOnlyList<string> wanted, int first, int limit)
    {
        var characters = 0;
        var at = first;
        json.WriteStartArray("findings");
        for (; at < wanted.Count && at - first < limit && characters < MostCharacters; at++)
        {
            characters += wanted[at].Length;
            json.WriteRawValue(wanted[at]);
        }

        json.WriteEndArray();
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
