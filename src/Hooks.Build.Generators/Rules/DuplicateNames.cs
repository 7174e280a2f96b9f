using Hooks.Build.Generators.Diagnostics;

namespace Hooks.Build.Generators.Rules;

/// <summary>HOOK0003: two hooks of one name. Command lines match names without case, so case does not tell two hooks apart.</summary>
internal static class DuplicateNames
{
    public static IEnumerable<Finding> Check(HookSet hooks)
    {
        var first = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < hooks.Hooks.Count; i++)
        {
            var hook = hooks.Hooks[i];
            if (hook.IsInsideMember)
                continue;

            if (!first.TryGetValue(hook.Declared, out var other))
            {
                first.Add(hook.Declared, i);
                continue;
            }

            if (hooks.DeclarationOf(i) == hooks.DeclarationOf(other))
                continue;

            // Neither can be renamed here.
            var original = hooks.Hooks[other];
            var advice = (hook.Joined, original.Joined) is ({ } one, { } another) && one.Assembly != another.Assembly
                ? $". Leave out the [assembly: UseHooks] that brings one of them, or ask the authors of {one.Assembly} or {another.Assembly} for another name"
                    : "";
            yield return new Finding(
                DiagnosticDescriptors.DuplicateName,
                [$"{hook.ContainingType}.{hook.Declared}", $"{original.ContainingType}.{original.Declared}", advice],
                new HookPlace(i, hook.Identifier))
            {
                Others = [new HookPlace(other, original.Identifier)],
            };
        }
    }
}
