using Microsoft.Build.Framework;

namespace Hooks.Build.Tasks;

/// <summary>
/// Cores asked of MSBuild once, and given back: some as soon as they are of no more use, the rest at the end. While hooks run the task yields,
/// so that the node can build other projects.
/// </summary>
internal sealed class CoreGrant : IDisposable
{
    private readonly IBuildEngine _engine;
    private readonly object _lock = new();
    private int _held;

    public CoreGrant(IBuildEngine engine, int wanted)
    {
        _engine = engine;
        Count = Request(wanted);
        _held = Count;
        (_engine as IBuildEngine3)?.Yield();
    }

    /// <summary>How many were granted.</summary>
    public int Count { get; }

    /// <summary>Gives some back, but for one that is kept to the end. Any thread may.</summary>
    public void Release(int count)
    {
        lock (_lock)
        {
            GiveBack(Math.Min(count, _held - 1));
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            GiveBack(_held);
        }

        (_engine as IBuildEngine3)?.Reacquire();
    }

    private void GiveBack(int count)
    {
        // MSBuild refuses a number below one.
        if (count < 1)
        {
            return;
        }

        _held -= count;
        try
        {
            (_engine as IBuildEngine9)?.ReleaseCores(count);
        }
        catch (NotImplementedException)
        {
            // As below.
        }
    }

    private int Request(int wanted)
    {
        try
        {
            return Math.Max(1, (_engine as IBuildEngine9)?.RequestCores(wanted) ?? 1);
        }
        catch (NotImplementedException)
        {
            // Task hosts before MSBuild 18 have no scheduler to ask.
            return 1;
        }
    }
}
