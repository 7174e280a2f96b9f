using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Plans;
using Microsoft.Build.Framework;

namespace Hooks.Build.Tasks;

/// <summary>What the tasks about a plan have in common: they read it.</summary>
public abstract class HooksTask : ReportingTask
{
    /// <summary>Absolute path of the assembly that carries the plan.</summary>
    [Required]
    public string Assembly { get; set; } = "";

    /// <inheritdoc />
    protected sealed override void Work() => Execute(PlanReader.Read(Assembly));

    /// <summary>Does the task's work.</summary>
    /// <exception cref="HooksException">It cannot be done.</exception>
    protected abstract void Execute(HookPlan plan);
}
