namespace Hooks.Build.Generators.Model;

/// <summary>How the dispatcher calls a C# hook.</summary>
/// <param name="Returns">What it returns.</param>
/// <param name="TakesContext">Whether it takes a context.</param>
/// <param name="IsReachable">Whether other code of the assembly can call it by name; else it is bound once through reflection.</param>
/// <param name="Type">The innermost type around it that other code can name, such as <c>global::RepoHooks</c>.</param>
/// <param name="HiddenTypes">Names of the types between that one and the method, outermost first.</param>
internal sealed record MethodShape(HookReturn Returns, bool TakesContext, bool IsReachable, string Type, EquatableArray<string> HiddenTypes);

/// <summary>What a C# hook returns.</summary>
internal enum HookReturn
{
    /// <summary>Nothing.</summary>
    Void,

    /// <summary>A truth value.</summary>
    Bool,

    /// <summary>A result.</summary>
    Result,

    /// <summary>A task.</summary>
    Task,

    /// <summary>A task of a truth value.</summary>
    TaskOfBool,

    /// <summary>A task of a result.</summary>
    TaskOfResult,
}
