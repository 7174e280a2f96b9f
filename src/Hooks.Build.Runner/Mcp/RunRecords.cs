using System.Globalization;
using System.Text.Json;
using Hooks.Build.Engine.Model;

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
    private const int MostCharacters = 40_000;

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
        json.WriteStartArray("hooks");
        for (var i = 0; i < run.Hooks.Count && i < MostHooks; i++)
        {
            Write(json, run.Hooks[i]);
        }

        json.WriteEndArray();
        More(json, "moreHooks", run.Hooks.Count - MostHooks);
        WriteTexts(json, "repaired", run.Repaired, MostFiles);
        WriteTexts(json, "notes", run.Notes, MostNotes);
        WriteFindings(json, run, run.Findings, 0, arguments.Number("limit", DefaultLimit));
    }

    /// <summary>Tells the findings that are asked for.</summary>
    /// <exception cref="HooksException">There is no such run.</exception>
    public void WriteFindings(Utf8JsonWriter json, ToolArguments arguments)
    {
        var run = Find(arguments.Text("run"));
        var (hook, file, level) = (arguments.Text("hook"), arguments.Text("file").TrimEnd('/'), arguments.Text("level"));
        List<FoundThing> wanted = [];
        foreach (var found in run.Findings)
        {
            if ((hook.Length == 0 || IsOf(found.Hook, hook)) && (file.Length == 0 || found.File == file || found.File.StartsWith(file + "/", StringComparison.Ordinal)) && Rank(found.Level) >= Rank(level))
            {
                wanted.Add(found);
            }
        }

        json.WriteString("run", run.Id);
        WriteFindings(json, run, wanted, arguments.Cursor(wanted.Count), arguments.Number("limit", DefaultLimit));
    }

    private RunRecord Find(string id)
    {
        lock (_lock)
        {
            if (_runs.Count == 0)
            {
                throw Wrong("no hooks were run by this server yet: call run first. Of other runs log has what hooks printed");
            }

            if (id.Length == 0)
            {
                return _runs[^1];
            }

            return _runs.Find(run => run.Id == id) ?? throw Wrong($"there is no run '{id}' any more, or never was: the last {Most} are kept, from {_runs[0].Id} to {_runs[^1].Id}");
        }
    }

    // By itself or, of an item, by its matrix.
    private static bool IsOf(string hook, string name) => hook.Equals(name, StringComparison.OrdinalIgnoreCase) || hook.StartsWith(name + "[", StringComparison.OrdinalIgnoreCase);

    private static int Rank(string level) => level switch
    {
        "Error" => 2,
        "Warning" => 1,
        _ => 0,
    };

    private static void Write(Utf8JsonWriter json, RanHook hook)
    {
        json.WriteStartObject();
        json.WriteString("name", hook.Name);
        json.WriteString("outcome", hook.Outcome);
        json.WriteString("reason", hook.Reason);
        json.WriteNumber("durationMs", hook.Milliseconds);
        json.WriteNumber("findings", hook.Findings);
        if (hook.Output.Length > 0)
        {
            json.WriteString("output", hook.Output);
        }

        json.WriteEndObject();
    }

    private static void WriteFindings(Utf8JsonWriter json, RunRecord run, IReadOnlyList<FoundThing> wanted, int first, int limit)
    {
        var characters = 0;
        var at = first;
        json.WriteStartArray("findings");
        for (; at < wanted.Count && at - first < limit && characters < MostCharacters; at++)
        {
            var found = wanted[at];
            characters += found.Message.Length + found.File.Length + found.Hook.Length;
            json.WriteStartObject();
            json.WriteString("hook", found.Hook);
            json.WriteString("file", found.File);
            json.WriteNumber("line", found.Line);
            json.WriteNumber("column", found.Column);
            json.WriteString("code", found.Code);
            json.WriteString("level", found.Level);
            json.WriteString("message", found.Message);
            json.WriteEndObject();
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
        for (var i = 0; i < texts.Count && i < most; i++)
        {
            json.WriteStringValue(texts[i]);
        }

        if (texts.Count > most)
        {
            json.WriteStringValue(string.Create(CultureInfo.InvariantCulture, $"and {texts.Count - most} more"));
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
