using Microsoft.CodeAnalysis;

namespace Hooks.Build.Bench.Compiling;

/// <summary>A generator that only asks Roslyn for the hooks' attributes: what any generator pays that looks at them.</summary>
internal sealed class RoslynFloor : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var attributes = context.SyntaxProvider.ForAttributeWithMetadataName(
            "Hooks.Build.HookAttribute", static (_, _) => true, static (hook, _) => hook.Attributes[0].NamedArguments.Length);
        context.RegisterImplementationSourceOutput(attributes.Collect(), static (_, _) => { });
    }
}
