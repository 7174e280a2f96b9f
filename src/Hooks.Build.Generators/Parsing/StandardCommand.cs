using Hooks.Build.Catalog;
using Hooks.Build.Generators.Model;
using Hooks.Build.Graph;

namespace Hooks.Build.Generators.Parsing;

/// <summary>Reads a command that names a ready-made hook, and checks its arguments as the engine will.</summary>
internal static class StandardCommand
{
    /// <summary>Whether a step of the command names a ready-made hook, existing or not.</summary>
    public static bool IsMeant(CommandTemplate command) => command.Steps.Any(step => HookCatalog.IsMeantBy(step[0]));

    /// <summary>Parses the command.</summary>
    public static CommandSpec Parse(string text, CommandTemplate command, SourceSpan where)
    {
        var step = command.Steps.First(candidate => HookCatalog.IsMeantBy(candidate[0]));
        var problem = command.Steps.Count > 1
            ? $"{step[0]} stands alone; make each step a hook of its own, and join them with DependsOn."
            : Problem(step);
        return problem is null
            ? new CommandSpec(text, command.ToPlan().ToEquatableArray(), Problem: null, where, step[0])
            : new CommandSpec(text, default, problem, where);
    }

    private static string? Problem(IReadOnlyList<string> step)
    {
        if (HookCatalog.Find(step[0]) is not { } hook)
            return Unknown(step[0]);
        if (step.FirstOrDefault(HasPlaceholder) is { } placeholder)
            return $"{placeholder} has no meaning for {hook.Command}; it is given its files by Files. Leave it out, or double the braces for literal ones.";

        var arguments = step.Skip(1).Select(argument => ArgumentTemplate.Expand(argument, name => name)).ToList();
        if (!HookArguments.TryParse(hook, arguments, out var parsed, out var error))
            return $"{hook.Command}: {error}{(error.EndsWith("?", StringComparison.Ordinal) ? "" : ".")}";

        return parsed.Rest.Count == 0 ? null : $"{hook.Command} takes no '{parsed.Rest[0]}'; say with Files which files it is about.";
    }

    private static bool HasPlaceholder(string argument) => CommandTemplate.Placeholders.Any(name => ArgumentTemplate.Uses(argument, name));

    private static IEnumerable<string> Commands => HookCatalog.All.Concat(GuardHooks.All).Select(hook => hook.Command);

    private static string Unknown(string program)
    {
        var tool = program.Substring(0, program.IndexOf(':') + 1);
        var closest = NameSuggestion.Closest(program, Commands);
        return $"There is no ready-made hook {program}; " + (closest is null
            ? $"known are {string.Join(", ", Commands.Where(command => command.StartsWith(tool, StringComparison.Ordinal)))}."
            : $"did you mean {closest}?");
    }
}
