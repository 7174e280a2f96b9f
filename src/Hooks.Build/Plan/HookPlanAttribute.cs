using System.ComponentModel;

namespace Hooks.Build.Plan;

/// <summary>Marks an assembly that carries a plan. Written by the generator, read by the engine without loading the assembly.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class HookPlanAttribute : Attribute
{
    /// <summary>Creates the mark.</summary>
    /// <param name="format">Version of the plan's format.</param>
    /// <param name="package">Version of the package that wrote it.</param>
    public HookPlanAttribute(int format, string package)
    {
        Format = format;
        Package = package;
    }

    /// <summary>Version of the plan's format. A reader accepts its own only.</summary>
    public int Format { get; }

    /// <summary>Version of the package that wrote it.</summary>
    public string Package { get; }

    /// <summary>The type that calls the C# hooks, a <see cref="HookDispatcher"/>; <see langword="null"/> where there are none.</summary>
    public Type? Dispatcher { get; set; }
}
