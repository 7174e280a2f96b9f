using Hooks.Build.Generators.Diagnostics;

namespace Hooks.Build.Generators.Rules;

/// <summary>HOOK0011: a critical hook that depends on one whose failure is a warning, and so runs after it has failed.</summary>
internal static class CriticalOnOptional
{
    // Values of HookSeverity.
    private const int Warning = 1;
    private const int Critical = 2;

    public static IEnumerable<Finding> Check(HookSet hooks)
    {
        for (var i = 0; i < hooks.Hooks.Count; i++)
        {
            if (hooks.Hooks[i].Options.Severity.Value != Critical)
                continue;

            foreach (var edge in hooks.Edges[i])
            {
                var dependency = hooks.Hooks[edge.To];
                if (edge.Gates && edge.To != i && dependency.Options.Severity.Value == Warning)
                {
                    yield return new Finding(
                        DiagnosticDescriptors.CriticalOnOptional, [hooks.Hooks[i].Name, dependency.Name], new HookPlace(i, edge.Item.Where))
                    {
                        Others = [new HookPlace(edge.To, dependency.Options.Severity.Where ?? dependency.Attribute)],
                        Dependency = dependency.Name,
                    };
                }
            }
        }
    }
}
