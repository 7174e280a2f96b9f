using Microsoft.Build.Framework;

namespace Hooks.Build.Tasks;

/// <summary>
/// Cores asked of MSBuild once, and given back: some as soon as they are of no more use, the rest at the end. While hooks run the task yields,
/// so that the node can build other projects.
/// </summary>
internal sealed class CoreGrant(IBuildEngine engine) : IDisposable
{
    private bool _hasYielded;
    private int _held;

    /// <summary>Asks for cores.</summary>
    /// <returns>How many were granted, at least one.</returns>
    public int Request(int wanted)
    {
        var granted = 1;
        try
        {
            granted = Math.Max(1, (engine as IBuildEngine9)?.RequestCores(Math.Max(1, wanted)) ?? 1);
        }
        catch (NotImplementedException)
        {
            // Task hosts before MSBuild 18 have no scheduler to ask.
        }

        _held += granted;
        if (!_hasYielded)
        {
            _hasYielded = true;
            (engine as IBuildEngine3)?.Yield();
        }

        return granted;
    }

    /// <summary>Gives some back, but for one that is kept to the end.</summary>
    public void Release(int count) => GiveBack(Math.Min(count, _held - 1));

    /// <summary>Gives all back.</summary>
    public void Dispose()
    {
        GiveBack(_held);
        if (_hasYielded)
        {
            (engine as IBuildEngine3)?.Reacquire();
        }
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
            (engine as IBuildEngine9)?.ReleaseCores(count);
        }
        catch (NotImplementedException)
        {
            // As above.
        }
    }
}
