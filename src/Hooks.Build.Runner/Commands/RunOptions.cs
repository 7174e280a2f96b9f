using System.CommandLine;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Settings;
using Hooks.Build.Graph;
using Hooks.Build.Runner.Exports;
using Hooks.Build.Runner.Output;
using Hooks.Build.Runner.Plans;

namespace Hooks.Build.Runner.Commands;

/// <summary>The options of <c>hooks run</c>, and the request they make of the project's own settings.</summary>
internal sealed class RunOptions
{
    private readonly Argument<string[]> _arguments = new("stage-or-files")
    {
        Description = "The stage to run, such as PreCommit or pre-commit; files to check. Without a stage all hooks run but those of CommitMsg and of coding agents.",
        Arity = ArgumentArity.ZeroOrMore,
    };
    private readonly Option<string[]> _profiles = Many("--profile", "Runs only the hooks of this profile.");
    private readonly Option<string[]> _hooks = Many("--hook", "Runs only this hook and what it depends on.");
    private readonly Option<string[]> _skip = Many("--skip", "Leaves this hook out.");
    private readonly Option<bool> _allFiles = new("--all-files") { Description = "Checks every file that git tracks or would track." };
    private readonly Option<string?> _from = new("--from-ref") { Description = "Checks what changed since this commit." };
    private readonly Option<string?> _to = new("--to-ref") { Description = "The last commit of the range; HEAD without it." };
    private readonly Option<bool> _fix = new("--fix") { Description = "Repairs what fails, where a hook has a Fix." };
    private readonly Option<bool> _noFix = new("--no-fix") { Description = "Repairs nothing." };
    private readonly Option<bool> _failOnFix = new("--fail-on-fix") { Description = "A run that repaired something fails." };
    private readonly Option<bool> _failFast = new("--fail-fast") { Description = "The first failure stops the run." };
    private readonly Option<bool> _noCache = new("--no-cache") { Description = "Runs hooks whose results are remembered too, and remembers nothing." };
    private readonly Option<string?> _maxParallel = new("--max-parallel") { Description = "How many hooks run at a time at most.", HelpName = "1..64" };
    private readonly Option<string?> _schedule = new("--schedule") { Description = "Ready, Waves or Sequential." };

    /// <summary>Says what would run, and runs nothing.</summary>
    public Option<bool> DryRun { get; } = new("--dry-run") { Description = "Says what would run, in waves, on how many files." };

    /// <summary>Runs again whenever something was saved.</summary>
    public Option<bool> Watch { get; } = new("--watch") { Description = "Runs again whenever a file was saved, until Ctrl-C." };

    /// <summary>How the outcome is written.</summary>
    public Option<string?> Format { get; } = new Option<string?>("--format")
    {
        Description = "How the outcome is written; without it as the build server takes it, else as text.",
    }.AcceptOnlyFromAmong(RunFormats.All);

    /// <summary>Files that hold the outcome, too.</summary>
    public Option<string[]> Output { get; } = new("--output")
    {
        Description = $"Writes the outcome to a file as well: {string.Join(", ", ExportFormats.All)}.",
        AllowMultipleArgumentsPerToken = false,
        HelpName = "format=file",
    };

    /// <summary>Who is told what happens as it happens.</summary>
    public Option<string[]> Events { get; } = new("--events")
    {
        Description = "Tells a file, an open descriptor or a socket what happens, as lines of JSON.",
        AllowMultipleArgumentsPerToken = false,
        HelpName = "file|fd:N|unix:path",
    };

    /// <summary>All of them, for a command.</summary>
    public IEnumerable<Symbol> Symbols =>
        [_arguments, _profiles, _hooks, _skip, _allFiles, _from, _to, _fix, _noFix, _failOnFix, _failFast, _noCache, _maxParallel, _schedule, DryRun, Watch, Format, Output, Events];

    /// <summary>Makes the request.</summary>
    /// <exception cref="HooksException">Options contradict each other, or have no valid value.</exception>
    public RunRequest Read(ParseResult parsed, OpenPlan open, string folder)
    {
        var (stage, files) = ReadArguments(parsed.GetValue(_arguments) ?? [], open.Plan, folder);
        if (parsed.GetValue(DryRun) && parsed.GetValue(Format) is { } format && format != RunFormats.Text)
        {
            throw new HooksException(Codes.InvalidSetting, $"--dry-run is told as text only: leave --format {format} out");
        }

        if (parsed.GetValue(DryRun) && (parsed.GetValue(Output) ?? []).Length + (parsed.GetValue(Events) ?? []).Length > 0)
        {
            throw new HooksException(Codes.InvalidSetting, "--dry-run has no outcome to write: leave --output and --events out");
        }

        if (parsed.GetValue(Watch))
        {
            RefuseWatch(parsed, stage, files);
        }

        var own = open.ToRequest(
            stage,
            (Has(parsed, _profiles) ? HookSelectors.Profiles : 0) | (Has(parsed, _hooks) ? HookSelectors.Filter : 0) | (Has(parsed, _skip)
                ? HookSelectors.Skip
                : 0));
        return own with
        {
            Files = Files(parsed, files, folder),
            Profiles = Given(parsed.GetValue(_profiles), own.Profiles),
            Filter = Given(parsed.GetValue(_hooks), own.Filter),
            Skip = Given(parsed.GetValue(_skip), own.Skip),
            SaidAs = new SelectionNames(
                Name(parsed, _profiles, own.SaidAs.Profiles), Name(parsed, _hooks, own.SaidAs.Filter), Name(parsed, _skip, own.SaidAs.Skip)),
            MaxParallel = parsed.GetValue(_maxParallel) is { } most ? SettingTable.MaxParallel.Read(most, "--max-parallel") : own.MaxParallel,
            Schedule = parsed.GetValue(_schedule) is { } schedule ? SettingTable.Schedule.Read(schedule, "--schedule") : own.Schedule,
            Cache = own.Cache && !parsed.GetValue(_noCache),
            FailFast = own.FailFast || parsed.GetValue(_failFast),
            FailOnFix = own.FailOnFix || parsed.GetValue(_failOnFix),
            Fix = (parsed.GetValue(_fix), parsed.GetValue(_noFix)) switch
            {
                (true, true) => throw new HooksException(Codes.InvalidSetting, "--fix and --no-fix were both given: choose one"),
                (true, _) => FixMode.Always,
                (_, true) => FixMode.Never,
                _ => BuildServer.IsHere(Environment.GetEnvironmentVariable) ? RunSettings.OnServer(own.Fix) : own.Fix,
            },
        };
    }

    private void RefuseWatch(ParseResult parsed, HookStages stage, string[] files)
    {
        if (parsed.GetValue(DryRun))
        {
            throw new HooksException(Codes.InvalidSetting, "--dry-run runs nothing, so there is nothing to --watch: leave one of them out");
        }

        if (parsed.GetValue(_from) is not null)
        {
            throw new HooksException(Codes.InvalidSetting, "--watch is about files that are saved, and --from-ref about commits: leave one of them out");
        }

        if (stage is not (HookStages.None or HookStages.Build or HookStages.Manual) && files.Length == 0 && !parsed.GetValue(_allFiles))
        {
            throw new HooksException(
                Codes.InvalidSetting, $"--watch is about files that are saved, and {stage} about what is staged or committed: add --all-files, or name files");
        }
    }

    private FileChoice Files(ParseResult parsed, string[] files, string folder)
    {
        var (from, to) = (parsed.GetValue(_from), parsed.GetValue(_to));
        if (to is not null && from is null)
        {
            throw new HooksException(Codes.InvalidSetting, "--to-ref needs --from-ref, where the range begins");
        }

        if ((parsed.GetValue(_allFiles) ? 1 : 0) + (from is null ? 0 : 1) + (files.Length == 0 ? 0 : 1) > 1)
        {
            throw new HooksException(Codes.InvalidSetting, "--all-files, --from-ref and named files were given together: choose one");
        }

        return parsed.GetValue(_allFiles) ? new FileChoice(FileChoiceKind.All)
            : from is not null ? SettingTable.Files.Read($"{from}..{to ?? "HEAD"}", "--from-ref..--to-ref")
            : files.Length > 0 ? FileChoice.Given([.. files.Select(file => Path.GetFullPath(file, folder))])
            : FileChoice.OfStage;
    }

    // The first word is the stage, unless it is a file.
    private static (HookStages Stage, string[] Files) ReadArguments(string[] words, HookPlan plan, string folder) => words switch
    {
        [] => (HookStages.None, []),
        _ when Array.Find(words, word => word.StartsWith('-')) is { } option =>
            throw new HooksException(Codes.InvalidSetting, $"{option} is no option of 'hooks run' (see hooks run --help); a file of that name is ./{option}"),
        [var first, .. var rest] when StageNames.TryRead(first, out var stage) => (stage, rest),
        [var first, ..] when Path.Exists(Path.GetFullPath(first, folder)) => (HookStages.None, words),
        [var first, ..] when plan.Hooks.FirstOrDefault(hook => hook.IsNamed(first)) is { } hook =>
            throw new HooksException(
                Codes.InvalidSetting,
                $"'{first}' is a hook and no stage: hooks run --hook {(first.Contains('[', StringComparison.Ordinal) ? $"'{hook.Name}'" : hook.Matrix ?? hook.Name)}"),
        [var first, ..] => throw new HooksException(
            Codes.InvalidSetting,
            $"There is no file and no stage '{first}'{(NameSuggestion.Closest(first, StageNames.All) is { } stage ? $"; did you mean {stage}?" : ".")} The stages are {string.Join(", ", StageNames.All)}"),
    };

    private static IReadOnlyList<string> Given(string[]? values, IReadOnlyList<string> otherwise) =>
        values is { Length: > 0 } ? [.. values.SelectMany(SettingReader.Names)] : otherwise;

    private static string Name(ParseResult parsed, Option<string[]> option, string otherwise) => Has(parsed, option) ? option.Name : otherwise;

    private static bool Has(ParseResult parsed, Option<string[]> option) => parsed.GetValue(option) is { Length: > 0 };

    private static Option<string[]> Many(string name, string description) =>
        new(name) { Description = description, AllowMultipleArgumentsPerToken = false, HelpName = "name" };
}
