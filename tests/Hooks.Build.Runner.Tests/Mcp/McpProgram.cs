using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Hooks.Build.Runner.Tests.Mcp;

/// <summary>The real program <c>hooks mcp</c> at the other end of two pipes: a client that writes whatever it likes.</summary>
internal sealed class McpProgram : IDisposable
{
    private readonly Process _process;
    private readonly List<JsonElement> _passedOver = [];
    private int _id;

    public McpProgram(string folder, params (string Name, string Value)[] variables)
    {
        ProcessStartInfo start = new("dotnet", ["exec", Assembly, "mcp"])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        _ = start.Environment.Remove("HOOKS");
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
    }

    /// <summary>The program for dotnet, as it was built with these tests.</summary>
    public static string Assembly { get; } = Path.Combine(AppContext.BaseDirectory, "Hooks.Build.Runner.dll");

    public int Id => _process.Id;

    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>Writes a line.</summary>
    public void Write(string line)
    {
        _process.StandardInput.Write(line + "\n");
        _process.StandardInput.Flush();
    }

    /// <summary>Sends a request, and tells its id.</summary>
    public int Send(string method, string parameters)
    {
        Write($$"""{"jsonrpc":"2.0","id":{{++_id}},"method":"{{method}}","params":{{parameters}}}""");
        return _id;
    }

    /// <summary>Calls a tool, and tells the request's id.</summary>
    public int Start(string tool, string arguments = "{}") =>
        Send("tools/call", $$"""{"name":"{{tool}}","arguments":{{arguments}},"_meta":{"progressToken":"p{{_id + 1}}"} }""");

    /// <summary>Calls a tool, and waits for its result.</summary>
    public JsonElement Call(string tool, string arguments = "{}") => Answer(Start(tool, arguments)).GetProperty("result");

    /// <summary>Calls a tool that is to succeed.</summary>
    public JsonElement Value(string tool, string arguments = "{}")
    {
        var result = Call(tool, arguments);
        result.TryGetProperty("structuredContent", out var value).ShouldBeTrue(result.GetRawText());
        result.TryGetProperty("isError", out _).ShouldBeFalse();
        return value;
    }

    /// <summary>Calls a tool that is to fail, and tells what it says.</summary>
    public string Error(string tool, string arguments = "{}")
    {
        var result = Call(tool, arguments);
        result.TryGetProperty("isError", out var isError).ShouldBeTrue(result.GetRawText());
        isError.GetBoolean().ShouldBeTrue();
        return result.GetProperty("content")[0].GetProperty("text").GetString()!;
    }

    /// <summary>The next message; <see langword="null"/> at the end. Whatever is written is one JSON object a line.</summary>
    public JsonElement? Next()
    {
        if (_process.StandardOutput.ReadLine() is not { } line)
        {
            return null;
        }

        using var document = JsonDocument.Parse(line);
        document.RootElement.GetProperty("jsonrpc").GetString().ShouldBe("2.0");
        return document.RootElement.Clone();
    }

    /// <summary>The answer to a request; what comes before it is kept for <see cref="Notifications"/>.</summary>
    public JsonElement Answer(int id)
    {
        for (var message = Next(); message is { } known; message = Next())
        {
            if (known.TryGetProperty("id", out var answered) && answered.ValueKind == JsonValueKind.Number && answered.GetInt32() == id)
            {
                return known;
            }

            _passedOver.Add(known);
        }

        throw new EndOfStreamException($"There is no answer to {id}; before its end the program wrote: {string.Join('\n', _passedOver)}");
    }

    /// <summary>What was written beside answers.</summary>
    public IReadOnlyList<JsonElement> Notifications => _passedOver;

    /// <summary>Closes the input, as a client that goes away, and waits for the end.</summary>
    public int End()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        return _process.ExitCode;
    }

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _ = End();
        }

        _process.Dispose();
    }
}
