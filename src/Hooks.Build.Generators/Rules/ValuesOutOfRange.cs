using System.Globalization;
using Hooks.Build.Generators.Model;
using Hooks.Build.Graph;

namespace Hooks.Build.Generators.Rules;

/// <summary>HOOK0006: a value that no run could use.</summary>
internal static class ValuesOutOfRange
{
    public static IEnumerable<Finding> Check(HookSet hooks) => hooks.Hooks.SelectMany(Check);

    private static IEnumerable<Finding> Check(HookSpec hook, int index)
    {
        foreach (var (property, problem, where) in Problems(hook.Options))
            yield return new Finding(DiagnosticDescriptors.ValueOutOfRange, [property, hook.Name, problem], new HookPlace(index, where ?? hook.Attribute));
    }

    private static IEnumerable<(string Property, string Problem, SourceSpan? Where)> Problems(HookOptions options) =>
    [
        .. Scalars(options),
        .. Names(nameof(options.DependsOn), options.DependsOn),
        .. Names(nameof(options.After), options.After),
        .. Names(nameof(options.Profiles), options.Profiles),
        .. Names(nameof(options.Locks), options.Locks),
        .. Names(nameof(options.Environment), options.Environment),
        .. Globs(nameof(options.Files), options.Files),
        .. Globs(nameof(options.Exclude), options.Exclude),
        .. Globs(nameof(options.Reads), options.Reads),
        .. Globs(nameof(options.Writes), options.Writes),
    ];

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
        else if ((options.Stages.Value & ~StageNames.All) != 0)
            yield return (nameof(options.Stages), $"is {Text(options.Stages.Value)}, which has bits that are no stage", options.Stages.Where);
        if (FolderProblem(options.WorkingDirectory.Value) is { } problem)
            yield return (nameof(options.WorkingDirectory), problem, options.WorkingDirectory.Where);
    }

    private static IEnumerable<(string Property, string Problem, SourceSpan? Where)> Names(string property, EquatableArray<ListItem> items) =>
        items.Where(item => string.IsNullOrWhiteSpace(item.Value))
            .Select(item => (property, "has a blank name", (SourceSpan?)item.Where));

    private static IEnumerable<(string Property, string Problem, SourceSpan? Where)> Globs(string property, EquatableArray<ListItem> items)
    {
        foreach (var item in items)
        {
            if (!Glob.TryParse(item.Value ?? "", out _, out var error))
                yield return (property, $"has the malformed glob '{item.Value}': {error}", item.Where);
        }
    }

    private static string? FolderProblem(string? folder)
    {
        if (folder is null)
            return null;
        if (folder.Contains('\\'))
            return $"is '{folder}'; folders are separated by '/'";
        if (folder.StartsWith("/", StringComparison.Ordinal) || (folder.Length > 1 && folder[1] == ':'))
            return $"is '{folder}'; it must be a path from the repository root";

        return folder.Split('/').Contains("..", StringComparer.Ordinal) ? $"is '{folder}'; it must not leave the repository by '..'" : null;
    }

    private static string Text(IFormattable value) => value.ToString(format: null, CultureInfo.InvariantCulture);
}
