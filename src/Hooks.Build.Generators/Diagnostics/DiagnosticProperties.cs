namespace Hooks.Build.Generators.Diagnostics;

/// <summary>Keys of the data that travels with a diagnostic, so that a code fix need not analyse again.</summary>
internal static class DiagnosticProperties
{
    /// <summary>The hook the diagnostic is about.</summary>
    public const string Hook = nameof(Hook);

    /// <summary>The dependency that is wrong.</summary>
    public const string Dependency = nameof(Dependency);

    /// <summary>The name that was probably meant.</summary>
    public const string Suggestion = nameof(Suggestion);

    /// <summary>Present where the hook can wait for the dependency.</summary>
    public const string MayWait = nameof(MayWait);

    /// <summary>Present where the dependency can wait for the hook.</summary>
    public const string MayBeAwaited = nameof(MayBeAwaited);

    /// <summary>Present where the repairs of all diagnostics that have it can be made at once.</summary>
    public const string Together = nameof(Together);
}
