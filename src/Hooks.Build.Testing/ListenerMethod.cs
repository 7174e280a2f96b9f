namespace Hooks.Build.Testing;

/// <summary>Runs methods that listen to runs.</summary>
internal static class ListenerMethod
{
    /// <summary>Runs one, and tells it of a run.</summary>
    public static async Task<HookTestResult> RunAsync(Delegate listener, HookTestOptions options, TestFolder folder, IReadOnlyList<RunEvent> events)
    {
        var run = Call(listener);
        using CancellationTokenSource end = new(options.Timeout);
        ToldRun context = new(options.Name ?? listener.Method.Name, options, folder.Root, events, end.Token);
        string message;
        try
        {
            // One that does not look at its token is not waited for either; one that does may return before that is seen.
            await Task.Run(() => run(context), CancellationToken.None).WaitAsync(end.Token);
            message = end.IsCancellationRequested ? Late(options) : "";
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            message = Late(options);
        }
#pragma warning disable CA1031 // whatever a listener throws is what came of it
        catch (Exception e)
#pragma warning restore CA1031
        {
            message = e.ToString();
        }

        return new(message.Length == 0, [], message, "", folder.Read());
    }

    private static string Late(HookTestOptions options) => $"it ran into its time limit of {options.Timeout}";

    private static Func<RunContext, Task> Call(Delegate listener) => listener switch
    {
        Action<RunContext> run => context => Done(() => run(context)),
        Action<RunContext, CancellationToken> run => context => Done(() => run(context, context.Cancellation)),
        Func<RunContext, Task> run when Returns(listener) => context => run(context) ?? throw NoTask(),
        Func<RunContext, CancellationToken, Task> run when Returns(listener) => context => run(context, context.Cancellation) ?? throw NoTask(),
        _ =>
            throw new ArgumentException(
                $"{listener.Method.Name} cannot listen to runs: a listener takes a RunContext, and may take a CancellationToken after it, and returns void or Task.",
                nameof(listener)),
    };

    // A delegate of Task takes a method of Task<bool> as well, and the compiler does not.
    private static bool Returns(Delegate listener) => listener.Method.ReturnType == typeof(Task);

    private static Task Done(Action run)
    {
        run();
        return Task.CompletedTask;
    }

    private static InvalidOperationException NoTask() => new("The listener returned no task (null).");

    private sealed class ToldRun(string name, HookTestOptions options, string root, IReadOnlyList<RunEvent> events, CancellationToken cancellation) : RunContext
    {
        private int _next = -1;

        public override string Name => name;

        public override HookStages Stage => TestEvent.StageOf(options);

        public override string RepositoryRoot => root;

        public override IReadOnlyDictionary<string, string> Properties => options.Properties;

        public override CancellationToken Cancellation => cancellation;

        public override Task<RunEvent?> NextAsync() => cancellation.IsCancellationRequested
            ? Task.FromCanceled<RunEvent?>(cancellation)
            : Task.FromResult(Interlocked.Increment(ref _next) is var at && at < events.Count ? events[at] : null);
    }
}
