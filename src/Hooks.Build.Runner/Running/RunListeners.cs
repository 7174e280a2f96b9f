using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Engine.Workers;
using Hooks.Build.Runner.Events;
using Hooks.Build.Runner.Output;
using Hooks.Build.Runner.Telemetry;
using Microsoft.Win32.SafeHandles;

namespace Hooks.Build.Runner.Running;

/// <summary>
/// Those who listen to a run without having been asked for by who runs hooks: pages of the working tree, of which nobody is told that one did not get
/// everything; a collector that the environment names and methods of the project, of which people are.
/// </summary>
internal sealed class RunListeners : Broadcast, IAsyncDisposable
{
    private readonly IRunObserver _observer;
    private readonly List<MethodListener> _methods;
    private readonly List<RunOutput> _pages;
    private readonly TelemetryOutput? _telemetry;
    private readonly ListenerLogs _logs;
    private readonly CancellationToken _cancellation;

    private RunListeners(
        IRunObserver observer,
        List<MethodListener> methods,
        List<RunOutput> pages,
        TelemetryOutput? telemetry,
        ListenerLogs logs,
        CancellationToken cancellation)
        : base([observer, .. methods, .. pages]) =>
            (_observer, _methods, _pages, _telemetry, _logs, _cancellation) = (observer, methods, pages, telemetry, logs, cancellation);

    /// <summary>Looks who listens.</summary>
    /// <param name="plan">What may be run.</param>
    /// <param name="request">What is run.</param>
    /// <param name="context">The world.</param>
    /// <param name="observer">Is told of the run, too.</param>
    /// <param name="cancellation">Ends all waiting for them.</param>
    /// <returns><see langword="null"/> where nobody does.</returns>
    public static RunListeners? Of(HookPlan plan, RunRequest request, EngineContext context, IRunObserver observer, CancellationToken cancellation)
    {
        ListenerLogs logs = new();
        var methods = Methods(plan, request, context, logs);

        // Not at events of coding agents, of which there are hundreds between two commits.
        var pages = request.Agent is null ? Pages(request, cancellation) : [];
        var telemetry = request.Agent is null ? TelemetryOutput.Of(request, context.Clock) : null;
        return methods.Count + pages.Count == 0 && telemetry is null ? null : new RunListeners(observer, methods, pages, telemetry, logs, cancellation);
    }

    /// <summary>Tells the end of the run, and waits for those who are waited for: for all at the same time.</summary>
    public Task EndAsync(RunReport report) =>
        EndAsync(output => output.End(report), telemetry => telemetry.SendAsync(report, _cancellation), report.Interrupted);

    /// <summary>Tells that the run did not take place.</summary>
    public Task RefuseAsync(IReadOnlyList<Problem> problems) =>
        EndAsync(output => output.Refuse(problems), telemetry => telemetry.SendRefusalAsync(problems, _cancellation), isInterrupted: false);

    public async ValueTask DisposeAsync()
    {
        foreach (var method in _methods)
        {
            await method.DisposeAsync();
        }

        _pages.ForEach(page => page.Dispose());
    }

    private static List<RunOutput> Pages(RunRequest request, CancellationToken cancellation) =>
        ListenerFolder.PathOf(request.RepositoryRoot) is { } folder
            ? [.. ListenerFolder.Connect(folder).Select(socket => new EventsOutput(TargetOf(socket), request, _ => { }, cancellation))]
            : [];

    private async Task EndAsync(Action<RunOutput> tell, Func<TelemetryOutput, Task<Problem?>> send, bool isInterrupted)
    {
        _methods.ForEach(tell);
        var methods = _methods.Select(method => method.EndAsync(isInterrupted, _cancellation)).ToList();
        var pages = _pages.Select(page => Task.Run(() => tell(page), CancellationToken.None)).ToList();
        var telemetry = _telemetry is null ? Task.FromResult<Problem?>(null) : send(_telemetry);
        await Task.WhenAll(pages);
        var ends = await Task.WhenAll([telemetry, .. methods]);
        foreach (var problem in (IEnumerable<Problem?>)[.. ends, .. _logs.Problems])
        {
            if (problem is not null)
            {
                _observer.Warned(problem);
            }
        }
    }

    // In a loop: of most plans there are none, and Select would be looked up in metadata all the same, 2 % of what a commit with one hook takes.
#pragma warning disable CA2000 // who gets the list ends them
    private static List<MethodListener> Methods(HookPlan plan, RunRequest request, EngineContext context, ListenerLogs logs)
    {
        List<MethodListener> methods = [];
        foreach (var listener in plan.Listeners)
        {
            if (listener.IsOf(request.Stage))
            {
                methods.Add(new MethodListener(ListenerProcess.Create(listener, plan, request, context, logs), listener, request, context.Clock));
            }
        }

        return methods;
    }
#pragma warning restore CA2000

#pragma warning disable CA2000 // the stream owns its handle, and the queue that writes owns the stream
    private static EventTarget TargetOf(int socket) =>
        new("hooks ui", IsFile: false, () => new FileStream(new SafeFileHandle(socket, ownsHandle: true), FileAccess.Write, bufferSize: 0));
#pragma warning restore CA2000
}
