namespace Hooks.Build.Engine.Workers;

/// <summary>A process that hooks share: it starts with the first of them, and is replaced when it is lost.</summary>
/// <typeparam name="T">The process.</typeparam>
/// <param name="start">Starts one.</param>
/// <param name="isLost">Whether one has ended before its time.</param>
internal sealed class SharedProcess<T>(Func<CancellationToken, Task<T>> start, Func<T, bool> isLost) : IAsyncDisposable
    where T : class, IAsyncDisposable
{
    private readonly object _lock = new();
    private readonly List<Task<T>> _started = [];
    private readonly CancellationTokenSource _closing = new();

    /// <summary>The process; a fresh one where the last was lost.</summary>
    public Task<T> GetAsync()
    {
        lock (_lock)
        {
            if (_started is [.., var last] && !(last.IsCompletedSuccessfully && isLost(last.Result)))
            {
                return last;
            }

            var starting = start(_closing.Token);
            _started.Add(starting);
            return starting;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        foreach (var starting in _started)
        {
            try
            {
                await (await starting).DisposeAsync();
            }
            catch (Exception)
            {
                // It never came up; the hooks that needed it have said so.
            }
        }

        _closing.Dispose();
    }
}
