namespace Hooks.Build.Engine.Processes;

/// <summary>
/// Starts processes by <c>posix_spawn</c>, each in a process group of its own. <see cref="System.Diagnostics.Process"/> offers no groups on Unix
/// (dotnet/runtime#44944) and takes several times as long. A watchdog ends the groups should this process be killed.
/// </summary>
public sealed class PosixLauncher : IProcessLauncher, IDisposable
{
    private readonly Watchdog _watchdog = new();

    /// <inheritdoc />
    public IChildProcess Start(ProcessStart start)
    {
        var (read, write) = PosixPipe.Create();
        try
        {
            var id = PosixSpawn.Start(start, write);
            if (start.EndsByItself)
            {
                return new PosixProcess(id, read, start.Output, () => { });
            }

            _watchdog.Add(id);
            return new PosixProcess(id, read, start.Output, () => _watchdog.Remove(id));
        }
        catch
        {
            _ = Libc.Close(read);
            throw;
        }
        finally
        {
            _ = Libc.Close(write);
        }
    }

    /// <summary>Ends the watchdog.</summary>
    public void Dispose() => _watchdog.Dispose();
}
