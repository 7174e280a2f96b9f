using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Git;

/// <summary>
/// During <c>commit -a</c> and <c>commit PATH</c> git commits from an index of that commit alone: what a hook starts must be told of it, or a git in it sees
/// another commit than the one that is made. In a snapshot git has its own.
/// </summary>
internal static class CommitIndexVariable
{
    private const string Name = "GIT_INDEX_FILE";

    /// <summary>Adds the variable where there is such an index.</summary>
    /// <param name="variables">What the process would be given.</param>
    /// <param name="request">The run.</param>
    /// <param name="root">Absolute path of the folder that stands for the repository's root.</param>
    /// <param name="environment">The environment of this process.</param>
    public static IReadOnlyDictionary<string, string> AddTo(
        IReadOnlyDictionary<string, string> variables, RunRequest request, string root, IReadOnlyDictionary<string, string> environment) =>
        request.Stage == HookStages.PreCommit
            && root == request.RepositoryRoot
            && environment.TryGetValue(Name, out var index) && index.EndsWith(".lock", StringComparison.Ordinal)
            && GitRepository.Find(request.RepositoryRoot, environment) is { HasTemporaryIndex: true } repository
                ? new Dictionary<string, string>(variables, StringComparer.Ordinal) { [Name] = repository.IndexFile }
                : variables;
}
