using Hooks.Build.Engine.Jobs;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Workers;

/// <summary>The logs of all listeners of a run. A folder is looked at only where one of them has something for it.</summary>
internal sealed class ListenerLogs
{
    private readonly object _lock = new();
    private readonly Dictionary<string, LogFolder> _folders = new(StringComparer.Ordinal);
    private readonly List<Problem> _problems = [];

    /// <summary>What people are told of the folders.</summary>
    public IReadOnlyList<Problem> Problems
    {
        get
        {
            lock (_lock)
            {
                return [.. _problems];
            }
        }
    }

    /// <summary>Opens the log of a listener.</summary>
    /// <param name="folder">Absolute path of the folder in which it is to be.</param>
    /// <param name="listener">Its name.</param>
    public HookOutput Open(string folder, string listener)
    {
        lock (_lock)
        {
            if (!_folders.TryGetValue(folder, out var logs))
            {
                logs = new LogFolder(folder, Tell);
                _folders.Add(folder, logs);
            }

            return logs.Open(listener);
        }
    }

    // A folder is looked at again when a log is opened, from whichever thread.
    private void Tell(Problem problem)
    {
        lock (_lock)
        {
            _problems.Add(problem);
        }
    }
}
