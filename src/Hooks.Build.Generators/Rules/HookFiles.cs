using Hooks.Build.Catalog;
using Hooks.Build.Generators.Model;
using Hooks.Build.Graph;

namespace Hooks.Build.Generators.Rules;

/// <summary>Files that a hook reads or writes.</summary>
/// <param name="Set">Which.</param>
/// <param name="Globs">What says so; empty where it follows from the command.</param>
internal sealed record FileUse(GlobSet Set, EquatableArray<ListItem> Globs);

/// <summary>
/// What a hook reads and writes as far as its order among others matters. That of the engine's own checks does not: it computes them together, in an order of
/// its own, and asks them again about what others repaired.
/// </summary>
internal sealed class HookFiles
{
    private HookFiles(HookSpec hook, GlobTexts globs)
    {
        var options = hook.Options;
        IsReadyMade = hook.Command?.Standard is not null;
        if (hook.Command?.Standard?.StartsWith("hooks:", StringComparison.Ordinal) == true || hook.IsLocalFunction)
            return;

        var given = Given(hook, globs);
        if (options.Writes.Count > 0 && globs.Set(options.Writes, exclude: default) is { } written)
            Writes.Add(new FileUse(written, options.Writes));
        if (given is not null && Repairs(hook))
            Repaired = given;
        if (given is not null)
            Reads.Add(given);
        if (!IsReadyMade && options.Reads.Count > 0 && globs.Set(options.Reads, exclude: default) is { } read)
            Reads.Add(new FileUse(read, options.Reads));
    }

    /// <summary>Whether the hook is one of the package's.</summary>
    public bool IsReadyMade { get; }

    /// <summary>What it writes whenever it runs.</summary>
    public List<FileUse> Writes { get; } = [];

    /// <summary>What it writes where repairing applies.</summary>
    public FileUse? Repaired { get; }

    /// <summary>What it reads.</summary>
    public List<FileUse> Reads { get; } = [];

    /// <summary>Whether it may write anything.</summary>
    public bool MayWrite => Writes.Count > 0 || Repaired is not null;

    /// <summary>What a hook reads and writes.</summary>
    public static HookFiles Of(HookSpec hook, GlobTexts globs) => new(hook, globs);

    // A method that only might repair, as it passes its context on, is kept apart at run time and not accused of it.
    private static bool Repairs(HookSpec hook) => hook.Options.Fix is not null || hook.AsksToFix || (hook.Command?.Standard is { } name && HookCatalog.Find(name)?.Fixes == true);

    // A command that asks for files without saying which is given all of them.
    private static FileUse? Given(HookSpec hook, GlobTexts globs)
    {
        var options = hook.Options;
        if (options.Files.Count == 0 && !TakesFiles(hook.Command) && !TakesFiles(options.Fix))
            return null;

        var files = options.Files.Count > 0 ? options.Files : new EquatableArray<ListItem>([new ListItem("**", hook.Attribute, NamesMember: false)]);
        return globs.Set(files, options.Exclude) is { } set ? new FileUse(set, options.Files) : null;
    }

    private static bool TakesFiles(CommandSpec? command) => command is not null && command.Arguments.Any(argument => argument is not null && ArgumentTemplate.IsFiles(argument));
}
