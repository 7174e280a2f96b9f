using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Engine.Workers;
using Hooks.Build.Runner.Output;
using Hooks.Build.Runner.Telemetry;
using Microsoft.Win32.SafeHandles;

namespace Hooks.Build.Runner.Events;

/// <summary>
/// Those who listen to a run without having been asked for by who runs hooks: pages of the working tree, of which nobody is told that one did not get
/// everything; a collector that the environment names and methods of the project, of which people are.
/// </summary>
internal sealed class RunListeners : IRunObserver, IAsyncDisposable
{
    private readonly IRunObserver _observer;
    private readonly List<RunOutput> _outputs;
    private readonly List<MethodListener> _methods;

    private readonly ListenerLogs _logs;

    private RunListeners(IRunObserver observer, List<MethodListener> methods, List<RunOutput> others, ListenerLogs logs) => (_observer, _methods, _outputs, _logs) = (observer, methods, [.. methods, .. others], logs);

    /// <summary>Looks who listens.</summary>
    /// <param name="plan">What may be run.</param>
    /// <param name="request">What is run.</param>
    /// <param name="context">The world.</param>
    /// <param name="observer">Is told of the run, too.</param>
    /// <returns><see langword="null"/> where nobody does.</returns>
    public static RunListeners? Of(HookPlan plan, RunRequest request, EngineContext context, IRunObserver observer)
    {
        ListenerLogs logs = new();
        var methods = plan.Listeners.Where(listener => listener.IsOf(request.Stage)).Select(listener => new MethodListener(ListenerProcess.Create(listener, plan, request, context, logs), listener.Name, request, context.Clock)).ToList();

        var others = request.Agent is null ? Others(request, observer) : [];
        return methods.Count + others.Count == 0 ? null : new RunListeners(observer, methods, others, logs);
    }

    public void Began(int hooks)
    {
        _observer.Began(hooks);
        _outputs.ForEach(output => output.Began(hooks));
    }

    public void Warned(Problem problem)
    {
        _observer.Warned(problem);
        _outputs.ForEach(output => output.Warned(problem));
    }

    public void Expected(Func<ExpectedRun> run) => _observer.Expected(run);

    public void HookStarted(PlannedHook hook)
    {
        _observer.HookStarted(hook);
        _outputs.ForEach(output => output.HookStarted(hook));
    }

    public void HookEnded(HookReport report)
    {
        _observer.HookEnded(report);
        _outputs.ForEach(output => output.HookEnded(report));
    }

    public void ProfileEnded(ProfileReport report)
    {
        _observer.ProfileEnded(report);
        _outputs.ForEach(output => output.ProfileEnded(report));
    }

    /// <summary>Tells the end of the run, and waits for those who are waited for.</summary>
    public Task EndAsync(RunReport report)
    {
        _outputs.ForEach(output => output.End(report));
        return WaitAsync(report.Interrupted);
    }

    /// <summary>Tells that the run did not take place.</summary>
    public Task RefuseAsync(IReadOnlyList<Problem> problems)
    {
        _outputs.ForEach(output => output.Refuse(problems));
        return WaitAsync(isInterrupted: false);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var method in _methods)
        {
            await method.DisposeAsync();
        }

        _outputs.ForEach(output => output.Dispose());
    }

    // Not at events of coding agents, of which there are hundreds between two commits.
    private static List<RunOutput> Others(RunRequest request, IRunObserver observer)
    {
        List<RunOutput> others = [];
        if (ListenerFolder.PathOf(request.RepositoryRoot) is { } folder)
        {
            others.AddRange(ListenerFolder.Connect(folder).Select(socket => new EventsOutput(TargetOf(socket), request, _ => { })));
        }

#pragma warning disable CA2000 // the listeners dispose of it
        if (TelemetryOutput.Of(request, observer.Warned) is { } telemetry)
#pragma warning restore CA2000
        {
            others.Add(telemetry);
        }

        return others;
    }

    private async Task WaitAsync(bool isInterrupted)
    {
        var ends = await Task.WhenAll(_methods.Select(method => method.EndAsync(isInterrupted)));
        foreach (var problem in (IEnumerable<Problem?>)[.. ends, .. _logs.Problems])
        {
            if (problem is not null)
            {
                _observer.Warned(problem);
            }
        }
    }

#pragma warning disable CA2000 // the stream owns its handle, and the queue that writes owns the stream
    private static EventTarget TargetOf(int socket) =>
        new("hooks ui", IsFile: false, () => new FileStream(new SafeFileHandle(socket, ownsHandle: true), FileAccess.Write, bufferSize: 0));
#pragma warning restore CA2000
}
