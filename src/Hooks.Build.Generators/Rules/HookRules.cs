namespace Hooks.Build.Generators.Rules;

/// <summary>All laws, in the order of their ids. What the analyzer reports as an error and what the generator refuses is the same list.</summary>
internal static class HookRules
{
    /// <summary>
    /// The broken ones. Their places are in declarations: of a matrix, whose items are all declared in one place, the first item speaks for all.
    /// </summary>
    public static IEnumerable<Finding> Check(HookSet hooks, CancellationToken cancellation) => OfDeclarations(
    [
        .. Errors(hooks),
        .. DependenciesThatNeverRun.Check(hooks),
        .. RacingHooks.Check(hooks, cancellation),
        .. ImpliedDependencies.Check(hooks),
        .. CriticalOnOptional.Check(hooks),
        .. TimeoutsTooShort.Check(hooks),
        .. RootOnlyGlobs.Check(hooks),
        .. AgentAnswers.Check(hooks),
    ], hooks);

    /// <summary>The broken ones for which there is no plan.</summary>
    public static IEnumerable<Finding> Refused(HookSet hooks) => OfDeclarations(Errors(hooks), hooks);

    private static IEnumerable<Finding> Errors(HookSet hooks) =>
    [
        .. CircularHooks.Check(hooks),
        .. UnknownDependencies.Check(hooks),
        .. DuplicateNames.Check(hooks),
        .. UnusableMembers.Check(hooks),
        .. MalformedCommands.Check(hooks),
        .. ValuesOutOfRange.Check(hooks),
    ];

    private static IEnumerable<Finding> OfDeclarations(IEnumerable<Finding> findings, HookSet hooks) =>
        JoinedFindings.Tell(hooks.HasMatrices ? Declared(findings, hooks) : findings, hooks);

    private static IEnumerable<Finding> Declared(IEnumerable<Finding> findings, HookSet hooks)
    {
        var told = new HashSet<(string, HookPlace, HookPlace)>();
        var speakers = new Dictionary<(string, HookPlace, HookPlace), int>();
        foreach (var finding in findings)
        {
            var place = DeclaredAt(finding.Place);
            HookPlace[] others = [.. finding.Others.Select(DeclaredAt).Distinct()];
            var key = (finding.Descriptor.Id, place, others.FirstOrDefault());
            if (!speakers.TryGetValue(key, out var speaker))
                speakers.Add(key, speaker = finding.Place.Hook);

            if (speaker == finding.Place.Hook && (others.Length == 0 || told.Add(key)))
                yield return finding with { Place = place, Others = others };
        }

        HookPlace DeclaredAt(HookPlace place) => new(hooks.DeclarationOf(place.Hook), place.Where);
    }
}
