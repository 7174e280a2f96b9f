using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO.Pipes;
using System.Text;

namespace Hooks.Build.Package.Tests.Kit;

/// <summary>
/// A <c>dotnet</c> that stays for the next command, <c>Hooks.Build.SdkHost</c>: the start of the SDK is most of what a build of a small project costs. It runs
/// one command at a time, since environment and current folder are a process's; two tests at once have two of them. With HOOKS_TEST_SDK_HOST=0 there is none.
/// </summary>
internal sealed class SdkHost
{
    // What tasks and loggers leave behind adds up: some 5 MB a run.
    private const int MostRuns = 100;
    private const long MostMemory = 512L << 20;

    private static readonly bool IsOff = Environment.GetEnvironmentVariable("HOOKS_TEST_SDK_HOST") == "0";
    private static readonly ConcurrentStack<SdkHost> Free = new();

    private readonly Process _process;
    private readonly NamedPipeServerStream _pipe;
    private readonly Task<string> _output;
    private readonly Task<string> _error;
    private int _runs;
    private long _memory;

    private SdkHost(Process process, NamedPipeServerStream pipe)
    {
        _process = process;
        _pipe = pipe;
        _output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        _error = process.StandardError.ReadToEndAsync(CancellationToken.None);
    }

    /// <summary>
    /// Whether a command does the same here as in a process of its own: what is about processes, terminals or nodes of MSBuild has its own, and what does not
    /// build.
    /// </summary>
    public static bool Runs(IReadOnlyList<string> arguments, IEnumerable<(string Name, string Value)> variables) =>
        !IsOff
        && arguments is ["build" or "clean" or "msbuild" or "pack" or "publish" or "restore", ..]
        && !arguments.Any(argument => argument is "-m" or "-graph"
            || argument.StartsWith("-tl:", StringComparison.Ordinal)
            || argument.EndsWith(".slnx", StringComparison.Ordinal))
        && !variables.Any(variable => variable.Name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
            || variable.Name.StartsWith("DOTNET_", StringComparison.OrdinalIgnoreCase));

    /// <summary>Runs <c>dotnet</c>.</summary>
    public static async Task<SdkRun> RunAsync(
        string folder, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, TimeSpan patience)
    {
        if (!Free.TryPop(out var host))
        {
            host = await StartAsync(patience);
        }

        SdkRun run;
        try
        {
            run = await Task.Run(() => host.Ask(folder, arguments, environment)).WaitAsync(patience);
        }
        catch (Exception e) when (e is IOException or TimeoutException)
        {
            host._process.Kill(entireProcessTree: true);
            throw new InvalidOperationException(
                $"dotnet {string.Join(' ', arguments)} did not end in {nameof(SdkHost)}:\n{await host._output}{await host._error}", e);
        }

        if (host._runs < MostRuns && host._memory < MostMemory)
        {
            Free.Push(host);
        }
        else
        {
            host.End();
        }

        return run;
    }

    /// <summary>Ends those that wait.</summary>
    public static void EndAll()
    {
        while (Free.TryPop(out var host))
        {
            host.End();
        }
    }

    private static async Task<SdkHost> StartAsync(TimeSpan patience)
    {
        using CancellationTokenSource enough = new(patience);
        var name = "hooks-sdk-" + Guid.NewGuid().ToString("N");
        NamedPipeServerStream pipe = new(name, PipeDirection.InOut, 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous);
        SdkHost host = new(SdkRun.Start(PackedPackage.Workplace, "dotnet", [PackedPackage.OutputOf("tests", "Hooks.Build.SdkHost"), name]), pipe);
        var connected = pipe.WaitForConnectionAsync(enough.Token);
        if (await Task.WhenAny(connected, host._error) != connected)
        {
            throw new InvalidOperationException($"{nameof(SdkHost)} did not start:\n{await host._output}{await host._error}");
        }

        await connected;
        return host;
    }

    private SdkRun Ask(string folder, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        using MemoryStream request = new();
        using (BinaryWriter writer = new(request, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(folder);
            writer.Write(arguments.Count);
            foreach (var argument in arguments)
            {
                writer.Write(argument);
            }

            writer.Write(environment.Count);
            foreach (var (name, value) in environment)
            {
                writer.Write(name);
                writer.Write(value);
            }
        }

        request.WriteTo(_pipe);
        using BinaryReader reader = new(_pipe, Encoding.UTF8, leaveOpen: true);
        var run = SdkRun.Finished(reader.ReadInt32(), reader.ReadString(), reader.ReadString());
        _memory = reader.ReadInt64();
        _runs++;
        return run;
    }

    private void End()
    {
        _process.Kill();
        _process.Dispose();
        _pipe.Dispose();
    }
}
