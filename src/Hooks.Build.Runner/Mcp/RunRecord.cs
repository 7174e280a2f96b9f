using System.Text.Json;
using Hooks.Build.Runner.Agents;

namespace Hooks.Build.Runner.Mcp;

/// <summary>One run, as its events tell it (docs/doors.md). What is kept of it is bounded, whatever hooks find.</summary>
internal sealed class RunRecord
{
    private const int MostFindings = 20_000;
    private const int MostCharacters = 1000;
    private const int MostOutput = 2000;

    private readonly List<FindingRecord> _findings = [];
    private readonly List<HookRecord> _hooks = [];
    private readonly List<string> _notes = [];
    private readonly List<string> _repaired = [];

    /// <summary>What it is called by.</summary>
    public string Id { get; set; } = "";

    /// <summary>What hooks found, in the order in which they ended.</summary>
    public IReadOnlyList<FindingRecord> Findings => _findings;

    /// <summary>The hooks that have not simply passed.</summary>
    public IReadOnlyList<HookRecord> Hooks => _hooks;

    /// <summary>What should be known besides: texts.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>The files that were repaired: texts.</summary>
    public IReadOnlyList<string> Repaired => _repaired;

    /// <summary>How many findings are not kept.</summary>
    public int Dropped { get; private set; }

    /// <summary>Whether the run was told to its end.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Whether all passed.</summary>
    public bool Succeeded { get; private set; }

    /// <summary>Whether it was cancelled.</summary>
    public bool Interrupted { get; private set; }

    /// <summary>The line that sums it up.</summary>
    public string Summary { get; private set; } = "";

    /// <summary>Its stage.</summary>
    public string Stage { get; private set; } = "";

    /// <summary>Takes the end of a hook.</summary>
    public void AddHook(JsonElement hook)
    {
        var (name, outcome) = (AgentJson.Text(hook, "name"), AgentJson.Text(hook, "outcome"));
        var count = 0;
        foreach (var finding in Elements(hook, "findings"))
        {
            count++;
            if (_findings.Count == MostFindings)
            {
                Dropped++;
                continue;
            }

            _findings.Add(new FindingRecord(
                name,
                AgentText.Clean(AgentJson.Text(finding, "file"), MostCharacters),
                Number(finding, "line"),
                Number(finding, "column"),
                AgentText.Clean(AgentJson.Text(finding, "code"), MostCharacters),
                AgentText.Clean(AgentJson.Text(finding, "level"), MostCharacters),
                AgentText.Clean(AgentJson.Text(finding, "message"), MostCharacters)));
        }

        if (outcome is not ("Succeeded" or "NoFiles" or "NotNeeded"))
        {
            // What tools print stands in for findings where there are none; of a hook that did not run the reason is all there is.
            var output = count > 0 || outcome is "Skipped" or "Cancelled"
                ? ""
                : string.Join('\n', Elements(hook, "problems").Select(problem => AgentJson.Text(problem, "message")));
            var time = AgentJson.Get(hook, "durationMs") is { ValueKind: JsonValueKind.Number } known ? known.GetDouble() : 0;
            _hooks.Add(new HookRecord(
                name, outcome, AgentText.Clean(AgentJson.Text(hook, "reason"), MostCharacters), time, count, AgentText.Clean(output, MostOutput)));
        }
    }

    /// <summary>Takes the end of the run.</summary>
    public void AddRun(JsonElement run)
    {
        (Succeeded, Interrupted) = (AgentJson.Flag(run, "succeeded"), AgentJson.Flag(run, "interrupted"));
        (Summary, Stage) = (AgentJson.Text(run, "summary"), AgentJson.Text(run, "stage"));
        foreach (var file in Elements(run, "repaired"))
        {
            var kept = AgentJson.Text(file, "workingCopy");
            _repaired.Add(AgentJson.Text(file, "file") + (kept is "Same" or "" ? "" : $" (working copy: {kept})"));
        }

        AddNotes(run, "problems");
        AddNotes(run, "warnings");
        IsWhole = true;
    }

    /// <summary>A problem in a line.</summary>
    public static string Message(JsonElement problem)
    {
        var code = AgentJson.Text(problem, "code");
        return (code.Length == 0 ? "" : code + ": ") + AgentJson.Text(problem, "message");
    }

    private void AddNotes(JsonElement run, string name)
    {
        foreach (var problem in Elements(run, name))
        {
            _notes.Add(Message(problem));
        }
    }

    private static JsonElement.ArrayEnumerator Elements(JsonElement element, string name) =>
        AgentJson.Get(element, name) is { ValueKind: JsonValueKind.Array } all ? all.EnumerateArray() : default;

    private static int Number(JsonElement element, string name) =>
        AgentJson.Get(element, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var whole) ? whole : 0;
}
