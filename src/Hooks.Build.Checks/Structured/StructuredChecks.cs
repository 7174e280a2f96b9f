using Hooks.Build.Catalog;

namespace Hooks.Build.Checks;

/// <summary>Makes the checks that read a format.</summary>
internal static class StructuredChecks
{
    public static FileCheck? Create(StandardHook hook, HookArguments arguments)
    {
        _ = arguments;
        return hook.Id switch
        {
            _ => null,
        };
    }
}
