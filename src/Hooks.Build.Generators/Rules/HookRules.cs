namespace Hooks.Build.Generators.Rules;

/// <summary>All laws, in the order of their ids. What the analyzer reports and what the generator refuses is the same list.</summary>
internal static class HookRules
{
    /// <summary>The broken ones.</summary>
    public static IEnumerable<Finding> Check(HookSet hooks) =>
    [
        .. CircularHooks.Check(hooks),
        .. UnknownDependencies.Check(hooks),
        .. DuplicateNames.Check(hooks),
        .. UnusableMembers.Check(hooks),
        .. MalformedCommands.Check(hooks),
        .. ValuesOutOfRange.Check(hooks),
        .. DependenciesThatNeverRun.Check(hooks),
    ];
}
