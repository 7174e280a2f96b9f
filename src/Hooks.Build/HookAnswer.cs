namespace Hooks.Build;

/// <summary>What a coding agent is to make of a hook's result.</summary>
public enum HookAnswer
{
    /// <summary>What the stage makes of success and failure.</summary>
    None = 0,

    /// <summary>It is told something.</summary>
    Context = 1,

    /// <summary>It must not do what it is about to do.</summary>
    Deny = 2,

    /// <summary>It is to go on instead of ending its turn.</summary>
    Continue = 3,
}
