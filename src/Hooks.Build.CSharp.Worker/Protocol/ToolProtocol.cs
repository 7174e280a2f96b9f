using System.Text;
using System.Text.Json;
using Hooks.Build.CSharp.Tools;

namespace Hooks.Build.CSharp.Protocol;

/// <summary>
/// What the engine and a worker started with <c>--serve</c> say to each other: one JSON object a line, UTF-8 without a mark, either way.
/// <para>Standard input, from the engine. A run; its fields are those of <see cref="ToolRequest"/>, and any but <c>id</c> and <c>hook</c> may be left out
/// (<c>root</c> is then the current folder); unknown fields are passed over:</para>
/// <code>{"id":1,"hook":"format","root":"/repo","arguments":["--usings"],"files":["src/A.cs"],"fix":false,"cores":2,"configuration":"Debug","state":"/repo/obj/hooks","hooks":"build/Hooks.csproj"}</code>
/// <para>An end of one that runs, with the processes it started; one that is over is no error:</para>
/// <code>{"id":1,"cancel":true}</code>
/// <para>Standard output, from the worker. A line of output, as often as there is one (finding or text; the lines of several runs come mixed, those of one in order):</para>
/// <code>{"id":1,"line":"src/A.cs(3,5): error WHITESPACE: Fix whitespace formatting. Insert '\\s\\s'."}</code>
/// <para>A line of output in which no finding is looked for, such as what a test prints:</para>
/// <code>{"id":1,"text":"  failed Adds_up (12ms)"}</code>
/// <para>The end of a run, once for each and its last answer: the exit code (0 well, 1 something was found, 2 it could not work or was ended) and the
/// milliseconds of processor time it took in this process (processes it started are not in it); <c>cpu</c> is left out where the platform does not tell:</para>
/// <code>{"id":1,"exit":0,"cpu":123.4}</code>
/// <para>Where there was nothing to do, the end says why, which is no success of anything:</para>
/// <code>{"id":1,"exit":0,"idle":"no project is affected"}</code>
/// <para>A line that is no request, or has the id of a run that is not over, is answered with the number 0, and nothing else is touched:</para>
/// <code>{"id":0,"line":"The request is not understood: ...","exit":2}</code>
/// <para>Ids are whole numbers from 1. Any number of requests may be under way. The end of standard input ends all that runs, then the process, with 0.</para>
/// </summary>
internal static class ToolProtocol
{
    /// <summary>Reads a line from the engine.</summary>
    /// <exception cref="JsonException">It is no JSON, or a field holds what it cannot.</exception>
    public static ToolMessage Read(string line)
    {
        Utf8JsonReader reader = new(Encoding.UTF8.GetBytes(line));
        var fields = new RequestFields();
        try
        {
            fields.Read(ref reader);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException)
        {
            // The reader's way to say that a value is of another kind or too large a number.
            throw new JsonException($"a value at byte {reader.TokenStartIndex} is of the wrong kind", e);
        }

        return fields.ToMessage();
    }

    /// <summary>A line of output.</summary>
    public static byte[] Line(int id, string line) => Write(writer =>
    {
        writer.WriteNumber("id", id);
        writer.WriteString("line", line);
    });

    /// <summary>A line of output that is no finding, whatever it looks like.</summary>
    public static byte[] Text(int id, string text) => Write(writer =>
    {
        writer.WriteNumber("id", id);
        writer.WriteString("text", text);
    });

    /// <summary>The end of a run.</summary>
    public static byte[] End(int id, int exit, double? processorTime, string idle = "") => Write(writer =>
    {
        writer.WriteNumber("id", id);
        writer.WriteNumber("exit", exit);
        if (processorTime is { } milliseconds)
            writer.WriteNumber("cpu", Math.Round(milliseconds, 1));
        if (exit == 0 && idle.Length > 0)
            writer.WriteString("idle", idle);
    });

    /// <summary>The answer to a line that is no request.</summary>
    public static byte[] Refusal(string reason) => Write(writer =>
    {
        writer.WriteNumber("id", 0);
        writer.WriteString("line", reason);
        writer.WriteNumber("exit", 2);
    });

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }
}
