using System.Runtime.InteropServices;

namespace Hooks.Build.Engine.Scheduling;

/// <summary>What a hook was seen to use.</summary>
/// <param name="Ran">How long its processes have run.</param>
/// <param name="Wanted">The processor time that they wanted of it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CoreLook(TimeSpan Ran, TimeSpan Wanted)
{
    /// <summary>Whether that is less than what counts as a core in use.</summary>
    public bool IsIdle => Wanted < Ran * HookLoad.Negligible;

    /// <summary>What was used since.</summary>
    public static CoreLook operator -(CoreLook now, CoreLook before) => new(now.Ran - before.Ran, now.Wanted - before.Wanted);
}
