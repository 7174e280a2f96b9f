namespace Hooks.Build.Generators.Rules;

/// <summary>All laws, in the order of their ids. What the analyzer reports as an error and what the generator refuses is the same list.</summary>
internal static class HookRules
{
    /// <summary>The broken ones.</summary>
    public static IEnumerable<Finding> Check(HookSet hooks) =>
    [
        .. Refused(hooks),
        .. DependenciesThatNeverRun.Check(hooks),
        .. RacingHooks.Check(hooks),
        .. ImpliedDependencies.Check(hooks),
        .. CriticalOnOptional.Check(hooks),
        .. TimeoutsTooShort.Check(hooks),
        .. RootOnlyGlobs.Check(hooks),
    ];

    /// <summary>The broken ones for which there is no plan.</summary>
    public static IEnumerable<Finding> Refused(HookSet hooks) =>
    [
        .. CircularHooks.Check(hooks),
        .. UnknownDependencies.Check(hooks),
        .. DuplicateNames.Check(hooks),
        .. UnusableMembers.Check(hooks),
        .. MalformedCommands.Check(hooks),
        .. ValuesOutOfRange.Check(hooks),
    ];
}
