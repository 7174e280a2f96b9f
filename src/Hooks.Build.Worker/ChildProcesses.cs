using System.Collections.Concurrent;

namespace Hooks.Build.Worker;

/// <summary>The child processes that hooks asked for. The engine runs them, so that they end with the hook even if this process dies.</summary>
internal sealed class ChildProcesses
{
    private readonly ConcurrentDictionary<int, TaskCompletionSource<HookProcessResult>> _expected = new();
    private int _last;

    public (int Request, Task<HookProcessResult> Ended) Expect()
    {
        var request = Interlocked.Increment(ref _last);
        TaskCompletionSource<HookProcessResult> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _expected[request] = ended;
        return (request, ended.Task);
    }

    public void Ended(int request, bool started, int exitCode, string output)
    {
        if (!_expected.TryRemove(request, out var ended))
        {
            return;
        }

        if (started)
        {
            _ = ended.TrySetResult(new HookProcessResult(exitCode, output));
        }
        else
        {
            _ = ended.TrySetException(new IOException(output));
        }
    }
}
