using Hooks.Build.Engine.Model;

namespace Hooks.Build.Runner.Exports;

/// <summary>All that is known of a run when it has ended.</summary>
/// <param name="Plan">The plan of which it ran a part.</param>
/// <param name="Request">What was wanted.</param>
/// <param name="Report">What came of it.</param>
/// <param name="Warnings">What was told that failed nothing.</param>
internal sealed record ExportedRun(HookPlan Plan, RunRequest Request, RunReport Report, IReadOnlyList<Problem> Warnings)
{
    /// <summary>The name of the stage, such as <c>PreCommit</c>; empty where the run had none.</summary>
    public string Stage => Request.Stage == HookStages.None ? "" : Request.Stage.ToString();
}
