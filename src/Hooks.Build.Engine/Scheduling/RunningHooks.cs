using System.Threading.Channels;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Scheduling;

/// <summary>The hooks that run now.</summary>
/// <param name="run">Runs one.</param>
/// <param name="onCallersLoop">They run on the thread of the caller, whose loop takes what comes after each <see langword="await"/>; else on the pool.</param>
internal sealed class RunningHooks(RunHook run, bool onCallersLoop)
{
    private readonly Dictionary<int, RunningHook> _hooks = [];
    private readonly HashSet<int> _indices = [];
    private readonly Channel<HookReport?> _ends = Channel.CreateUnbounded<HookReport?>(new UnboundedChannelOptions { SingleReader = true });

    public int Count => _hooks.Count;

    public IReadOnlyCollection<RunningHook> All => _hooks.Values;

    /// <summary>The indices of those that run.</summary>
    public IReadOnlySet<int> Indices => _indices;

    public void Start(RunningHook hook)
    {
        _hooks.Add(hook.Hook.Index, hook);
        _ = _indices.Add(hook.Hook.Index);
        _ = onCallersLoop ? RunAndTellAsync(hook) : Task.Run(() => RunAndTellAsync(hook), CancellationToken.None);
    }

    /// <summary>Counts a hook as no longer running.</summary>
    public RunningHook End(int index)
    {
        _ = _hooks.Remove(index, out var hook);
        _ = _indices.Remove(index);
        hook!.Dispose();
        return hook;
    }

    /// <summary>Waits for the next end; <see langword="null"/> where it was woken.</summary>
    public ValueTask<HookReport?> NextAsync() => _ends.Reader.ReadAsync(CancellationToken.None);

    /// <summary>Wakes who waits for an end.</summary>
    public void Wake() => _ends.Writer.TryWrite(item: null);

    private async Task RunAndTellAsync(RunningHook hook)
    {
        // The scheduler goes on first.
        await Task.Yield();
        await _ends.Writer.WriteAsync(await hook.RunAsync(run), CancellationToken.None);
    }
}
