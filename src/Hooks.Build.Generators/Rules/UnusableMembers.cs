using Hooks.Build.Generators.Diagnostics;

namespace Hooks.Build.Generators.Rules;

/// <summary>HOOK0004: a member that cannot be a hook. What can be one is said in <see cref="Parsing.MemberRule"/>.</summary>
internal static class UnusableMembers
{
    public static IEnumerable<Finding> Check(HookSet hooks)
    {
        for (var i = 0; i < hooks.Hooks.Count; i++)
        {
            var hook = hooks.Hooks[i];
            if (hook.MemberProblem is { } problem)
                yield return new Finding(DiagnosticDescriptors.UnusableMember, [hook.Declared, problem], new HookPlace(i, hook.Identifier));
        }
    }
}
