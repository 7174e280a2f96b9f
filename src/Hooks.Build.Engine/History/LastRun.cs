namespace Hooks.Build.Engine.History;

/// <summary>The last run of git, the build or a person that the log of runs tells of.</summary>
/// <param name="Run">The run.</param>
/// <param name="Hooks">Its hooks, as far as they stand near the end of the log.</param>
internal sealed record LastRun(LoggedRun Run, IReadOnlyList<LoggedHook> Hooks)
{
    private const int Bytes = 256 * 1024;

    /// <summary>Reads it from the end of the log; <see langword="null"/> where there is none.</summary>
    /// <param name="folder">Absolute path of the folder of the hooks' logs.</param>
    public static LastRun? Read(string folder)
    {
        var room = new byte[Bytes];
        var left = LogTail.Read(RunLogFormat.PathOf(folder), room).Length;
        LoggedRun? run = null;
        List<LoggedHook> hooks = [];
        while (left > 0)
        {
            var start = room.AsSpan(0, left - 1).LastIndexOf((byte)'\n') + 1;
            var record = RecordReader.Read(room.AsMemory(start, left - start), out _);
            left = start;
            if (run is null)
            {
                run = record as LoggedRun;
            }
            else if (record is LoggedHook hook && hook.Run == run.Run)
            {
                hooks.Add(hook);
            }
            else if (record is not null)
            {
                break;
            }
        }

        hooks.Reverse();
        return run is null ? null : new LastRun(run, hooks);
    }
}
