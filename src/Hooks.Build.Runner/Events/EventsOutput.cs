using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Events;

/// <summary>Tells a listener what happens, in the lines that a door gets; the last says how many there were.</summary>
internal sealed class EventsOutput : RunOutput
{
    private readonly EventQueue _queue;
    private readonly EventStream _events;
    private readonly JsonOutput _output;
    private readonly Action<EventQueue> _end;

    /// <summary>Starts to tell.</summary>
    /// <param name="target">Who listens.</param>
    /// <param name="request">What is run.</param>
    /// <param name="warn">Is told once where the listener did not get everything.</param>
    /// <param name="cancellation">Ends the wait for it.</param>
    public EventsOutput(EventTarget target, RunRequest request, Action<Problem> warn, CancellationToken cancellation)
        : this(new EventQueue(target), request, queue =>
        {
            if (queue.End(cancellation) is { } problem)
            {
                warn(problem);
            }
        }) => _queue.Start();

    /// <summary>Tells into a queue, which somebody starts.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="request">What is run.</param>
    /// <param name="end">Is called when all is told.</param>
    /// <param name="interests">What is told beside starts and ends.</param>
    public EventsOutput(EventQueue queue, RunRequest request, Action<EventQueue> end, RunInterests interests = RunInterests.All)
    {
        _queue = queue;
        _events = new EventStream(queue.ToTerminal(), queue.ToTerminalOfOutput());
        _output = new JsonOutput(_events, request, byLines: true) { Wanted = interests };
        _end = end;
    }

    public override RunInterests Interests => _output.Interests;

    public override void Warned(Problem problem) => _output.Warned(problem);

    public override void Began(int hooks) => _output.Began(hooks);

    public override void HookStarted(PlannedHook hook) => _output.HookStarted(hook);

    public override void Told(RunDetail detail) => _output.Told(detail);

    public override void HookEnded(HookReport report) => _output.HookEnded(report);

    public override void ProfileEnded(ProfileReport report) => _output.ProfileEnded(report);

    public override void End(RunReport report)
    {
        _output.End(report);
        End(report.Succeeded);
    }

    public override void Refuse(IReadOnlyList<Problem> problems)
    {
        foreach (var problem in problems)
        {
            _events.TellProblem(problem, EventStream.Error);
        }

        End(succeeded: false);
    }

    public override void Dispose()
    {
        _output.Dispose();
        _queue.Dispose();
        base.Dispose();
    }

    private void End(bool succeeded)
    {
        _events.TellEnd(succeeded);
        _end(_queue);
    }
}
