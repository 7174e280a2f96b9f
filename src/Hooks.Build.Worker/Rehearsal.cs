using Hooks.Build.Engine.Spares;
using Hooks.Build.Engine.Workers;

namespace Hooks.Build.Worker;

/// <summary>
/// Goes through a run with hooks of its own, while the process waits: what the runtime compiles, loads and starts at first use is there when the run comes.
/// No code of the user's takes part.
/// </summary>
internal static class Rehearsal
{
    /// <summary>Runs the hooks below.</summary>
    public static async Task RunAsync(Waiting waiting)
    {
        var (one, other) = SpareSocket.Pair();
        waiting.Rehearse(one, other);
        await using var here = Waiting.StreamOf(one);
        await using var there = Waiting.StreamOf(other);
        WorkerChannel engine = new(here);
        var serving = new Session(there).RunAsync(() => new HookAssembly(typeof(Rehearsal).Assembly, ""), Task.CompletedTask);
        _ = await engine.ReceiveAsync();
        string[] hooks = [nameof(Plain), nameof(WithContext), nameof(Later)];
        for (var i = 0; i < hooks.Length; i++)
        {
            RunCommand command = new(
                i + 1,
                typeof(Rehearsal).FullName!,
                hooks[i],
                i > 0,
                (int)HookStages.PreCommit,
                Path.GetDirectoryName(typeof(Rehearsal).Assembly.Location)!,
                "",
                Fixing: false,
                Cores: 1,
                ["Hooks.Build.Worker.dll"],
                new Dictionary<string, string>(StringComparer.Ordinal) { ["a"] = "b" });
            engine.Send(WorkerMessage.Run, command.Write);
            while (await engine.ReceiveAsync() is { Kind: not WorkerMessage.Ended })
            {
            }
        }

        engine.Send(WorkerMessage.Close);
        _ = await serving;
    }

    private static void Plain() => Console.WriteLine("rehearsal");

    private static bool WithContext(HookContext hook)
    {
        hook.Warning(hook.Files[0].Path, 1, 1, "CODE", "rehearsal");
        return hook.Files.Count == 1;
    }

    private static async Task Later(HookContext hook)
    {
        Console.Error.WriteLine((await hook.Files[0].ReadBytesAsync(hook.Cancellation)).Length);
        await Task.Yield();
    }
}
