namespace Hooks.Build;

/// <summary>
/// What a C# hook is given: the files to check, the means to report, the time it has. To test a hook, hand it a
/// <see cref="Testing.TestHookContext"/>.
/// </summary>
public abstract class HookContext
{
    /// <summary>The hook's name.</summary>
    public abstract string Name { get; }

    /// <summary>The item of <see cref="HookAttribute.Matrix"/> that this hook is about; empty for a hook without one.</summary>
    public virtual string Item => "";

    /// <summary>The event of a coding agent that the hook is about; <see langword="null"/> at other stages.</summary>
    public virtual AgentEvent? Agent => null;

    /// <summary>The stage that runs; <see cref="HookStages.None"/> where hooks of every stage run.</summary>
    public abstract HookStages Stage { get; }

    /// <summary>Absolute path of the repository's root folder.</summary>
    public abstract string RepositoryRoot { get; }

    /// <summary>The files that match the hook's globs, sorted by path. Empty for a hook without <see cref="HookAttribute.Files"/>.</summary>
    public abstract IReadOnlyList<HookFile> Files { get; }

    /// <summary>Whether the hook should repair what it finds.</summary>
    public abstract bool Fixing { get; }

    /// <summary>The hook's share of cores, at least 1: how many files <see cref="ForEachFileAsync"/> visits at a time.</summary>
    public abstract int Cores { get; }

    /// <summary>Cancelled when the hook's time is over or the run stops. A hook that ignores it is ended with its process.</summary>
    public abstract CancellationToken Cancellation { get; }

    /// <summary>Values from the build, such as <c>Configuration</c>; names without case.</summary>
    public abstract IReadOnlyDictionary<string, string> Properties { get; }

    /// <summary>Reports a finding. An error fails the hook.</summary>
    public abstract void Report(HookFinding finding);

    /// <summary>
    /// Runs a child process in the hook's working directory, by default the repository root, under the hook's remaining time; at its end the whole process tree
    /// is ended.
    /// </summary>
    /// <param name="fileName">The program, found on PATH as the hook's commands are.</param>
    /// <param name="arguments">Its arguments, each passed as it is: no shell, no quoting.</param>
    /// <returns>Exit code and output. A non-zero exit code is no exception.</returns>
    /// <exception cref="IOException">The program cannot be found or started; the message has the folders searched.</exception>
    /// <exception cref="OperationCanceledException">The hook's time is over or the run stops.</exception>
    public abstract Task<HookProcessResult> RunAsync(string fileName, params string[] arguments);

    /// <summary>Visits all <see cref="Files"/>, several at a time (<see cref="Cores"/>), large ones first. The first exception ends the visit.</summary>
    /// <param name="visit">Called once a file, with a token that is cancelled with the hook.</param>
    public async Task ForEachFileAsync(Func<HookFile, CancellationToken, Task> visit)
    {
        if (visit is null)
        {
            throw new ArgumentNullException(nameof(visit));
        }

        var files = Cores > 1 ? VisitOrder.LargeFirst(Files) : Files;
        var next = -1;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var visitors = new Task[Math.Min(Math.Max(1, Cores), files.Count)];
        for (var i = 0; i < visitors.Length; i++)
        {
            visitors[i] = Task.Run(VisitAsync);
        }

        await Task.WhenAll(visitors).ConfigureAwait(false);

        async Task VisitAsync()
        {
            int index;
            while ((index = Interlocked.Increment(ref next)) < files.Count)
            {
                stop.Token.ThrowIfCancellationRequested();
                try
                {
                    await visit(files[index], stop.Token).ConfigureAwait(false);
                }
                catch
                {
                    stop.Cancel();
                    throw;
                }
            }
        }
    }

    /// <summary>Reports an error, which fails the hook.</summary>
    /// <inheritdoc cref="Report(HookFile, int, int, string, string, HookFindingLevel)" path="/param"/>
    public void Error(HookFile file, int line, int column, string code, string message) =>
        Report(file, line, column, code, message, HookFindingLevel.Error);

    /// <summary>Reports an error, which fails the hook.</summary>
    /// <inheritdoc cref="HookFinding(HookFindingLevel, string, int, int, string, string)" path="/param"/>
    public void Error(string file, int line, int column, string code, string message) =>
        Report(new HookFinding(HookFindingLevel.Error, file, line, column, code, message));

    /// <summary>Reports an error that no file is to blame for, which fails the hook.</summary>
    public void Error(string message) => Error("", 0, 0, "", message);

    /// <summary>Reports a warning.</summary>
    /// <inheritdoc cref="Report(HookFile, int, int, string, string, HookFindingLevel)" path="/param"/>
    public void Warning(HookFile file, int line, int column, string code, string message) =>
        Report(file, line, column, code, message, HookFindingLevel.Warning);

    /// <summary>Reports a warning.</summary>
    /// <inheritdoc cref="HookFinding(HookFindingLevel, string, int, int, string, string)" path="/param"/>
    public void Warning(string file, int line, int column, string code, string message) =>
        Report(new HookFinding(HookFindingLevel.Warning, file, line, column, code, message));

    /// <summary>Reports a warning that no file is to blame for.</summary>
    public void Warning(string message) => Warning("", 0, 0, "", message);

    /// <summary>Reports a piece of information.</summary>
    /// <inheritdoc cref="Report(HookFile, int, int, string, string, HookFindingLevel)" path="/param"/>
    public void Info(HookFile file, int line, int column, string code, string message) =>
        Report(file, line, column, code, message, HookFindingLevel.Info);

    /// <summary>Reports a piece of information.</summary>
    /// <inheritdoc cref="HookFinding(HookFindingLevel, string, int, int, string, string)" path="/param"/>
    public void Info(string file, int line, int column, string code, string message) =>
        Report(new HookFinding(HookFindingLevel.Info, file, line, column, code, message));

    /// <summary>Reports a piece of information that is about no file.</summary>
    public void Info(string message) => Info("", 0, 0, "", message);

    /// <summary>Reports a finding in one of the hook's files.</summary>
    /// <param name="file">The file.</param>
    /// <param name="line">Line, from 1; 0 where unknown.</param>
    /// <param name="column">Column, from 1; 0 where unknown.</param>
    /// <param name="code">Short code such as <c>TODO001</c>; may be empty.</param>
    /// <param name="message">The text.</param>
    /// <param name="level">How serious it is.</param>
    private void Report(HookFile file, int line, int column, string code, string message, HookFindingLevel level) =>
        Report(new HookFinding(level, (file ?? throw new ArgumentNullException(nameof(file))).Path, line, column, code, message));
}
