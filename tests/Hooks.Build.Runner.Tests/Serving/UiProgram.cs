using System.Diagnostics;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Hooks.Build.Runner.Tests.Mcp;

namespace Hooks.Build.Runner.Tests.Serving;

/// <summary>The real program <c>hooks ui</c>, and those who look at it.</summary>
internal sealed class UiProgram : IDisposable
{
    private readonly Process _process;

    public UiProgram(string folder, params string[] arguments)
        : this(folder, tools: null, arguments)
    {
    }

    /// <summary>Starts it where programs are found in a folder first.</summary>
    public UiProgram(string folder, string? tools, IEnumerable<string> arguments)
    {
        _process = Start(folder, ["ui", .. arguments], tools);
        Address = new Uri(_process.StandardOutput.ReadLine() ?? throw new EndOfStreamException(_process.StandardError.ReadToEnd()));
    }

    /// <summary>What it printed.</summary>
    public Uri Address { get; }

    public int Id => _process.Id;

    /// <summary>What it tells people.</summary>
    public StreamReader Errors => _process.StandardError;

    /// <summary>Starts the program.</summary>
    public static Process Start(string folder, IEnumerable<string> arguments, string? tools = null, params IReadOnlyList<(string Name, string Value)> variables)
    {
        ProcessStartInfo start = new("dotnet", ["exec", McpProgram.Assembly, .. arguments])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _ = start.Environment.Remove("HOOKS");
        start.Environment["PATH"] = (tools is null ? "" : tools + ":") + start.Environment["PATH"];
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Runs the program to its end.</summary>
    public static (int ExitCode, string Output) Run(string folder, params string[] arguments) => Run(folder, arguments, []);

    /// <summary>Runs the program to its end, with variables of its own.</summary>
    public static (int ExitCode, string Output) Run(string folder, string[] arguments, params IReadOnlyList<(string Name, string Value)> variables)
    {
        using var process = Start(folder, arguments, tools: null, variables);
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.GetAwaiter().GetResult());
    }

    /// <summary>Says something over a connection of its own, and reads the answer to its end.</summary>
    public async Task<string> SayAsync(string text)
    {
        using var connection = await ConnectAsync();
        await connection.GetStream().WriteAsync(Encoding.Latin1.GetBytes(text));
        using StreamReader reader = new(connection.GetStream(), Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    /// <summary>A request as a browser sends it.</summary>
    public string Request(string method = "GET", string? path = null, string? host = null, string more = "") =>
        $"{method} {path ?? Address.PathAndQuery} HTTP/1.1\r\nHost: {host ?? Address.Authority}\r\n{more}\r\n";

    public async Task<TcpClient> ConnectAsync()
    {
        TcpClient client = new();
        await client.ConnectAsync(Address.Host, Address.Port);
        return client;
    }

    /// <summary>A browser that has the page open.</summary>
    public async Task<ClientWebSocket> OpenAsync()
    {
        ClientWebSocket socket = new();
        await socket.ConnectAsync(new Uri($"ws://{Address.Authority}/live{Address.Query}"), CancellationToken.None);
        return socket;
    }

    /// <summary>The next message to a browser.</summary>
    public static async Task<JsonElement> NextAsync(ClientWebSocket socket)
    {
        using MemoryStream message = new();
        var buffer = new byte[65536];
        WebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer, CancellationToken.None);
            part.MessageType.ShouldBe(WebSocketMessageType.Text);
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        using var document = JsonDocument.Parse(message.ToArray());
        return document.RootElement.Clone();
    }

    /// <summary>The messages to a browser until the first of a kind, which is the last.</summary>
    public static async Task<List<JsonElement>> UntilAsync(ClientWebSocket socket, string kind)
    {
        List<JsonElement> messages = [];
        do
        {
            messages.Add(await NextAsync(socket));
        }
        while (messages[^1].GetProperty("kind").GetString() != kind);
        return messages;
    }

    /// <summary>Sends a signal.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Waits for its end.</summary>
    public int WaitForExit()
    {
        _process.WaitForExit();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
