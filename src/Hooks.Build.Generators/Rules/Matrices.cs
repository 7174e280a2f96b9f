using Hooks.Build.Generators.Model;
using Hooks.Build.Graph;

namespace Hooks.Build.Generators.Rules;

/// <summary>Makes the hooks of declarations: one of each, but one of each item where there is a matrix.</summary>
internal static class Matrices
{
    /// <summary>Makes the hooks, those of a declaration beside each other. A matrix that breaks a law is left as one hook, of which that is told.</summary>
    /// <param name="declared">The declarations.</param>
    /// <param name="origins">For each hook the index of its declaration; <see langword="null"/> where they are the same.</param>
    public static IReadOnlyList<HookSpec> Expand(IReadOnlyList<HookSpec> declared, out int[]? origins)
    {
        origins = null;
        if (!HasAny(declared))
            return declared;

        var hooks = new List<HookSpec>();
        var from = new List<int>();
        for (var i = 0; i < declared.Count; i++)
        {
            hooks.AddRange(IsMatrix(declared[i]) ? declared[i].Options.Matrix.Value.Select(item => Of(declared[i], item.Value!)) : [declared[i]]);
            // Those of another assembly come one by one.
            var origin = i > 0 && declared[i].IsItemWith(declared[i - 1]) ? from[from.Count - 1] : i;
            while (from.Count < hooks.Count)
                from.Add(origin);
        }

        origins = [.. from];
        return hooks;
    }

    // Not by LINQ: nearly always there is none, and this is asked at each key press.
    private static bool HasAny(IReadOnlyList<HookSpec> declared)
    {
        for (var i = 0; i < declared.Count; i++)
        {
            if (declared[i].Options.Matrix.IsSet || declared[i] is { Item: not null, Joined: not null })
                return true;
        }

        return false;
    }

    private static bool IsMatrix(HookSpec hook) => hook.Options.Matrix.IsSet && !hook.IsInsideMember && !MatrixRules.Problems(hook).Any();

    private static HookSpec Of(HookSpec hook, string item)
    {
        var options = hook.Options;
        return hook with
        {
            Name = MatrixItem.NameOf(hook.Name, item),
            Item = item,
            Command = hook.Command is null ? null : Fill(hook.Command, item),
            Options = options with
            {
                DependsOn = Fill(options.DependsOn, item),
                After = Fill(options.After, item),
                Profiles = options.Profiles.Where(profile => MatrixRules.IsFor(profile.Value, item)).Select(MatrixRules.WithoutItem).ToEquatableArray(),
                ProfilesOfMatrix = options.Profiles.Select(MatrixRules.WithoutItem).ToEquatableArray(),
                Files = Fill(options.Files, item),
                Exclude = Fill(options.Exclude, item),
                Reads = Fill(options.Reads, item),
                Writes = Fill(options.Writes, item),
                Locks = Fill(options.Locks, item),
                Environment = Fill(options.Environment, item),
                Fix = options.Fix is null ? null : Fill(options.Fix, item),
                Problems = Fill(options.Problems, item),
                WorkingDirectory = Fill(options.WorkingDirectory, item),
                Description = Fill(options.Description, item),
            },
        };
    }

    /// <summary>The list of an item.</summary>
    public static EquatableArray<ListItem> Fill(EquatableArray<ListItem> items, string item) =>
        items.Any(one => MatrixItem.IsIn(one.Value))
            ? items.Select(one => one with { Value = one.Value is null ? null : MatrixItem.Fill(one.Value, item) }).ToEquatableArray()
            : items;

    /// <summary>The command of an item.</summary>
    public static CommandSpec Fill(CommandSpec command, string item) =>
        command with
        {
            Arguments = command.Arguments.Select(argument => argument is null ? null : ArgumentTemplate.Fill(argument, MatrixItem.Placeholder, item))
            .ToEquatableArray()
        };

    private static Setting<string?> Fill(Setting<string?> setting, string item) =>
        setting.Value is null ? setting : setting with { Value = MatrixItem.Fill(setting.Value, item) };
}
