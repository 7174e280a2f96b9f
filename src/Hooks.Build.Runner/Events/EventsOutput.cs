using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Events;

/// <summary>Tells a listener what happens, in the lines that a door gets; the last says how many there were.</summary>
internal class EventsOutput : JsonOutput
{
    private readonly Action<EventQueue> _end;

    /// <summary>Starts to tell.</summary>
    /// <param name="target">Who listens.</param>
    /// <param name="request">What is run.</param>
    /// <param name="warn">Is told once where the listener did not get everything.</param>
    /// <param name="cancellation">Ends the wait for it.</param>
#pragma warning disable CA2000 // Dispose ends the queue
    public EventsOutput(EventTarget target, RunRequest request, Action<Problem> warn, CancellationToken cancellation)
        : this(new EventQueue(target), request, queue =>
        {
            if (queue.End(cancellation) is { } problem)
            {
                warn(problem);
            }
        }) => Queue.Start();
#pragma warning restore CA2000

    /// <summary>Tells into a queue, which somebody starts.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="request">What is run.</param>
    /// <param name="end">Is called when all is told.</param>
    /// <param name="interests">What is told beside starts and ends.</param>
    public EventsOutput(EventQueue queue, RunRequest request, Action<EventQueue> end, RunInterests interests = RunInterests.All)
        : base(new EventStream(queue.ToTerminal(), queue.ToTerminalOfOutput()), request, byLines: true) => (Queue, _end, Wanted) = (queue, end, interests);

    /// <summary>What is told waits here.</summary>
    protected EventQueue Queue { get; }

    public override void End(RunReport report)
    {
        base.End(report);
        End(report.Succeeded);
    }

    public override void Refuse(IReadOnlyList<Problem> problems)
    {
        foreach (var problem in problems)
        {
            Events.TellProblem(problem, EventStream.Error);
        }

        End(succeeded: false);
    }

    public override void Dispose()
    {
        Queue.Dispose();
        base.Dispose();
    }

    private void End(bool succeeded)
    {
        Events.TellEnd(succeeded);
        _end(Queue);
    }
}
