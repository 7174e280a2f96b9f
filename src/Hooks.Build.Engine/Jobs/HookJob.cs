using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Jobs;

/// <summary>One hook and all it needs to run once.</summary>
/// <param name="Hook">The hook.</param>
/// <param name="Request">The run it belongs to.</param>
/// <param name="Files">The files it is given, by path from the root; <see langword="null"/> where it takes none.</param>
/// <param name="Cores">Its share of cores.</param>
/// <param name="Output">Where its output and findings go.</param>
/// <param name="View">Where it finds the repository.</param>
internal sealed record HookJob(PlannedHook Hook, RunRequest Request, IReadOnlyList<string>? Files, int Cores, HookOutput Output, HookView View)
{
    /// <summary>Which hooks changed a file, where several work as one; <see langword="null"/> for the hook itself.</summary>
    public Func<string, IReadOnlyList<string>>? ChangedBy { get; init; }

    /// <summary>What is learned about the hook while it runs.</summary>
    public HookNotes Notes { get; init; } = new();

    /// <summary>Gives it its time once more, as what it had done was lost by no fault of its own that is known.</summary>
    public Action BeginTimeAnew { get; init; } = () => { };

    /// <summary>Absolute path of the folder the hook runs in.</summary>
    public string WorkingDirectory => Hook.WorkingDirectory is null ? View.Root : Path.GetFullPath(Path.Combine(View.Root, Hook.WorkingDirectory));

    /// <summary>How the hook ends where that folder is not there.</summary>
    public Attempt WithoutFolder() => Attempt.Failure($"its working directory {WorkingDirectory} does not exist");
}
