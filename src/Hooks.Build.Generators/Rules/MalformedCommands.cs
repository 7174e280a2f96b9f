using Hooks.Build.Generators.Diagnostics;
using Hooks.Build.Generators.Model;

namespace Hooks.Build.Generators.Rules;

/// <summary>HOOK0005: a command or a fix that cannot be parsed.</summary>
internal static class MalformedCommands
{
    private const string WithoutMatrix = "{item} stands for an item of Matrix, and the hook has none. Double the braces for literal ones, {{item}}.";

    public static IEnumerable<Finding> Check(HookSet hooks)
    {
        for (var i = 0; i < hooks.Hooks.Count; i++)
        {
            var hook = hooks.Hooks[i];
            if (hook.Command is { Problem: not null } command)
                yield return Report("The command", i, hook, command);
            else if (!HasItems(hook) && MatrixRules.UsesItem(hook.Command))
                yield return Report("The command", i, hook, hook.Command! with { Problem = WithoutMatrix });
            if (hook.Options.Fix is { Problem: not null } fix)
                yield return Report("Fix", i, hook, fix);
            else if (!HasItems(hook) && MatrixRules.UsesItem(hook.Options.Fix))
                yield return Report("Fix", i, hook, hook.Options.Fix! with { Problem = WithoutMatrix });
            else if (hook.Options.Fix is { } own && (hook.Command?.Standard ?? own.Standard) is { } standard)
                yield return Report("Fix", i, hook, own with { Problem = FixProblem(hook.Command?.Standard is not null, standard) });
        }
    }

    private static bool HasItems(HookSpec hook) => hook.Options.Matrix.IsSet || hook.Options.MatrixOf.IsSet;

    private static string FixProblem(bool isStandardItself, string standard) => isStandardItself
        ? $"{standard} needs none; a ready-made hook repairs by itself where it can."
        : $"{standard} is a hook, not a repairing command; declare it as a hook of its own, which repairs by itself.";

    private static Finding Report(string what, int index, HookSpec hook, CommandSpec command) =>
        new(DiagnosticDescriptors.MalformedCommand, [what, hook.Declared, command.Problem!], new HookPlace(index, command.Where));
}
