using Hooks.Build.Catalog;

namespace Hooks.Build.Checks;

/// <summary>Makes the checks that look at bytes and lines.</summary>
internal static class TextChecks
{
    public static FileCheck? Create(StandardHook hook, HookArguments arguments, CheckSurroundings surroundings)
    {
        _ = arguments;
        _ = surroundings;
        return hook.Id switch
        {
            _ => null,
        };
    }
}
