using System.Diagnostics;

namespace Hooks.Build;

/// <summary>
/// Declares a listener: a static method that is told what happens in each run, as it happens. It changes nothing of the run: nobody waits for it while hooks
/// run, and what it throws or does not do in time is a warning.
/// </summary>
/// <remarks>
/// It takes a <see cref="RunContext"/>, and may take a <see cref="CancellationToken"/> after it; it returns <see langword="void"/> or <see cref="Task"/>. It
/// runs in a process of its own beside the hooks. Listeners of other assemblies are not joined by <see cref="UseHooksAttribute"/>.
/// The compiler reads the attribute and does not write it into the assembly.
/// </remarks>
/// <example>
/// <code>
/// [OnRun(Stages = HookStages.PrePush)]
/// static async Task Notify(RunContext run, CancellationToken token)
/// {
///     await foreach (var happened in run.Events)
///     {
///         if (happened is HookEnded { Failed: true } hook)
///             await SendAsync($"{hook.Name}: {hook.Reason}", token);
///     }
/// }
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
[Conditional("HOOKS_BUILD_KEEP_ATTRIBUTES")]
public sealed class OnRunAttribute : Attribute
{
    /// <summary>
    /// The runs it is told of. A run without a stage counts for each stage but those of coding agents. Default: all stages but those of coding agents, at which
    /// there are hundreds of runs between two commits.
    /// </summary>
    public HookStages Stages { get; set; } =
        HookStages.Build | HookStages.PreCommit | HookStages.CommitMsg | HookStages.PrePush | HookStages.PostMerge | HookStages.PostCheckout | HookStages.Manual;

    /// <summary>
    /// Time in seconds that it has when the run is over, 1 to 60. Half a second before the end of it its token is cancelled, and with it its process ends.
    /// Default: 5.
    /// </summary>
    public int Timeout { get; set; } = 5;

    /// <summary>Whether it is told what hooks write, while they do (<see cref="HookWrote"/>). Default: false.</summary>
    public bool Output { get; set; }

    /// <summary>Environment variables it is given beyond the base set; <c>["*"]</c> passes all. Default: none.</summary>
    public string[] Environment { get; set; } = [];

    /// <summary>What it is for, shown in lists.</summary>
    public string? Description { get; set; }
}
