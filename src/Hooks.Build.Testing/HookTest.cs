namespace Hooks.Build.Testing;

/// <summary>Runs a hook over files that the test gives, in a folder of its own that is gone afterwards.</summary>
/// <example>
/// <code>
/// var result = await HookTest.RunAsync(RepoHooks.NoDebt, ("src/A.cs", "// DEBT: write this"));
/// Assert.IsFalse(result.Passed);
/// Assert.AreEqual("src/A.cs(1,4): error DEBT001: write an issue", result.Findings[0].ToString());
/// </code>
/// </example>
public static class HookTest
{
    /// <summary>Runs a C# hook in this process, where it can be debugged.</summary>
    /// <param name="hook">The method, by its name: one that can be a hook.</param>
    /// <param name="files">The files the hook is given, by their paths from the repository's root, with <c>/</c>.</param>
    /// <exception cref="ArgumentException">The method cannot be a hook, or a path leads out of the repository.</exception>
    public static Task<HookTestResult> RunAsync(Delegate hook, params (string Path, string Content)[] files) => RunAsync(hook, new HookTestOptions(), files);

    /// <inheritdoc cref="RunAsync(Delegate, ValueTuple{string, string}[])"/>
    /// <param name="hook">The method, by its name: one that can be a hook.</param>
    /// <param name="options">What differs from a plain run.</param>
    /// <param name="files">The files the hook is given, by their paths from the repository's root, with <c>/</c>.</param>
    public static async Task<HookTestResult> RunAsync(Delegate hook, HookTestOptions options, params (string Path, string Content)[] files)
    {
        ArgumentNullException.ThrowIfNull(hook);
        ArgumentNullException.ThrowIfNull(options);
        using var folder = await TestFolder.CreateAsync(options, files);
        return await MethodHook.RunAsync(hook, options, folder);
    }

    /// <summary>Runs a C# hook on an event of a coding agent, in this process.</summary>
    /// <param name="hook">The method, by its name: one that can be a hook.</param>
    /// <param name="agentEvent">The event; see <see cref="HookTestOptions.Event"/>.</param>
    /// <param name="files">The files the hook is given, by their paths from the repository's root, with <c>/</c>.</param>
    /// <exception cref="ArgumentException">The method cannot be a hook, the event has no stage of agents, or a path leads out of the repository.</exception>
    public static Task<HookTestResult> RunAsync(Delegate hook, AgentEvent agentEvent, params (string Path, string Content)[] files)
    {
        ArgumentNullException.ThrowIfNull(agentEvent);
        return RunAsync(hook, new HookTestOptions { Event = agentEvent }, files);
    }

    /// <summary>Runs a command hook, or a ready-made one (<see cref="AgentHooks"/>), on an event of a coding agent.</summary>
    /// <param name="command">The constant.</param>
    /// <param name="agentEvent">The event; see <see cref="HookTestOptions.Event"/>.</param>
    /// <param name="files">The files the hook is given, by their paths from the repository's root, with <c>/</c>.</param>
    /// <exception cref="ArgumentException">The command is malformed or has no effect at the event's stage, the event has no stage of agents, or a path leads
    /// out of the repository.</exception>
    /// <exception cref="NotSupportedException">The hook is about more than one event or hook (<see cref="AgentHooks.ParallelAgents"/>,
    /// <see cref="AgentHooks.CommitChecks"/>).</exception>
    public static Task<HookTestResult> RunAsync(string command, AgentEvent agentEvent, params (string Path, string Content)[] files)
    {
        ArgumentNullException.ThrowIfNull(agentEvent);
        return RunAsync(command, new HookTestOptions { Event = agentEvent }, files);
    }

    /// <summary>
    /// Runs a command hook as the engine runs it: split, with placeholders, without a shell. Ready-made checks (<see cref="StandardHooks"/>) are commands, too.
    /// </summary>
    /// <param name="command">The constant.</param>
    /// <param name="files">The files the hook is given, by their paths from the repository's root, with <c>/</c>.</param>
    /// <exception cref="ArgumentException">The command is malformed, or about files of which the test gives none, no run takes the item, or a path leads out of
    /// the repository.</exception>
    /// <exception cref="NotSupportedException">The command is a hook of Hooks.Build.CSharp, which needs its package's program, or one of coding agents without
    /// an event.</exception>
    public static Task<HookTestResult> RunAsync(string command, params (string Path, string Content)[] files) =>
        RunAsync(command, new HookTestOptions(), files);

    /// <inheritdoc cref="RunAsync(string, ValueTuple{string, string}[])"/>
    /// <param name="command">The constant.</param>
    /// <param name="options">What differs from a plain run.</param>
    /// <param name="files">The files the hook is given, by their paths from the repository's root, with <c>/</c>.</param>
    public static async Task<HookTestResult> RunAsync(string command, HookTestOptions options, params (string Path, string Content)[] files)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(options);
        var hook = CommandHook.Parse(command, options);
        using var folder = await TestFolder.CreateAsync(options, files);
        return await CommandHook.RunAsync(hook, options, folder);
    }

    /// <summary>
    /// Tells a method that listens to runs (<see cref="OnRunAttribute"/>) of one, in this process. It has passed when it returned in time and threw nothing.
    /// </summary>
    /// <param name="listener">The method, by its name.</param>
    /// <param name="events">What happens, in order; then the run is over.</param>
    /// <exception cref="ArgumentException">The method cannot listen to runs.</exception>
    public static Task<HookTestResult> ListenAsync(Delegate listener, params RunEvent[] events) => ListenAsync(listener, new HookTestOptions(), events);

    /// <inheritdoc cref="ListenAsync(Delegate, RunEvent[])"/>
    /// <param name="listener">The method, by its name.</param>
    /// <param name="options">What differs: <see cref="HookTestOptions.Stage"/>, <see cref="HookTestOptions.Timeout"/>,
    /// <see cref="HookTestOptions.Properties"/>, <see cref="HookTestOptions.Name"/> and <see cref="HookTestOptions.Prepare"/> count.</param>
    /// <param name="events">What happens, in order; then the run is over.</param>
    public static async Task<HookTestResult> ListenAsync(Delegate listener, HookTestOptions options, params RunEvent[] events)
    {
        ArgumentNullException.ThrowIfNull(listener);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(events);
        using var folder = await TestFolder.CreateAsync(options, []);
        return await ListenerMethod.RunAsync(listener, options, folder, events);
    }
}
