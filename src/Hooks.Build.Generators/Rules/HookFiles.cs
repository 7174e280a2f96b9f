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
    private readonly HookSpec _hook;
    private readonly GlobTexts _globs;
    private readonly bool _isOfEngine;
    private FileUse[]? _written;
    private FileUse[]? _repaired;
    private FileUse[]? _read;

    /// <summary>What a hook reads and writes.</summary>
    public HookFiles(HookSpec hook, GlobTexts globs)
    {
        (_hook, _globs) = (hook, globs);
        _isOfEngine = hook.Command?.Standard?.StartsWith("hooks:", StringComparison.Ordinal) == true || hook.IsInsideMember;
        IsReadyMade = hook.Command?.Standard is not null;
        MayWrite = !_isOfEngine && (hook.Options.Writes.Count > 0 || Repairs(hook));
    }

    /// <summary>Whether the hook is one of the package's.</summary>
    public bool IsReadyMade { get; }

    /// <summary>Whether it may write anything.</summary>
    public bool MayWrite { get; }

    /// <summary>What it reads.</summary>
    public FileUse[] Read => _read ??= _isOfEngine ? [] : Uses(Given(), IsReadyMade ? null : Named(_hook.Options.Reads));

    /// <summary>What it writes.</summary>
    /// <param name="repairing">Whether repairing applies.</param>
    public FileUse[] Written(bool repairing) => !MayWrite ? [] : repairing
        ? _repaired ??= Uses(Named(_hook.Options.Writes), Repairs(_hook) ? Given() : null)
        : _written ??= Uses(Named(_hook.Options.Writes), null);

    private static FileUse[] Uses(FileUse? one, FileUse? other) => one is null ? other is null ? [] : [other] : other is null ? [one] : [one, other];

    private FileUse? Named(EquatableArray<ListItem> globs) =>
        globs.Count > 0 && !globs.Any(IsUnknown) && _globs.Set(globs, exclude: default) is { } set ? new FileUse(set, globs) : null;

    // Of items that are found when hooks run, and of those that no legal matrix has, nothing can be proved.
    private static bool IsUnknown(ListItem glob) => MatrixItem.IsIn(glob.Value);

    // A method that only might repair, as it passes its context on, is kept apart at run time and not accused of it.
    private static bool Repairs(HookSpec hook) =>
        hook.Options.Fix is not null || hook.AsksToFix || (hook.Command?.Standard is { } name && HookCatalog.Find(name)?.Fixes == true);

    // A command that asks for files without saying which is given all of them.
    private FileUse? Given()
    {
        var options = _hook.Options;
        if (options.MatrixOf.IsSet || options.Files.Any(IsUnknown) || (options.Files.Count == 0 && !TakesFiles(_hook.Command) && !TakesFiles(options.Fix)))
            return null;

        var files = options.Files.Count > 0 ? options.Files : new EquatableArray<ListItem>([new ListItem("**", _hook.Attribute, NamesMember: false)]);
        return _globs.Set(files, options.Exclude) is { } set ? new FileUse(set, options.Files) : null;
    }

    /// <summary>Whether a command is given files.</summary>
    public static bool TakesFiles(CommandSpec? command) =>
        command is not null && command.Arguments.Any(argument => argument is not null && ArgumentTemplate.IsFiles(argument));
}
