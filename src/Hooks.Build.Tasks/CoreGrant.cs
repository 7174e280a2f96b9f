using Microsoft.Build.Framework;

namespace Hooks.Build.Tasks;

/// <summary>
/// Cores asked of MSBuild once, and given back. While hooks run the task yields, so that the node can build other projects.
/// </summary>
internal sealed class CoreGrant : IDisposable
{
    private readonly IBuildEngine _engine;

    public CoreGrant(IBuildEngine engine, int wanted)
    {
        _engine = engine;
        Count = Request(wanted);
        (_engine as IBuildEngine3)?.Yield();
    }

    public int Count { get; }

    public void Dispose()
    {
        try
        {
            (_engine as IBuildEngine9)?.ReleaseCores(Count);
        }
        catch (NotImplementedException)
        {
            // As below.
        }

        (_engine as IBuildEngine3)?.Reacquire();
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
