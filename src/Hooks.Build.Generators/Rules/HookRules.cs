namespace Hooks.Build.Generators.Rules;

/// <summary>All laws, in the order of their ids. What the analyzer reports and what the generator refuses is the same list.</summary>
internal static class HookRules
{
    /// <summary>The broken ones. Their places are in declarations: of a matrix, whose items are all declared in one place, the first item speaks for all.</summary>
    public static IEnumerable<Finding> Check(HookSet hooks) => hooks.HasMatrices ? OfDeclarations(All(hooks), hooks) : All(hooks);

    private static IEnumerable<Finding> All(HookSet hooks) =>
    [
        .. CircularHooks.Check(hooks),
        .. UnknownDependencies.Check(hooks),
        .. DuplicateNames.Check(hooks),
        .. UnusableMembers.Check(hooks),
        .. MalformedCommands.Check(hooks),
        .. ValuesOutOfRange.Check(hooks),
        .. DependenciesThatNeverRun.Check(hooks),
    ];

    private static IEnumerable<Finding> OfDeclarations(IEnumerable<Finding> findings, HookSet hooks)
    {
        var speakers = new Dictionary<(string, HookPlace), int>();
        foreach (var finding in findings)
        {
            var place = Declared(finding.Place);
            if (!speakers.TryGetValue((finding.Descriptor.Id, place), out var speaker))
                speakers.Add((finding.Descriptor.Id, place), speaker = finding.Place.Hook);

            if (speaker == finding.Place.Hook)
                yield return finding with { Place = place, Others = [.. finding.Others.Select(Declared).Distinct()] };
        }

        HookPlace Declared(HookPlace place) => new(hooks.DeclarationOf(place.Hook), place.Where);
    }
}
