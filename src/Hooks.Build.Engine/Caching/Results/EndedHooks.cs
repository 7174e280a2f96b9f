using Hooks.Build.Engine.Caching.Keys;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Reporting;

namespace Hooks.Build.Engine.Caching.Results;

/// <summary>
/// Hooks that ran and whose files were not looked at since. To look at all files after each of many hooks takes longer than the hooks: one look, after all of
/// them, tells of each that nobody touched its files from before it began. It comes sooner where much time would be lost if the run were killed.
/// </summary>
/// <param name="keys">Makes keys.</param>
/// <param name="now">Knows what ran since a look.</param>
/// <param name="keep">Remembers what came of a hook.</param>
/// <param name="warn">Is told what goes wrong with a result where the report of its hook is written already.</param>
internal sealed class EndedHooks(KeyMaker keys, HookKeys now, Action<EndedHook> keep, Action<Problem> warn)
{
    // A look takes some two microseconds a file: it is worth twenty times that.
    private static readonly TimeSpan WorthOfFile = TimeSpan.FromMicroseconds(40);

    private readonly object _lock = new();
    private readonly object _keeping = new();
    private List<EndedHook> _waiting = [];
    private TimeSpan _time;

    /// <summary>A hook ended.</summary>
    public void Add(EndedHook hook)
    {
        bool isWorth;
        lock (_lock)
        {
            _waiting.Add(hook);
            _time += hook.Report.Duration;
            isWorth = _time >= keys.Inputs.Listed.Count * WorthOfFile;
        }

        if (isWorth)
        {
            KeepAll();
        }
    }

    /// <summary>Looks at the files of all that wait, and has remembered what came of them.</summary>
    public void KeepAll()
    {
        lock (_keeping)
        {
            // Taken before the look, so that all of them had ended when it begins.
            var ended = Take();
            now.LookAnewIfStale();
            foreach (var hook in ended)
            {
                try
                {
                    keep(hook);
                }
                catch (Exception e)
                {
                    warn(StoreTexts.Unusable(hook.Hook, e));
                }
            }
        }
    }

    private List<EndedHook> Take()
    {
        lock (_lock)
        {
            var taken = _waiting;
            (_waiting, _time) = ([], TimeSpan.Zero);
            return taken;
        }
    }
}
