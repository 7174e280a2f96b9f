using System.CommandLine;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Fingerprints;
using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Hosting;
using Hooks.Build.Runner.Output;
using Hooks.Build.Runner.Running;
using Hooks.Build.Runner.Watching;

namespace Hooks.Build.Runner.Commands;

/// <summary><c>hooks run --watch</c>: runs that repeat, each with the hooks as they are then.</summary>
/// <param name="parsed">The command line.</param>
/// <param name="options">Its options.</param>
/// <param name="errors">Is told what happens.</param>
/// <param name="interruption">Ends it.</param>
internal sealed class WatchedRuns(ParseResult parsed, RunOptions options, Terminal errors, Interruption interruption)
{
    // For what was written to be told of: on a busy machine that takes a while.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Runs until it is ended.</summary>
    /// <param name="first">What was found out to begin with. What was saved while that took its time nobody has heard of, so it is found out anew.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="IOException">Changes cannot be heard of.</exception>
    public int Execute(OneRun first)
    {
        using RepositoryWatch watch = new(first.Request.RepositoryRoot, first.Request.LogDirectory);
        WatchLoop loop = new(
            watch.Changes,
            new WatchedFiles(() => List(first), path => Content(Path.Combine(first.Request.RepositoryRoot, path))),
            token =>
            {
                var run = Open(token);
                return new WatchedRun(path => run?.MayWrite(path) != false, () => Execute(run, token));
            },
            text => errors.WriteLine("hooks: " + text))
        {
            CatchUp = token => watch.CatchUp(Patience, token),
        };
        try
        {
            loop.Run(interruption.Token);
        }
        catch (OperationCanceledException)
        {
            // Ended while files were listed.
        }

        return interruption.ExitCode ?? ExitCodes.Passed;
    }

    private HashSet<string> List(OneRun first) => EventLoop.Run(
        loop => HookRun.Services(first.Open.States[0], loop).Files.ListAsync(
            first.Request.RepositoryRoot, new FileChoice(FileChoiceKind.All), interruption.Token)).Paths.ToHashSet(StringComparer.Ordinal);

    private static string? Content(string path)
    {
        try
        {
            return PlainFile.Read(path) is { } bytes ? ContentHash.Of(bytes).ToString() : "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // The hooks themselves may have been changed, and be wrong for a while.
    private OneRun? Open(CancellationToken cancellation)
    {
        OneRun? run = null;
        return HooksCommandLine.Guard(() => (run = OneRun.TryOpen(parsed, options, errors, out var code, cancellation)) is null
            ? code
            : ExitCodes.Passed) == ExitCodes.Passed ? run : null;
    }

    // What is saved when the run is over makes nothing stale that its listeners are told.
    private void Execute(OneRun? run, CancellationToken cancellation) =>
        _ = run is null ? ExitCodes.WrongUse : HooksCommandLine.Guard(() => run.Execute(cancellation, interruption.Token));
}
