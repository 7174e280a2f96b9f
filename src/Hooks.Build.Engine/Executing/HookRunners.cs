using Hooks.Build.Engine.Checking;
using Hooks.Build.Engine.Commands;
using Hooks.Build.Engine.Jobs;
using Hooks.Build.Engine.Model;
using Hooks.Build.Plan;

namespace Hooks.Build.Engine.Executing;

/// <summary>Who runs hooks of which kind.</summary>
/// <param name="Commands">Runs command lines.</param>
/// <param name="Methods">Runs C# hooks.</param>
/// <param name="Tools">Runs the hooks of Hooks.Build.CSharp.</param>
/// <param name="Checks">Runs ready-made checks.</param>
/// <param name="Guards">Runs ready-made hooks of coding agents.</param>
internal sealed record HookRunners(CommandRunner Commands, IHookRunner Methods, IHookRunner Tools, CheckRunner Checks, IHookRunner Guards)
{
    /// <summary>Who runs a hook.</summary>
    public IHookRunner For(PlannedHook hook) => hook.Kind switch
    {
        HookKind.Method => Methods,
        HookKind.Check => Checks,
        HookKind.Tool => Tools,
        HookKind.Guard => Guards,
        _ => Commands,
    };
}
