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
            if (hook.IsLocalFunction)
                continue;

            if (!first.TryGetValue(hook.Declared, out var other))
            {
                first.Add(hook.Declared, i);
                continue;
            }

            if (hooks.DeclarationOf(i) == hooks.DeclarationOf(other))
                continue;

            var original = hooks.Hooks[other];
            yield return new Finding(
                DiagnosticDescriptors.DuplicateName,
                [$"{hook.ContainingType}.{hook.Declared}", $"{original.ContainingType}.{original.Declared}"],
                new HookPlace(i, hook.Identifier))
            {
                Others = [new HookPlace(other, original.Identifier)],
            };
        }
    }
}
