namespace Hooks.Build.Generators;

/// <summary>Names of the pipeline's steps, by which tests ask why a step ran.</summary>
internal static class TrackingNames
{
    /// <summary>Each member with <c>[Hook]</c>, as values.</summary>
    public const string Hooks = nameof(Hooks);

    /// <summary>The hooks of other assemblies that the project asks for.</summary>
    public const string UsedHooks = nameof(UsedHooks);

    /// <summary>All hooks of the project, in the plan's order.</summary>
    public const string OrderedHooks = nameof(OrderedHooks);

    /// <summary>What the plan needs to know of the compilation.</summary>
    public const string CompilationFacts = nameof(CompilationFacts);

    /// <summary>The repository's root folder.</summary>
    public const string RepositoryRoot = nameof(RepositoryRoot);

    /// <summary>The plan, legal or refused.</summary>
    public const string Plan = nameof(Plan);

    /// <summary>The methods that listen to runs.</summary>
    public const string Listeners = nameof(Listeners);
}
