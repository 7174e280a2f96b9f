using System.Collections.Concurrent;
using Hooks.Build.Engine.Caching.Store;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Engine.Staging;

namespace Hooks.Build.Engine.Running;

/// <summary>What the engine takes from the world, and what it puts together of its rooms. Tests hand in fakes.</summary>
public sealed record EngineServices : EngineContext
{
    /// <summary>How staged content is handed to hooks and repaired; <see langword="null"/> where hooks work on the working tree alone.</summary>
    internal Func<RunRequest, IReadOnlyList<StagedFile>, TimeProvider, StagedContent?>? Stage { get; init; }

    /// <summary>Where machines share results; <see langword="null"/> where they do not.</summary>
    internal Func<RunRequest, IRemoteResults?>? Remote { get; init; }

    /// <summary>Hooks run on the thread of the caller, whose loop takes what comes after each <see langword="await"/>; else on the pool.</summary>
    public bool OnCallersLoop { get; init; }

    /// <summary>
    /// Who lends the cores of the run takes those back that it has no more use for (<see cref="CoresDetail"/>): it then uses no more than are left. One is
    /// always kept.
    /// </summary>
    public bool GivesCoresBack { get; init; }

    /// <summary>The real world.</summary>
    /// <param name="worker">How C# hooks are run.</param>
    public static EngineServices Create(WorkerOptions? worker) => Create(worker, SystemLauncher.Create());

    /// <summary>The real world, with processes started by a given launcher.</summary>
    internal static EngineServices Create(WorkerOptions? worker, IProcessLauncher launcher) => Create(worker, launcher, HookEnvironment.OfThisProcess());

    /// <summary>The real world as it is with a given environment.</summary>
    internal static EngineServices Create(WorkerOptions? worker, IProcessLauncher launcher, IReadOnlyDictionary<string, string> environment)
    {
        // Looked for once: a run speaks of one repository to its end.
        ConcurrentDictionary<string, GitProgram?> found = new(StringComparer.Ordinal);
        return new EngineServices
        {
            Launcher = launcher,
            Clock = TimeProvider.System,
            Environment = environment,
            Files = new GitFileSource(GitOf),
            Worker = worker,
            Git = GitOf,
            Stage = (request, files, clock) => GitOf(request.RepositoryRoot) is { } git ? new StagedContent(git, request, files, clock) : null,
        };

        GitProgram? GitOf(string root) => found.GetOrAdd(root, folder => GitProgram.Find(folder, launcher, environment));
    }
}
