using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Reporting;

namespace Hooks.Build.Tasks;

/// <summary>Prints the hooks of a project: name, wave, stages, profiles, dependencies.</summary>
public sealed class ListHooks : HooksTask
{
    /// <inheritdoc />
    protected override void Execute(HookPlan plan) => Tell($"{plan.Hooks.Count} hooks\n{HookTable.Write(plan)}");
}
