using System.ComponentModel;

namespace Hooks.Build.Plan;

/// <summary>
/// Why there is no plan: a law of the hook graph is broken. Stands in place of the hooks, so that a build with analyzers switched off
/// has nothing it could run.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RefusedPlanAttribute : Attribute
{
    /// <summary>Creates the entry.</summary>
    /// <param name="code">The diagnostic's id, such as <c>HOOK0001</c>.</param>
    /// <param name="message">Its text.</param>
    public RefusedPlanAttribute(string code, string message)
    {
        Code = code;
        Message = message;
    }

    /// <summary>The diagnostic's id, such as <c>HOOK0001</c>.</summary>
    public string Code { get; }

    /// <summary>Its text.</summary>
    public string Message { get; }

    /// <inheritdoc cref="PlannedHookAttribute.File"/>
    public string? File { get; set; }

    /// <inheritdoc cref="PlannedHookAttribute.Line"/>
    public int Line { get; set; }

    /// <inheritdoc cref="PlannedHookAttribute.Column"/>
    public int Column { get; set; }
}
