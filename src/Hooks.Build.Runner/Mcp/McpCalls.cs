using System.Globalization;

namespace Hooks.Build.Runner.Mcp;

/// <summary>
/// The calls of a server that wait or run, in the order in which they came. Those that run hooks have their turn in it: two would be in each other's way.
/// </summary>
internal sealed class McpCalls
{
    private const int Most = 16;

    private readonly object _lock = new();
    private readonly List<McpCall> _calls = [];
    private bool _isOver;

    /// <summary>Adds a call behind all others.</summary>
    /// <returns>Why it was not added; <see langword="null"/> where it was.</returns>
    public string? TryAdd(McpCall call)
    {
        lock (_lock)
        {
            if (_isOver)
            {
                return "The server comes to its end: nothing is begun any more";
            }

            if (_calls.Exists(other => other.Id == call.Id))
            {
                return "A call with this id still runs: each request needs an id of its own";
            }

            if (_calls.Count >= Most)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{Most} calls run or wait already: wait for one of them, or cancel it");
            }

            _calls.Add(call);
            return null;
        }
    }

    /// <summary>Waits until no call that runs hooks is before this one.</summary>
    /// <returns>Whether it is the call's turn, until <see cref="Remove"/>; not where it is cancelled.</returns>
    public bool AwaitTurn(McpCall call)
    {
        lock (_lock)
        {
            while (!call.IsCancelled && _calls.Find(other => other == call || other.RunsHooks) != call)
            {
                _ = Monitor.Wait(_lock);
            }

            return !call.IsCancelled;
        }
    }

    /// <summary>Takes out a call that has come to its end, wherever it stands.</summary>
    public void Remove(McpCall call)
    {
        lock (_lock)
        {
            _ = _calls.Remove(call);
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Cancels a call. Of one that is not known, or has its answer already, nobody need hear.</summary>
    public void Cancel(string id)
    {
        McpCall? call;
        lock (_lock)
        {
            call = _calls.Find(other => other.Id == id);
        }

        call?.Cancel();
    }

    /// <summary>Cancels all calls, and takes no more.</summary>
    public void CancelAll()
    {
        McpCall[] calls;
        lock (_lock)
        {
            _isOver = true;
            calls = [.. _calls];
        }

        Array.ForEach(calls, call => call.Cancel());
    }

    /// <summary>Lets those who wait look whether they are cancelled.</summary>
    public void Wake()
    {
        lock (_lock)
        {
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Waits until there are none.</summary>
    /// <param name="patience">How long at most.</param>
    public void AwaitNone(TimeSpan patience)
    {
        var until = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        lock (_lock)
        {
            while (_calls.Count > 0 && until - Environment.TickCount64 is > 0 and var left)
            {
                _ = Monitor.Wait(_lock, (int)left);
            }
        }
    }
}
