using Hooks.Build.Generators.Emission;
using Hooks.Build.Generators.Joining;
using Hooks.Build.Generators.Model;
using Hooks.Build.Generators.Parsing;
using Hooks.Build.Generators.Rules;
using Microsoft.CodeAnalysis;

namespace Hooks.Build.Generators;

/// <summary>Writes the plan of a project's hooks into its assembly. Reports nothing: broken laws are the analyzer's to tell and the plan's to refuse.</summary>
[Generator(LanguageNames.CSharp)]
public sealed partial class HookGenerator : IIncrementalGenerator
{
    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // Each member with [Hook], as values. Not ForAttributeWithMetadataName: it binds all attributes again after each edit, wherever it was.
        IncrementalValueProvider<MarkedTrees> trees = context.CompilationProvider
            .SelectMany(static (compilation, _) => compilation.SyntaxTrees)
            .Select(static (tree, cancellation) => MarkedTree.Read(tree, cancellation))
            .Collect()
            .Combine(context.CompilationProvider)
            .Select(static (inputs, _) => new MarkedTrees(inputs.Left, inputs.Right));
        IncrementalValuesProvider<HookSpec> hooks = trees
            .SelectMany(static (trees, cancellation) => trees.Hooks(cancellation).Select(static found => found.Hook))
            .Select(static (hook, _) => hook)
            .WithTrackingName(TrackingNames.Hooks);

        // The methods that listen to runs.
        IncrementalValueProvider<EquatableArray<ListenerSpec>> listeners = trees
            .SelectMany(static (trees, cancellation) => trees.Listeners(cancellation).Select(static found => found.Listener))
            .Select(static (listener, _) => listener)
            .Collect()
            .Select(static (all, _) => all.Sort(HookOrder.Instance).ToEquatableArray())
            .WithTrackingName(TrackingNames.Listeners);

        // The hooks of other assemblies that the project asks for.
        IncrementalValueProvider<UsedHooks> used = trees
            .Select(static (marked, cancellation) => UsedHooksMemory.Of(marked, cancellation))
            .WithTrackingName(TrackingNames.UsedHooks);

        // All of the project, in the plan's order.
        IncrementalValueProvider<EquatableArray<HookSpec>> ordered = hooks
            .Collect()
            .Select(static (all, _) => all.Sort(HookOrder.Instance).ToEquatableArray())
            .WithTrackingName(TrackingNames.OrderedHooks);

        // Whether the project has the package at all.
        IncrementalValueProvider<CompilationFacts> facts = context.CompilationProvider
            .Select(static (compilation, _) => new CompilationFacts(!compilation.GetTypesByMetadataName(MetadataNames.HookAttribute).IsEmpty))
            .WithTrackingName(TrackingNames.CompilationFacts);

        // The folder from which files are named.
        IncrementalValueProvider<string> root = context.AnalyzerConfigOptionsProvider
            .Select(static (options, _) => options.GlobalOptions.TryGetValue("build_property.HooksRepositoryRoot", out var value) ? value : "")
            .WithTrackingName(TrackingNames.RepositoryRoot);

        // The plan, legal or refused.
        IncrementalValueProvider<HookPlanModel?> plan = ordered
            .Combine(used)
            .Combine(listeners)
            .Combine(facts)
            .Combine(root)
            .Select(static (inputs, _) =>
            {
                var ((((hooks, used), listeners), facts), root) = inputs;
                return facts.HasVocabulary ? PlanBuilder.Build(hooks, used, listeners, root) : null;
            })
            .WithTrackingName(TrackingNames.Plan);

        // Nobody calls it by name, so it is written for builds only and costs nothing while typing.
        context.RegisterImplementationSourceOutput(plan, Emit);
    }
}
