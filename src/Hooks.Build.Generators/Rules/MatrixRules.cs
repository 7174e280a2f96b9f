using Hooks.Build.Generators.Model;
using Hooks.Build.Graph;

namespace Hooks.Build.Generators.Rules;

/// <summary>HOOK0006: what is wrong with the matrix of a declaration, and with what speaks of its items.</summary>
internal static class MatrixRules
{
    /// <summary>The broken laws, each with the property that breaks it.</summary>
    /// <param name="hook">A declaration that has a matrix.</param>
    public static IEnumerable<(string Property, string Problem, SourceSpan? Where)> Problems(HookSpec hook)
    {
        var (options, items, where) = (hook.Options, hook.Options.Matrix.Value, hook.Options.Matrix.Where);
        if (items.Count is 0 or > MatrixItem.Most)
        {
            yield return (nameof(options.Matrix), items.Count == 0
                ? "has no item, so the hook would never run; leave it out, or name one"
                : $"has {items.Count} items; {MatrixItem.Most} is the most", where);
            yield break;
        }

        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in items)
        {
            if (MatrixItem.Problem(item.Value) is { } problem)
                yield return (nameof(options.Matrix), problem, item.Where);
            else if (!known.Add(item.Value!))
                yield return (nameof(options.Matrix), $"has the item '{item.Value}' twice; names are compared without case, as on command lines", item.Where);
        }

        foreach (var profile in options.Profiles)
        {
            if (ItemOf(profile.Value) is { } item && !items.Any(one => one.Value == item))
                yield return (nameof(options.Profiles), $"has '{profile.Value}', and '{item}' is no item of its Matrix{Hint(item, items)}", profile.Where);
        }

        if (hook.MemberProblem is null && Sameness(hook) is { } same)
            yield return (nameof(options.Matrix), same, where);
    }

    /// <summary>The broken laws of a declaration whose items are found when hooks run.</summary>
    /// <param name="hook">The declaration.</param>
    /// <param name="globs">Reads globs.</param>
    public static IEnumerable<(string Property, string Problem, SourceSpan? Where)> OpenProblems(HookSpec hook, GlobTexts globs)
    {
        var (options, where) = (hook.Options, hook.Options.MatrixOf.Where);
        if (options.Matrix.IsSet)
        {
            yield return (nameof(options.MatrixOf), "stands beside Matrix; items are written or found, so leave one of them out", where);
            yield break;
        }

        if (options.MatrixOf.Value.Count == 0)
            yield return (nameof(options.MatrixOf), "has no glob, so the hook would never run; leave it out, or name folders (src/*/) or files (**/*.csproj)", where);

        foreach (var glob in options.MatrixOf.Value)
        {
            if (globs.Read(glob.Value ?? "", out var error) is null)
                yield return (nameof(options.MatrixOf), $"has the malformed glob '{Shortened.Of(glob.Value ?? "")}': {error}", glob.Where);
        }

        if (hook.MemberProblem is null && Sameness(hook) is { } same)
            yield return (nameof(options.MatrixOf), same, where);
    }

    /// <summary>
    /// What is wrong with the items of another assembly's matrix that are overridden, told of the first one; <see langword="null"/> where they differ.
    /// </summary>
    /// <param name="hooks">All hooks.</param>
    /// <param name="index">An item.</param>
    public static string? SamenessOfJoined(HookSet hooks, int index)
    {
        var (first, others) = (hooks.Hooks[index], hooks.Hooks.Skip(index + 1).TakeWhile(hook => hook.IsItemWith(hooks.Hooks[index])).ToList());
        return others.Count > 0 && (index == 0 || !first.IsItemWith(hooks.Hooks[index - 1])) && others.TrueForAll(other => DoesTheSame(first, other))
            ? "has items that differ in nothing since they are overridden; write {item} in Arguments or in Files"
            : null;
    }

    private static bool DoesTheSame(HookSpec one, HookSpec other) =>
        one.Command is { Problem: null } command
            && command.Arguments.Equals(other.Command!.Arguments)
            && Equals(one.Options.Fix?.Arguments, other.Options.Fix?.Arguments)
            && one.Options.WorkingDirectory.Value == other.Options.WorkingDirectory.Value
        && Lists(one.Options)
            .Skip(2)
            .Zip(
                Lists(other.Options).Skip(2),
                (mine, theirs) => mine.Items.Select(item => item.Value).SequenceEqual(theirs.Items.Select(item => item.Value), StringComparer.Ordinal))
            .All(isSame => isSame);

    /// <summary>Whether a profile, as it is written, has an item in it.</summary>
    public static bool IsFor(string? profile, string item) => ItemOf(profile) is not { } only || only == item;

    /// <summary>The profile's name alone.</summary>
    public static ListItem WithoutItem(ListItem profile) =>
        ItemOf(profile.Value) is { } item ? profile with { Value = profile.Value!.Substring(0, profile.Value.Length - item.Length - 2) } : profile;

    /// <summary>The item that a profile is written with; <see langword="null"/> where it is a name alone.</summary>
    public static string? ItemOf(string? profile)
    {
        var open = profile?.IndexOf('[') ?? -1;
        return open > 0 && profile![profile.Length - 1] == ']' ? profile.Substring(open + 1, profile.Length - open - 2) : null;
    }

    /// <summary>Whether an argument of a command stands for the item.</summary>
    public static bool UsesItem(CommandSpec? command) =>
        command?.Arguments.Any(argument => argument is not null && ArgumentTemplate.Uses(argument, MatrixItem.Placeholder)) == true;

    /// <summary>The lists in which the item can stand.</summary>
    public static IEnumerable<(string Property, EquatableArray<ListItem> Items)> Lists(HookOptions options) =>
    [
        (nameof(options.DependsOn), options.DependsOn),
        (nameof(options.After), options.After),
        (nameof(options.Files), options.Files),
        (nameof(options.Exclude), options.Exclude),
        (nameof(options.Reads), options.Reads),
        (nameof(options.Writes), options.Writes),
        (nameof(options.Locks), options.Locks),
        (nameof(options.Environment), options.Environment),
    ];

    // The same work done several times is a slip, and a dear one.
    private static string? Sameness(HookSpec hook)
    {
        if (hook.IsMethod)
            return hook.TakesContext ? null : "has items of which the method cannot know: let it take a HookContext, whose Item it is";

        // Each item that is found is given files of its own.
        return hook.Command is null or { Problem: not null }
            || (hook.Options.MatrixOf.IsSet && HookFiles.TakesFiles(hook.Command))
            || UsesItem(hook.Command)
            || UsesItem(hook.Options.Fix)
            || MatrixItem.IsIn(hook.Options.WorkingDirectory.Value)
            || Lists(hook.Options).Skip(2).Any(list => list.Items.Any(item => MatrixItem.IsIn(item.Value)))
                ? null
                : "has items that differ in nothing; write {item} in the command, in Files or in WorkingDirectory";
    }

    private static string Hint(string item, EquatableArray<ListItem> items) =>
        NameSuggestion.Closest(item, items.Select(one => one.Value).OfType<string>()) is { } closest ? $"; did you mean '{closest}'?" : "";
}
