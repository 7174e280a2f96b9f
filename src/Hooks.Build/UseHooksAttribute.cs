using System.Diagnostics;

namespace Hooks.Build;

/// <summary>
/// Joins the hooks that a type of another assembly declares to those of this project: of a referenced project, or of a package. What they depend on in their
/// own assembly comes along. They are named by their members, as all hooks are: <c>DependsOn = [nameof(TeamHooks.Format)]</c>.
/// </summary>
/// <remarks>
/// The compiler copies their definitions into the plan of this project, and checks both as one graph; what it copied runs. Like <see cref="HookAttribute"/>
/// the attribute is for the compiler alone and is not in the assembly.
/// </remarks>
/// <param name="type">The type that declares the hooks.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
[Conditional("HOOKS_BUILD_KEEP_ATTRIBUTES")]
public sealed class UseHooksAttribute(Type type) : Attribute
{
    /// <summary>The type that declares the hooks.</summary>
    public Type Type { get; } = type;
}
