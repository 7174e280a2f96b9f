using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Model;
using Hooks.Build.Graph;

namespace Hooks.Build.Engine.Selecting;

/// <summary>A folder or file of the repository that is an item of a matrix. It may have any name that git can keep.</summary>
/// <param name="Path">Its path from the root, with <c>/</c>.</param>
/// <param name="IsFolder">Whether it is a folder.</param>
internal sealed record FoundItem(string Path, bool IsFolder)
{
    private const int Longest = 200;

    /// <summary>The path as people are told it, and as part of a hook's name.</summary>
    public string Name { get; } = NameText.Of(PathText.Shown(Path));

    // The glob that matches the path alone.
    private string AsGlob => string.Concat(Path.Select((character, i) => character switch
    {
        '*' or '?' or '[' or '{' or '}' or ',' or '\\' => $"[{character}]",

        // What begins like a negation, or a drive, or is blank is no glob.
        '!' when i == 0 => "{!}",
        ':' when i == 1 => "[:]",
        _ when char.IsWhiteSpace(character) => $"[{character}]",
        _ => character.ToString(),
    }));

    /// <summary>The hook that it is, with a fault where it cannot be one.</summary>
    /// <param name="hook">The declaration.</param>
    public PlannedHook ToHook(PlannedHook hook)
    {
        var folder = IsFolder ? Path : Path.LastIndexOf('/') is > 0 and var slash ? Path[..slash] : null;
        return hook with
        {
            Fault = FaultOf(hook),
            Name = MatrixItem.NameOf(hook.Name, Name),
            Matrix = hook.Name,
            Item = Name,
            ItemPath = Path,
            MatrixOf = [],

            // Globs that have the item in them say themselves what it is about.
            Scope = hook.Files.Any(MatrixItem.IsIn) ? null : folder,

            // Without files it is about whatever is in the folder, of which no key knows.
            NoCache = hook.NoCache || hook.Files.Count == 0,
            Command = [.. hook.Command.Select(Fill)],
            Fix = [.. hook.Fix.Select(Fill)],
            DependsOn = Fill(hook.DependsOn, Name),
            After = Fill(hook.After, Name),
            Profiles = [.. hook.Profiles.Where(profile => ItemOf(profile) is not { } only || only == Name)
                .Select(profile => ItemOf(profile) is { } only ? profile[..^(only.Length + 2)] : profile)],
            Files = Globs(hook.Files),
            Exclude = Globs(hook.Exclude),

            // Who is told of a file reads it.
            Reads = IsFolder ? Globs(hook.Reads) : [.. Globs(hook.Reads), AsGlob],
            ItemGlob = IsFolder ? null : AsGlob,
            Writes = Globs(hook.Writes),
            Locks = Fill(hook.Locks, Path),
            Environment = Fill(hook.Environment, Path),
            Problems = hook.Problems is null ? null : MatrixItem.Fill(hook.Problems, Path),
            WorkingDirectory = hook.WorkingDirectory is null ? null : MatrixItem.Fill(hook.WorkingDirectory, Path),
            Description = hook.Description is null ? null : MatrixItem.Fill(hook.Description, Name),

            // Each item has results of its own.
            Hash = hook.Hash is null ? null : $"{hook.Hash}[{Path}]",
        };
    }

    // Why it cannot be an item of a declaration; null where it can.
    private HookFault? FaultOf(PlannedHook hook)
    {
        var what = $"MatrixOf of '{hook.Name}' has {Name} among its items";
        if (PathText.HasRawBytes(Path))
        {
            return Fault("UTF-8", "whose name is not UTF-8: rename it, or let the globs of MatrixOf leave it out");
        }

        if (Name.Length > Longest)
        {
            return Fault(
                "length",
                FormattableString.Invariant(
                    $"which is {Name.Length} characters long as part of a name; {Longest} is the most. Let the globs of MatrixOf leave it out"));
        }

        if (!ItemScript.IsPlain(Path) && hook.Command.Concat(hook.Fix).Select(ItemScript.In).OfType<string>().FirstOrDefault() is { } script)
        {
            return Fault(
                "script",
                $"and its name has characters that a shell would take for its own in '{script}': give {{item}} as an argument of its own, as in sh -c '... \"$1\"' sh {{item}}, or rename it");
        }

        // Nobody wrote the glob as it is now, so it is told of the item.
        foreach (var glob in hook.Files.Concat(hook.Exclude).Concat(hook.Reads).Concat(hook.Writes).Where(MatrixItem.IsIn))
        {
            if (!Glob.TryParse(MatrixItem.Fill(glob, AsGlob), out _, out var error))
            {
                return Fault("glob", $"which cannot stand in the glob '{Shortened.Of(glob)}': {error} Let the globs of MatrixOf leave it out");
            }
        }

        return null;

        HookFault Fault(string reason, string why) => new(new Problem(Codes.Files, $"{what}, {why}", hook.File, hook.Line, hook.Column), reason);
    }

    private static string? ItemOf(string profile) =>
        profile.IndexOf('[', StringComparison.Ordinal) is > 0 and var open && profile.EndsWith(']') ? profile[(open + 1)..^1] : null;

    private static IReadOnlyList<string> Fill(IReadOnlyList<string> texts, string item) =>
        texts.Any(MatrixItem.IsIn) ? [.. texts.Select(text => MatrixItem.Fill(text, item))] : texts;

    // Never like an option, nor like a file with options.
    private IReadOnlyList<string> Fill(IReadOnlyList<string> step) =>
        [.. step.Select(argument => ArgumentTemplate.Fill(
            argument, MatrixItem.Placeholder, Path is ['-' or '@', ..] && argument.StartsWith('{') ? "./" + Path : Path))];

    // What is none is left out: the hook has a fault, and is only shown.
    private IReadOnlyList<string> Globs(IReadOnlyList<string> globs) =>
        globs.Any(MatrixItem.IsIn) ? [.. Fill(globs, AsGlob).Where(glob => Glob.TryParse(glob, out _, out _))] : globs;
}
