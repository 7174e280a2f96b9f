using Hooks.Build.Engine.Plans;
using Hooks.Build.Engine.Selecting;

namespace Hooks.Build.Engine.Executing;

/// <summary>One hook and all it needs to run once.</summary>
/// <param name="Hook">The hook.</param>
/// <param name="Request">The run it belongs to.</param>
/// <param name="Files">The files it is given, by path from the root; <see langword="null"/> where it takes none.</param>
/// <param name="Cores">Its share of cores.</param>
/// <param name="Output">Where its output and findings go.</param>
internal sealed record HookJob(PlannedHook Hook, RunRequest Request, IReadOnlyList<string>? Files, int Cores, HookOutput Output)
{
    /// <summary>Absolute path of the folder the hook runs in.</summary>
    public string WorkingDirectory => FolderOf(Hook, Request);

    /// <summary>Absolute path of the folder a hook runs in.</summary>
    public static string FolderOf(PlannedHook hook, RunRequest request) =>
        hook.WorkingDirectory is null ? request.RepositoryRoot : Path.GetFullPath(Path.Combine(request.RepositoryRoot, hook.WorkingDirectory));
}
