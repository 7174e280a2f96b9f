using System.ComponentModel;

namespace Hooks.Build.Plan;

/// <summary>One hook of the plan. Written by the generator in order of declaration; the position is the hook's index.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PlannedHookAttribute : Attribute
{
    /// <summary>Creates the entry.</summary>
    /// <param name="index">Position in the plan, from 0.</param>
    /// <param name="name">The hook's name.</param>
    /// <param name="kind">What the hook is.</param>
    public PlannedHookAttribute(int index, string name, HookKind kind)
    {
        Index = index;
        Name = name;
        Kind = kind;
    }

    /// <summary>Position in the plan, from 0.</summary>
    public int Index { get; }

    /// <summary>The hook's name.</summary>
    public string Name { get; }

    /// <summary>What the hook is.</summary>
    public HookKind Kind { get; }

    /// <summary>The command's arguments with their placeholders; <see langword="null"/> between the commands of a sequence. Empty for a method.</summary>
    public string?[] Command { get; set; } = [];

    /// <summary>The repairing command, in the form of <see cref="Command"/>; empty where there is none.</summary>
    public string?[] Fix { get; set; } = [];

    /// <inheritdoc cref="HookAttribute.DependsOn"/>
    public string[] DependsOn { get; set; } = [];

    /// <inheritdoc cref="HookAttribute.After"/>
    public string[] After { get; set; } = [];

    /// <inheritdoc cref="HookAttribute.Stages"/>
    public HookStages Stages { get; set; }

    /// <inheritdoc cref="HookAttribute.Profiles"/>
    public string[] Profiles { get; set; } = [];

    /// <inheritdoc cref="HookAttribute.Files"/>
    public string[] Files { get; set; } = [];

    /// <inheritdoc cref="HookAttribute.Exclude"/>
    public string[] Exclude { get; set; } = [];

    /// <inheritdoc cref="HookAttribute.Reads"/>
    public string[] Reads { get; set; } = [];

    /// <inheritdoc cref="HookAttribute.Writes"/>
    public string[] Writes { get; set; } = [];

    /// <inheritdoc cref="HookAttribute.Locks"/>
    public string[] Locks { get; set; } = [];

    /// <summary>Time limit in seconds; 0 where the hook does not declare one.</summary>
    public int Timeout { get; set; }

    /// <inheritdoc cref="HookAttribute.Severity"/>
    public HookSeverity Severity { get; set; }

    /// <inheritdoc cref="HookAttribute.Retries"/>
    public int Retries { get; set; }

    /// <inheritdoc cref="HookAttribute.Cores"/>
    public double Cores { get; set; }

    /// <inheritdoc cref="HookAttribute.Batch"/>
    public bool Batch { get; set; }

    /// <inheritdoc cref="HookAttribute.PerFile"/>
    public bool PerFile { get; set; }

    /// <summary>True where the hook declares that its result must not be remembered.</summary>
    public bool NoCache { get; set; }

    /// <summary>True for a method that cannot learn whether it should repair, and for a ready-made hook that repairs nothing.</summary>
    public bool NeverFixes { get; set; }

    /// <inheritdoc cref="HookAttribute.Environment"/>
    public string[] Environment { get; set; } = [];

    /// <inheritdoc cref="HookAttribute.WorkingDirectory"/>
    public string? WorkingDirectory { get; set; }

    /// <inheritdoc cref="HookAttribute.Description"/>
    public string? Description { get; set; }

    /// <summary>The wave: 0 for a hook without dependencies, else one more than the highest wave among them.</summary>
    public int Wave { get; set; }

    /// <summary>How many hooks lie on the longest chain from this one to the end, itself included.</summary>
    public int Rank { get; set; }

    /// <summary>Source file of the declaration, from the repository root where it lies below it.</summary>
    public string? File { get; set; }

    /// <summary>Line of the declaration, from 1.</summary>
    public int Line { get; set; }

    /// <summary>Column of the declaration, from 1.</summary>
    public int Column { get; set; }

    /// <summary>SHA-256 of the definition, in hexadecimal: of the hook's own attribute values and constant or body, of nothing else in the assembly.</summary>
    public string? Hash { get; set; }
}
