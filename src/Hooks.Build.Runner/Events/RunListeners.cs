using Hooks.Build.Engine.Model;
using Microsoft.Win32.SafeHandles;

namespace Hooks.Build.Runner.Events;

/// <summary>Those who listen to every run of a working tree. They have not been asked for by who runs hooks, so that nobody is told that one did not get everything.</summary>
internal sealed class RunListeners : IRunObserver, IDisposable
{
    private readonly IRunObserver _observer;
    private readonly List<EventsOutput> _outputs;

    private RunListeners(IRunObserver observer, List<EventsOutput> outputs) => (_observer, _outputs) = (observer, outputs);

    /// <summary>Looks who listens.</summary>
    /// <param name="request">What is run.</param>
    /// <param name="observer">Is told of the run, too.</param>
    /// <returns><see langword="null"/> where nobody does, and at events of coding agents, of which there are hundreds between two commits.</returns>
    public static RunListeners? Of(RunRequest request, IRunObserver observer)
    {
        if (request.Agent is not null || ListenerFolder.PathOf(request.RepositoryRoot) is not { } folder)
        {
            return null;
        }

        var outputs = ListenerFolder.Connect(folder).Select(socket => new EventsOutput(TargetOf(socket), request, _ => { })).ToList();
        return outputs.Count == 0 ? null : new RunListeners(observer, outputs);
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

    /// <summary>Tells the end of the run.</summary>
    public void End(RunReport report) => _outputs.ForEach(output => output.End(report));

    /// <summary>Tells that the run did not take place.</summary>
    public void Refuse(IReadOnlyList<Problem> problems) => _outputs.ForEach(output => output.Refuse(problems));

    public void Dispose() => _outputs.ForEach(output => output.Dispose());

#pragma warning disable CA2000 // the stream owns its handle, and the queue that writes owns the stream
    private static EventTarget TargetOf(int socket) =>
        new("hooks ui", IsFile: false, () => new FileStream(new SafeFileHandle(socket, ownsHandle: true), FileAccess.Write, bufferSize: 0));
#pragma warning restore CA2000
}
