using System.Text;
using System.Threading.Channels;
using Hooks.Build.Engine.Processes;

namespace Hooks.Build.Engine.Tests.Fakes;

/// <summary>Starts processes that do what a test makes them do.</summary>
internal sealed class FakeLauncher : IProcessLauncher
{
    private readonly Channel<FakeProcess> _started = Channel.CreateUnbounded<FakeProcess>();
    private readonly List<FakeProcess> _all = [];

    /// <summary>What a process does when it starts. Where it does nothing the test takes the process from <see cref="NextAsync"/> and ends it.</summary>
    public Action<FakeProcess> OnStart { get; set; } = _ => { };

    public IReadOnlyList<FakeProcess> All
    {
        get
        {
            lock (_all)
            {
                return [.. _all];
            }
        }
    }

    /// <summary>A launcher whose processes end at once.</summary>
    public static FakeLauncher ThatExits(params int[] exitCodes)
    {
        var next = -1;
        return new FakeLauncher { OnStart = process => process.Exit(exitCodes[Math.Min(Interlocked.Increment(ref next), exitCodes.Length - 1)]) };
    }

    public IChildProcess Start(ProcessStart start)
    {
        FakeProcess process;
        lock (_all)
        {
            process = new FakeProcess(_all.Count + 1, start);
            _all.Add(process);
        }

        OnStart(process);
        _ = _started.Writer.TryWrite(process);
        return process;
    }

    /// <summary>The next process that was started and nobody has taken yet.</summary>
    public async Task<FakeProcess> NextAsync() => await _started.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(10));
}

internal sealed class FakeProcess(int id, ProcessStart start) : IChildProcess
{
    private readonly TaskCompletionSource<ProcessExit> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Id { get; } = id;

    public ProcessStart Asked { get; } = start;

    public Task<ProcessExit> Completion => _completion.Task;

    /// <summary>The signals received, in order.</summary>
    public List<string> Signals { get; } = [];

    public int? ExitsOnTerminate { get; set; }

    public void Write(string text) => Asked.Output(Encoding.UTF8.GetBytes(text));

    public void Exit(int code = 0) => Exit(new ProcessExit(code));

    public void Exit(ProcessExit exit) => _completion.TrySetResult(exit);

    public void Break(Exception cause) => _completion.TrySetException(cause);

    public void Terminate()
    {
        Signals.Add("terminate");
        if (ExitsOnTerminate is { } code)
        {
            Exit(code);
        }
    }

    public void Kill()
    {
        Signals.Add("kill");
        Exit(137);
    }
}
