using Hooks.Build.Catalog;
using System.Globalization;
using Hooks.Build.Generators.Diagnostics;
using Hooks.Build.Generators.Model;
using Hooks.Build.Graph;

namespace Hooks.Build.Generators.Rules;

/// <summary>HOOK0006: a value that no run could use.</summary>
internal static class ValuesOutOfRange
{
    private const int Critical = 2;

    public static IEnumerable<Finding> Check(HookSet hooks)
    {
        var problems = new List<(string Property, string Problem, SourceSpan? Where)>();
        for (var i = 0; i < hooks.Hooks.Count; i++)
        {
            var hook = hooks.Hooks[i];
            problems.Clear();
            AddAll(hook.Options, problems, hooks.Globs);
            AddEdges(hooks, i, problems);
            if (hook.Options.Problems.IsSet && ProblemsOf(hook) is { } unusable)
                problems.Add((nameof(hook.Options.Problems), unusable, hook.Options.Problems.Where));
            if (hook is { Item: not null, Joined.Override: { } changed } && MatrixRules.SamenessOfJoined(hooks, i) is { } same)
                problems.Add((nameof(hook.Options.Matrix), same, changed));
            if (hook.Options.MatrixOf.IsSet)
                problems.AddRange(MatrixRules.OpenProblems(hook, hooks.Globs));
            else
                problems.AddRange(hook.Options.Matrix.IsSet
                    ? hook.Item is null && !hook.IsInsideMember ? MatrixRules.Problems(hook) : []
                    : WithoutMatrix(hook.Options));
            foreach (var (property, problem, where) in problems)
                yield return new Finding(DiagnosticDescriptors.ValueOutOfRange, [property, hook.Declared, problem], new HookPlace(i, where ?? hook.Attribute));
        }
    }

    private static void AddAll(HookOptions options, List<(string Property, string Problem, SourceSpan? Where)> problems, GlobTexts globs)
    {
        problems.AddRange(Scalars(options));
        AddNames(nameof(options.DependsOn), options.DependsOn, problems);
        AddNames(nameof(options.After), options.After, problems);
        AddNames(nameof(options.Profiles), options.Profiles, problems);
        AddNames(nameof(options.Locks), options.Locks, problems);
        AddNames(nameof(options.Environment), options.Environment, problems);
        AddNames(nameof(options.Tools), options.Tools, problems);
        AddGlobs(nameof(options.Files), options.Files, problems, globs);
        AddGlobs(nameof(options.Exclude), options.Exclude, problems, globs);
        AddGlobs(nameof(options.Reads), options.Reads, problems, globs);
        AddGlobs(nameof(options.Writes), options.Writes, problems, globs);
    }

    private static IEnumerable<(string Property, string Problem, SourceSpan? Where)> Scalars(HookOptions options)
    {
        if (options.Timeout is { Value: < 1 or > 86_400 } timeout)
            yield return (nameof(options.Timeout), $"is {Text(timeout.Value)}; it must be 1 to 86400 seconds", timeout.Where);
        if (options.Retries is { Value: < 0 or > 10 } retries)
            yield return (nameof(options.Retries), $"is {Text(retries.Value)}; it must be 0 to 10", retries.Where);
        if (options.Cores is { Value: not (>= 0 and <= 1024) } cores)
            yield return (nameof(options.Cores), $"is {Text(cores.Value)}; it must be 0 to 1024", cores.Where);
        if (options.Severity is { Value: < 0 or > 2 } severity)
            yield return (nameof(options.Severity), $"is {Text(severity.Value)}; it must be Error, Warning or Critical", severity.Where);
        if (options.Stages.Value == 0)
            yield return (nameof(options.Stages), "is None; a hook needs at least one stage, Manual where it runs only when asked for", options.Stages.Where);
        else if ((options.Stages.Value & ~StageBits.All) != 0)
            yield return (nameof(options.Stages), $"is {Text(options.Stages.Value)}, which has bits that are no stage", options.Stages.Where);
        if (FolderText.Problem(options.WorkingDirectory.Value) is { } problem)
            yield return (nameof(options.WorkingDirectory), problem, options.WorkingDirectory.Where);
    }

    // Who cleans up may wait for a hook for which nobody else does.
    private static void AddEdges(HookSet hooks, int index, List<(string Property, string Problem, SourceSpan? Where)> problems)
    {
        var (hook, options) = (hooks.Hooks[index], hooks.Hooks[index].Options);
        if (options.Finally.Value && options.DependsOn.Count == 0)
            problems.Add((nameof(options.Finally), "is true, and the hook has no DependsOn; name what it cleans up after", options.Finally.Where));
        if (options.Finally.Value && hook.Command?.Standard is { } standard)
            problems.Add((nameof(options.Finally), $"is true, and {standard} is a ready-made hook, which cleans nothing up", options.Finally.Where));
        if (!options.Gates.Value && options.Severity.Value == Critical)
            problems.Add(
                (nameof(options.Gates), "is false, and the hook is Critical; its failure would stop the run, which everybody feels. Make it an Error, or let it gate", options.Gates.Where));
        foreach (var edge in hooks.Edges[index])
        {
            if (!edge.Waits && options.After.Contains(edge.Item))
                problems.Add((nameof(options.After), $"names '{edge.Item.Value}', for which nobody waits (Gates = false); leave it out", edge.Item.Where));
        }
    }

    private static IEnumerable<(string Property, string Problem, SourceSpan? Where)> WithoutMatrix(HookOptions options)
    {
        foreach (var (property, items) in MatrixRules.Lists(options))
        {
            foreach (var item in items)
            {
                if (MatrixItem.IsIn(item.Value))
                    yield return (property, $"has '{item.Value}', where {{item}} stands for an item of Matrix, and the hook has none", item.Where);
            }
        }

        foreach (var profile in options.Profiles)
        {
            if (MatrixRules.ItemOf(profile.Value) is { } item)
                yield return (nameof(options.Profiles), $"has '{profile.Value}', and '{item}' could only be an item of Matrix, which the hook has not", profile.Where);
        }

        if (MatrixItem.IsIn(options.Problems.Value))
            yield return (nameof(options.Problems), $"is '{options.Problems.Value}', where {{item}} stands for an item of Matrix, and the hook has none", options.Problems.Where);
        if (MatrixItem.IsIn(options.WorkingDirectory.Value))
            yield return (nameof(options.WorkingDirectory), $"is '{options.WorkingDirectory.Value}', where {{item}} stands for an item of Matrix, and the hook has none", options.WorkingDirectory.Where);
    }

    private static void AddNames(string property, EquatableArray<ListItem> items, List<(string Property, string Problem, SourceSpan? Where)> problems)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(items[i].Value))
                problems.Add((property, "has a blank name", items[i].Where));
        }
    }

    private static void AddGlobs(
        string property, EquatableArray<ListItem> items, List<(string Property, string Problem, SourceSpan? Where)> problems, GlobTexts globs)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (globs.Read(items[i].Value ?? "", out var error) is null)
                problems.Add((property, $"has the malformed glob '{Shortened.Of(items[i].Value ?? "")}': {error}", items[i].Where));
        }
    }

    private static string? ProblemsOf(HookSpec hook)
    {
        if (hook.Command is null)
            return "says how to read what a command prints, and the hook is a method, which reports what it finds by its HookContext; leave it out";
        if (hook.Command.Standard is { } standard)
            return $"says how to read what a command prints, and {standard} is a ready-made hook, which does not need it; leave it out";

        return ProblemText.Problem(hook.Options.Problems.Value);
    }

    private static string Text(IFormattable value) => value.ToString(format: null, CultureInfo.InvariantCulture);
}
