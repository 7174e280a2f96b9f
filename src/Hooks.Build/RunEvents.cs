namespace Hooks.Build;

/// <summary>The events of a run, for <c>await foreach</c>. All who read them share them: each event is read once.</summary>
public sealed class RunEvents
{
    private readonly RunContext _run;

    internal RunEvents(RunContext run) => _run = run;

    /// <summary>What <c>await foreach</c> calls.</summary>
#pragma warning disable CA1024 // the name is the compiler's
    public RunEventEnumerator GetAsyncEnumerator() => new(_run);
#pragma warning restore CA1024
}
