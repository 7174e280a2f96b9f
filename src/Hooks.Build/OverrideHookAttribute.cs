using System.Diagnostics;

namespace Hooks.Build;

/// <summary>
/// Changes a hook that <see cref="UseHooksAttribute"/> joins to this project. What is not set stays as its own assembly has it.
/// </summary>
/// <param name="hook">The hook's name (<c>nameof</c>); of a <see cref="HookAttribute.Matrix"/> it means all items, and <c>Name[item]</c> one.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
[Conditional("HOOKS_BUILD_KEEP_ATTRIBUTES")]
public sealed class OverrideHookAttribute(string hook) : Attribute
{
    /// <summary>The hook's name.</summary>
    public string Hook { get; } = hook;

    /// <summary>Hooks that must succeed first, beside those that its assembly names.</summary>
    public string[] DependsOn { get; set; } = [];

    /// <summary>Hooks after which it runs where both run, beside those that its assembly names.</summary>
    public string[] After { get; set; } = [];

    /// <summary>When it runs; <see cref="HookStages.Manual"/> where only when asked for.</summary>
    public HookStages Stages { get; set; }

    /// <summary>What its failure means for the run.</summary>
    public HookSeverity Severity { get; set; }

    /// <summary>Globs of the files it checks, in the place of its own.</summary>
    public string[] Files { get; set; } = [];

    /// <summary>Globs of files to leave out, in the place of its own.</summary>
    public string[] Exclude { get; set; } = [];

    /// <summary>What follows the program in its command, or the name of a ready-made hook, in the place of its own arguments.</summary>
    public string Arguments { get; set; } = "";
}
