using Hooks.Build.Generators.Model;
using Hooks.Build.Generators.Parsing;
using Hooks.Build.Generators.Rules;
using Hooks.Build.Graph;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hooks.Build.Generators.Joining;

/// <summary>What <c>[assembly: OverrideHook]</c> changes of a hook that was joined.</summary>
internal static class HookOverride
{
    /// <summary>Applies an attribute.</summary>
    /// <param name="data">The attribute.</param>
    /// <param name="syntax">The same in the source.</param>
    /// <param name="hooks">The hooks that were joined; changed.</param>
    /// <param name="isWhole">Whether all that were asked for are among them.</param>
    /// <param name="problems">Is told what is wrong.</param>
    public static void Apply(AttributeData data, AttributeSyntax syntax, List<HookSpec> hooks, bool isWhole, List<UseProblem> problems)
    {
        if (data.ConstructorArguments.Length != 1 || data.ConstructorArguments[0].Kind != TypedConstantKind.Primitive)
            return;

        var name = data.ConstructorArguments[0].Value as string ?? "";
        var arguments = new AttributeArguments(AttributeValues.Of(data), syntax, container: null);
        var where = SourceSpan.Of(syntax);
        var meant = Enumerable.Range(0, hooks.Count).Where(i => hooks[i].Name == name || hooks[i].Declared == name).ToList();
        if (meant.Count == 0 && !isWhole)
            return;

        if (meant.Count == 0)
        {
            var closest = NameSuggestion.Closest(name, hooks.SelectMany(hook => new[] { hook.Name, hook.Declared }).Distinct(StringComparer.Ordinal));
            Refuse(
                $"no [assembly: UseHooks] joins a hook of that name{(closest is null ? "; a hook of this project is changed at its own [Hook]" : $"; did you mean '{closest}'?")}");
        }
        else if (data.NamedArguments.IsEmpty && !syntax.ContainsDiagnostics)
        {
            Refuse("nothing of it is changed; leave the attribute out");
        }
        else if (meant.Exists(i => hooks[i].Joined!.Override is not null))
        {
            Refuse("another attribute does so already; say all in one");
        }
        else if (arguments.Scalar<string?>("Arguments", null) is { Where: { } written }
            && meant.Select(i => ArgumentProblem(hooks[i])).FirstOrDefault(problem => problem is not null) is { } problem)
        {
            problems.Add(new UseProblem(IsOverride: true, name, problem, written));
        }
        else
        {
            foreach (var i in meant)
                hooks[i] = Changed(hooks[i], arguments, where);
        }

        void Refuse(string why) => problems.Add(new UseProblem(IsOverride: true, name, why, where));
    }

    private static string? ArgumentProblem(HookSpec hook) =>
        hook.Command is not { } command ? "it is a C# hook, which takes no Arguments"
        : command.Arguments.Any(argument => argument is null) ? "it is a sequence of commands; Arguments would not say of which"
        : null;

    private static HookSpec Changed(HookSpec hook, AttributeArguments arguments, SourceSpan where)
    {
        var options = hook.Options;
        var changed = hook with
        {
            Joined = hook.Joined! with { Override = where },
            Command = arguments.Scalar<string?>("Arguments", null) is { Value: { } text, Where: { } written }
                ? WithArguments(hook, text, written)
                : hook.Command,
            Options = options with
            {
                DependsOn = options.DependsOn.Concat(Filled(arguments.List("DependsOn"), hook)).ToEquatableArray(),
                After = options.After.Concat(Filled(arguments.List("After"), hook)).ToEquatableArray(),
                Stages = Or(arguments.Scalar("Stages", 0), options.Stages),
                Severity = Or(arguments.Scalar("Severity", 0), options.Severity),
                Files = Or(arguments.ListSetting("Files"), options.Files, hook),
                Exclude = Or(arguments.ListSetting("Exclude"), options.Exclude, hook),
            },
        };
        // A ready-made hook without files of its own is about those that it comes with.
        return changed.Command == hook.Command && changed.Options.Files.Count > 0 ? changed : WithoutRepetition(StandardSettings.Apply(changed));
    }

    private static Setting<T> Or<T>(Setting<T> written, Setting<T> known) => written.IsSet ? written : known;

    private static EquatableArray<ListItem> Or(Setting<EquatableArray<ListItem>> written, EquatableArray<ListItem> known, HookSpec hook) =>
        written.IsSet ? Filled(written.Value, hook) : known;

    // Items of another assembly's matrix come one by one, each filled already.
    private static EquatableArray<ListItem> Filled(EquatableArray<ListItem> items, HookSpec hook) => hook.Item is { } item ? Matrices.Fill(items, item) : items;

    private static CommandSpec WithArguments(HookSpec hook, string arguments, SourceSpan where)
    {
        var program = hook.Command!.Arguments[0]!.Replace("\\", "\\\\").Replace("\"", "\\\"");
        var command = HookParser.Command($"\"{program}\" {arguments}", where);
        return hook.Item is { } item ? Matrices.Fill(command, item) : command;
    }

    // What a ready-made hook brings along by itself it has already.
    private static HookSpec WithoutRepetition(HookSpec hook) => hook with
    {
        Options = hook.Options with
        {
            Reads = Distinct(hook.Options.Reads),
            Environment = Distinct(hook.Options.Environment),
        }
    };

    private static EquatableArray<ListItem> Distinct(EquatableArray<ListItem> items) =>
        items.GroupBy(item => item.Value, StringComparer.Ordinal).Select(same => same.First()).ToEquatableArray();
}
