using Hooks.Build.Catalog;
using Hooks.Build.Generators.Model;
using Hooks.Build.Graph;

namespace Hooks.Build.Generators.Parsing;

/// <summary>Gives a ready-made hook the settings it comes with, where its attribute says nothing else.</summary>
internal static class StandardSettings
{
    private const int OfTools = StageBits.BeforeTool | StageBits.AfterTool;

    public static HookSpec Apply(HookSpec spec) =>
        spec.Command?.Standard is { } name && HookCatalog.Find(name) is { } standard
            ? spec with { Options = Apply(spec.Options, standard, FilesNamed(spec.Command.Arguments, standard), spec.Identifier), NeverFixes = !standard.Fixes }
            : spec;

    private static HookOptions Apply(HookOptions options, StandardHook standard, IReadOnlyList<string> named, SourceSpan where) => options with
    {
        Files = options.Files.Count > 0 ? options.Files : List(standard.Files, where),
        Reads = List([.. standard.Reads, .. named], where).Concat(options.Reads).ToEquatableArray(),
        Environment = List(standard.Environment, where).Concat(options.Environment).ToEquatableArray(),
        Stages = options.Stages.IsSet || standard.Stages == 0 ? options.Stages : new Setting<int>(standard.Stages, Where: null),
        Timeout = options.Timeout.IsSet || standard.Timeout == 0 ? options.Timeout : new Setting<int>(standard.Timeout, where),
        Tools = options.Tools.Count > 0 || (options.Stages.IsSet && (options.Stages.Value & OfTools) == 0) ? options.Tools : List(standard.Tools, where),
        FailClosed = options.FailClosed.IsSet || !standard.FailClosed ? options.FailClosed : new Setting<bool>(Value: true, Where: null),
        PerFile = options.PerFile.IsSet ? options.PerFile : new Setting<bool>(standard.PerFile, Where: null),
        Cache = options.Cache.IsSet || standard.Cache ? options.Cache : new Setting<bool>(Value: false, Where: null),
        Description = options.Description.IsSet ? options.Description : new Setting<string?>(standard.Description, Where: null),
    };

    // A file that an option names is read.
    private static List<string> FilesNamed(EquatableArray<string?> command, StandardHook standard)
    {
        var arguments = command.Skip(1).Select(argument => ArgumentTemplate.Expand(argument ?? "", name => name)).ToList();
        return HookArguments.TryParse(standard, arguments, out var parsed, out _)
            ? [.. standard.Options.Where(option => option.Kind == OptionKind.File).SelectMany(option => parsed.All(option.Name))]
            : [];
    }

    private static EquatableArray<ListItem> List(IReadOnlyList<string> values, SourceSpan where) =>
        values.Select(value => new ListItem(value, where, NamesMember: false)).ToEquatableArray();
}
