namespace Hooks.Build.Generators.Code;

/// <summary>Keys of the data that travels with a diagnostic about code, so that a code fix need not analyse again.</summary>
internal static class CodeProperties
{
    /// <summary>The usual limit for what is waited for, in seconds.</summary>
    public const string Seconds = nameof(Seconds);

    /// <summary>The parameter of the hook's context, where there is one in reach.</summary>
    public const string Hook = nameof(Hook);

    /// <summary>The argument to pass: an expression, with the parameter's name where it must be named.</summary>
    public const string Argument = nameof(Argument);

    /// <summary>There where the law holds for hooks only.</summary>
    public const string OfHook = nameof(OfHook);

    /// <summary>How the wait can be given its limit; one of the names of <see cref="LimitKind"/>.</summary>
    public const string Kind = nameof(Kind);
}

/// <summary>How a wait can be given its limit.</summary>
internal enum LimitKind
{
    /// <summary>It cannot, but by hand.</summary>
    None = 0,

    /// <summary>A statement <c>process.WaitForExit();</c>, which then asks whether the process has ended.</summary>
    Exit = 1,

    /// <summary>Milliseconds as the argument.</summary>
    Milliseconds = 2,

    /// <summary>A task that is awaited: <c>.WaitAsync(limit)</c>.</summary>
    Task = 3,

    /// <summary>A value that is written there, of type <see cref="TimeSpan"/>.</summary>
    Value = 4,
}
