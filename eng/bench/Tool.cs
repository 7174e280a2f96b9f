using System.Diagnostics;
using System.Text;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Running;

namespace Hooks.Build.Bench;

/// <summary>What a child process did.</summary>
internal sealed record ToolResult(string Output, double Milliseconds);

/// <summary>Runs a program to its end, in the environment of a fresh shell: nothing of the SDK that started this program, no mark of a hook.</summary>
internal static class Tool
{
    private static readonly IProcessLauncher Launcher = EngineServices.Create(worker: null).Launcher;
    private static readonly Dictionary<string, string> Environment = Clean();

    /// <summary>Runs a program.</summary>
    /// <exception cref="BenchException">It failed.</exception>
    public static async Task<ToolResult> RunAsync(string folder, string program, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        if (!ToolPath.TryFind(program, folder, Environment, out var path, out var searched))
        {
            throw new BenchException($"{program} was not found; searched {searched}.");
        }

        using MemoryStream output = new();
        var started = Stopwatch.GetTimestamp();
        var child = Launcher.Start(new ProcessStart(path, arguments, folder, Environment, data => output.Write(data)));
        await using var stop = cancellation.Register(child.Kill);
        var exit = await child.Completion;
        var elapsed = Stopwatch.GetElapsedTime(started);
        cancellation.ThrowIfCancellationRequested();
        var text = Encoding.UTF8.GetString(output.ToArray());
        return exit.ExitCode == 0
            ? new ToolResult(text, elapsed.TotalMilliseconds)
            : throw new BenchException($"{program} {string.Join(' ', arguments)} ended with exit code {exit.ExitCode} in {folder}:\n{text}");
    }

    private static Dictionary<string, string> Clean()
    {
        Dictionary<string, string> variables = new(HookEnvironment.For(HookEnvironment.OfThisProcess(), ["*"]), StringComparer.Ordinal);
        _ = variables.Remove("HooksRunning");
        _ = variables.Remove("HOOKS");

        // What is kept of projects is of those who work here.
        var state = Directory.CreateTempSubdirectory("hooks-bench-state-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(state, recursive: true);
        variables["XDG_STATE_HOME"] = state;
        return variables;
    }
}
