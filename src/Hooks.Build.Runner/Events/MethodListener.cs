using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Workers;

namespace Hooks.Build.Runner.Events;

/// <summary>Tells a C# method of the run. Its process starts when hooks have, and is not there for a run that has none.</summary>
internal sealed class MethodListener : EventsOutput
{
    private readonly ListenerProcess _process;
    private readonly string _name;
    private readonly TimeProvider _clock;
    private ITimer? _start;
    private bool _hasHooks;

    /// <summary>Listens to a run.</summary>
    /// <param name="process">The process of the method.</param>
    /// <param name="listener">The method.</param>
    /// <param name="request">What is run.</param>
    /// <param name="clock">The clock of the run, whose timers come after its work.</param>
#pragma warning disable CA2000 // Dispose ends the queue
    public MethodListener(ListenerProcess process, PlannedListener listener, RunRequest request, TimeProvider clock)
        : base(
            new EventQueue(new EventTarget(listener.Name, IsFile: false, process.OpenEvents)),
            request,
            queue => queue.Dispose(),
            listener.Output ? RunInterests.All : RunInterests.All & ~RunInterests.Output) =>
        (_process, _name, _clock) = (process, listener.Name, clock);
#pragma warning restore CA2000

    public override void Began(int hooks)
    {
        _hasHooks = hooks > 0;
        base.Began(hooks);
    }

    public override void HookStarted(PlannedHook hook)
    {
        base.HookStarted(hook);
        StartAfterHooks();
    }

    public override void HookEnded(HookReport report)
    {
        base.HookEnded(report);
        StartAfterHooks();
    }

    public override void End(RunReport report)
    {
        Start();
        base.End(report);
    }

    public override void Refuse(IReadOnlyList<Problem> problems)
    {
        Start();
        base.Refuse(problems);
    }

    /// <summary>Waits for the method, after the end.</summary>
    /// <param name="isInterrupted">Whether the run was interrupted, which it is then told.</param>
    /// <param name="cancellation">Ends the wait, and the method, of a run that was not.</param>
    /// <returns>What people are told of it; <see langword="null"/> where all is well.</returns>
    public async Task<Problem?> EndAsync(bool isInterrupted, CancellationToken cancellation)
    {
        if (!_process.IsStarted)
        {
            return null;
        }

        var end = _process.EndAsync(isInterrupted, () => Queue.LeftOut);
        TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = (isInterrupted ? CancellationToken.None : cancellation).Register(over.SetResult);
        return await Task.WhenAny(end, over.Task) == end ? await end
            : new Problem(Codes.Listener, $"Listener '{_name}' was ended by a signal that came when the run was over. The run is what it would have been");
    }

    /// <summary>Ends the process, wherever it is.</summary>
    public async ValueTask DisposeAsync()
    {
        await (_start?.DisposeAsync() ?? default);
        await _process.DisposeAsync();
        Dispose();
    }

    // Those that can start now do so first: this is called for each of them before it does, and a timer waits until there is nothing else to do.
    private void StartAfterHooks() => _start ??= _clock.CreateTimer(_ => Start(), state: null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);

    private void Start()
    {
        if (!_process.IsStarted && _hasHooks)
        {
            _process.Start();
            Queue.Start();
        }
    }
}
