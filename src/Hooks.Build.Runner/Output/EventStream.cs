using System.Text;
using System.Text.Json;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Runner.Output;

/// <summary>
/// What other programs read of this one: JSON objects, a line each, that begin with <c>version</c> and <c>kind</c>. docs/doors.md has them all.
/// </summary>
/// <param name="terminal">Where they go.</param>
/// <param name="output">Where those go that tell what hooks write; <see langword="null"/> for the same place.</param>
internal sealed class EventStream(Terminal terminal, Terminal? output = null)
{
    /// <summary>A door tells it as an error.</summary>
    public const string Error = "error";

    /// <summary>A door tells it as a warning.</summary>
    public const string Warning = "warning";

    /// <summary>A door tells it without being asked.</summary>
    public const string Info = "info";

    /// <summary>A door tells it where somebody wants to know more.</summary>
    public const string Detail = "detail";

    /// <summary>A door does not tell it.</summary>
    public const string Nothing = "nothing";

    private const int Version = 1;

    // Hooks end on several threads where the run is not on its caller's loop, and a line is a line.
    private readonly object _lock = new();
    private int _told;

    /// <summary>Tells one event.</summary>
    public void Tell(string kind, Action<Utf8JsonWriter> write) => Tell(kind, terminal, write);

    /// <summary>Tells what a hook writes.</summary>
    public void TellOutput(Action<Utf8JsonWriter> write) => Tell("output", output ?? terminal, write);

    /// <summary>Tells everything at once, for people's eyes too.</summary>
    public void TellWhole(Action<Utf8JsonWriter> write) => Write(terminal, indented: true, write);

    /// <summary>Tells a problem.</summary>
    public void TellProblem(Problem problem, string tell) => Tell("problem", json => Write(json, problem, tell));

    /// <summary>Tells problems.</summary>
    public void TellProblems(IEnumerable<Problem> problems, string tell)
    {
        foreach (var problem in problems)
        {
            TellProblem(problem, tell);
        }
    }

    /// <summary>Tells people something.</summary>
    public void TellText(string text) => Tell("text", json => json.WriteString("text", text));

    /// <summary>Tells that this was all, and how much it was: whoever has not read as much knows that something is missing.</summary>
    public void TellEnd(bool succeeded)
    {
        lock (_lock)
        {
            Tell("end", json =>
            {
                json.WriteBoolean("succeeded", succeeded);
                json.WriteNumber("events", _told);
            });
        }
    }

    /// <summary>Answers the door.</summary>
    public void TellResult(string name, string value) => Tell("result", json =>
    {
        json.WriteString("name", name);
        json.WriteString("value", value);
    });

    /// <summary>Writes the members of a problem.</summary>
    public static void Write(Utf8JsonWriter json, Problem problem, string tell)
    {
        json.WriteString("code", problem.Code);
        json.WriteString("message", PlainText.Of(problem.Message));
        json.WriteString("file", problem.File ?? "");
        json.WriteNumber("line", problem.Line);
        json.WriteNumber("column", problem.Column);
        json.WriteString("tell", tell);
    }

    private void Tell(string kind, Terminal place, Action<Utf8JsonWriter> write) => Write(place, indented: false, json =>
    {
        json.WriteString("kind", kind);
        write(json);
    });

    private void Write(Terminal place, bool indented, Action<Utf8JsonWriter> write)
    {
        var buffer = JsonBuffer.OfObject(JsonBuffer.Unescaped with { Indented = indented }, json =>
        {
            json.WriteNumber("version", Version);
            write(json);
        });
        lock (_lock)
        {
            place.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
            _told++;
        }
    }
}
