namespace Hooks.Build.Engine.Caching.Results;

/// <summary>
/// Hooks that ran and whose files were not looked at since. To look at all files after each of many hooks takes longer than the hooks: one look, after all of
/// them, tells of each that nobody touched its files from before it began. It comes sooner where much time would be lost if the run were killed.
/// </summary>
/// <param name="files">How many files there are to look at.</param>
internal sealed class EndedHooks(int files)
{
    // A look takes some two microseconds a file: it is worth twenty times that.
    private static readonly TimeSpan WorthOfFile = TimeSpan.FromMicroseconds(40);

    private readonly object _lock = new();
    private List<EndedHook> _waiting = [];
    private TimeSpan _time;

    /// <summary>A hook ended.</summary>
    /// <returns>Whether what waits is worth a look now.</returns>
    public bool Add(EndedHook hook)
    {
        lock (_lock)
        {
            _waiting.Add(hook);
            _time += hook.Report.Duration;
            return _time >= files * WorthOfFile;
        }
    }

    /// <summary>Takes all that wait.</summary>
    public IReadOnlyList<EndedHook> Take()
    {
        lock (_lock)
        {
            var taken = _waiting;
            (_waiting, _time) = ([], TimeSpan.Zero);
            return taken;
        }
    }
}
