using System.Globalization;
using System.Text;
using System.Text.Json;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Runner.Agents;

namespace Hooks.Build.Runner.Mcp;

/// <summary>One call of a tool, from its request to its answer.</summary>
/// <param name="id">The request's id, as it was written.</param>
/// <param name="tool">The tool.</param>
/// <param name="arguments">Its arguments; an object that fits the tool's schema.</param>
/// <param name="host">What all calls share.</param>
/// <param name="progress">Is told how far it is: how far, how far it goes, and what happened.</param>
internal sealed class McpCall(string id, string tool, JsonElement arguments, McpHost host, Action<int, int, string> progress)
{
    private readonly object _lock = new();
    private readonly RunRecord _run = new();
    private readonly List<string> _errors = [];
    private string? _answer;
    private ToolProcess? _process;
    private readonly HashSet<string> _started = new(StringComparer.Ordinal);
    private int _lines;
    private int _done;
    private int _total;
    private bool _isWhole;
    private volatile bool _isCancelled;

    /// <summary>The request's id, as it was written.</summary>
    public string Id => id;

    /// <summary>Whether it runs hooks: one such call at a time.</summary>
    public bool RunsHooks => tool is "run" or "fix";

    /// <summary>Whether the client wants no answer any more.</summary>
    public bool IsCancelled => _isCancelled;

    /// <summary>Ends the call, be it waiting or running.</summary>
    public void Cancel()
    {
        lock (_lock)
        {
            _isCancelled = true;
            _process?.End();
        }

        host.Calls.Wake();
    }

    /// <summary>Does what was asked for.</summary>
    /// <returns>The result as JSON, or else why there is none, in words.</returns>
    public (string Text, bool IsError) Execute()
    {
        const int Most = 100_000;
        var (text, isError) = Find();
        return text.Length <= Most
            ? (text, isError)
            : (string.Create(
                CultureInfo.InvariantCulture,
                $"The answer has {text.Length:N0} characters, of {Most:N0} that one may have: ask for less, by limit or by names"), true);
    }

    private (string Text, bool IsError) Find()
    {
        ToolArguments own = new(arguments);
        try
        {
            if (tool == "findings")
            {
                return (CleanJson.Object(json => host.Runs.WriteFindings(json, own)), false);
            }

            return RunsHooks && !host.Calls.AwaitTurn(this) ? Cancelled() : InProcess(own);
        }
        catch (HooksException e)
        {
            return (AgentText.Clean(e.Message), true);
        }
        catch (ProcessStartException e)
        {
            return (AgentText.Clean($"{tool} could not be started: {e.Message}"), true);
        }
    }

    // Nobody is told.
    private static (string Text, bool IsError) Cancelled() => ("cancelled", true);

    private (string Text, bool IsError) InProcess(ToolArguments own)
    {
        if (TryStart() is not { } process)
        {
            return Cancelled();
        }

        var exit = process.Wait();
        lock (_lock)
        {
            _process = null;
        }

        if (_answer is { } answer && _isWhole)
        {
            return (CleanJson.Of(Encoding.UTF8.GetBytes(answer)), false);
        }

        if (_run.IsWhole && _isWhole)
        {
            // Of one that was cancelled nobody is told: it is not the last run.
            if (!IsCancelled)
            {
                host.Runs.Add(_run);
            }

            return (CleanJson.Object(json => RunRecords.Write(json, _run, own)), false);
        }

        return (AgentText.Clean(_errors.Count > 0 && _isWhole
            ? string.Join('\n', _errors)
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{tool} did not come to its end ({ProcessEnding.Explain(exit)}): nothing of it counts. {string.Join('\n', _errors)}")), true);
    }

    private ToolProcess? TryStart()
    {
        lock (_lock)
        {
            return _isCancelled ? null : _process = ToolProcess.Start(host.Launcher, tool, arguments.GetRawText(), host.Projects, Receive);
        }
    }

    // A line that is no event means that the stream is damaged: its end does not count then.
    private void Receive(ReadOnlyMemory<byte> line)
    {
        using var document = AgentJson.TryParse(line);
        if (document is null || _isWhole)
        {
            (_lines, _isWhole) = (int.MinValue, false);
            return;
        }

        Receive(document.RootElement);
        _lines++;
    }

    private void Receive(JsonElement told)
    {
        switch (AgentJson.Text(told, "kind"))
        {
            case "answer":
                _answer = AgentJson.Get(told, "value")?.GetRawText();
                break;
            case "problem" when AgentJson.Text(told, "tell") == "error":
                _errors.Add(RunRecord.Message(told));
                break;
            case "selected":
                // A hook starts, and ends.
                _total = 2 * (AgentJson.Get(told, "hooks") is { } count ? count.GetInt32() : 0);
                break;
            case "start":
                _ = _started.Add(AgentJson.Text(told, "name"));
                Tell(1, $"{AgentJson.Text(told, "name")} started");
                break;
            case "hook":
                _run.AddHook(told);
                Tell(_started.Contains(AgentJson.Text(told, "name")) ? 1 : 2, $"{AgentJson.Text(told, "name")}: {AgentJson.Text(told, "outcome")}");
                break;
            case "run":
                _run.AddRun(told);
                break;
            case "end":
                _isWhole = AgentJson.Get(told, "events") is { ValueKind: JsonValueKind.Number } all && all.GetInt32() == _lines;
                break;
        }
    }

    // More each time: the protocol wants that.
    private void Tell(int more, string message)
    {
        const int Longest = 200;
        _done += more;
        if (IsCancelled)
        {
            // Who has cancelled wants to hear no more of it.
            return;
        }

        progress(_done, Math.Max(_total, _done), AgentText.Clean(message, Longest));
    }
}
