using System.CommandLine;
using System.Globalization;
using Hooks.Build.Catalog;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Running;
using Hooks.Build.Runner.Hosting;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Commands;

/// <summary>
/// <c>hooks check ID [arguments] FILES</c>: one ready-made check by itself. What stands behind the id is the check's, so it is read by position.
/// </summary>
internal static class CheckCommand
{
    private const string Usage = "hooks check [--no-fix] ID [arguments] FILES, or hooks check --list";

    /// <summary>Creates the entry in the list of commands; <see cref="Run"/> does the work.</summary>
    public static Command Create()
    {
        Argument<string[]> words = new("id-arguments-files")
        {
            Description = "The check, its arguments, and the files. A file whose name begins with a dash stands behind --. Before the id: --list names all checks, --no-fix only reports.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Command command = new(
            "check", "Runs one ready-made check by itself, as pre-commit-hooks does: exit code 1 where something was found or repaired.") { words };
        command.SetAction(parsed => Run(parsed.GetValue(words) ?? []));
        return command;
    }

    /// <summary>Runs the command.</summary>
    /// <param name="args">What stands behind <c>check</c>.</param>
    public static int Run(string[] args) => HooksCommandLine.Guard(() =>
    {
        var fix = true;
        var at = 0;
        for (; at < args.Length && args[at].StartsWith('-'); at++)
        {
            if (args[at] == "--list")
            {
                return List();
            }

            if (args[at] != "--no-fix")
            {
                throw Wrong($"there is no option {args[at]} before the id of a check");
            }

            fix = false;
        }

        if (at == args.Length)
        {
            throw Wrong("no check is named");
        }

        return Check(args[at], args[(at + 1)..], fix);
    });

    private static int Check(string id, string[] words, bool fix)
    {
        var hook = HookCatalog.FindById(id)
            ?? throw Wrong($"there is no check '{id}'" + (HookCatalog.Suggest(id) is { } closest
                ? $"; did you mean '{closest}'?"
                : "; see hooks check --list"));
        if (hook.Tool != "hooks")
        {
            throw Wrong($"'{id}' runs in the worker of Hooks.Build.CSharp: declare it as a hook, and run it with 'hooks run --hook NAME'");
        }

        if (!HookArguments.TryParse(hook, words, out var arguments, out var error))
        {
            throw Wrong($"{id}: {error}");
        }

        if (arguments.Rest.Count == 0 && hook.Files.Count > 0)
        {
            throw Wrong($"{id}: no files are named");
        }

        using Interruption interruption = new();
        var result = EventLoop.Run(async loop =>
        {
            var services = EngineServices.Create(worker: null, loop.CreateLauncher()) with { Clock = loop, OnCallersLoop = true };
            return await StandaloneCheck.RunAsync(hook, arguments, Path.GetFullPath("."), fix, services, interruption.Token);
        });
        return Tell(hook, result);
    }

    private static int Tell(StandardHook hook, StandaloneResult result)
    {
        var terminal = Terminal.OfOutput();
        foreach (var (file, finding) in result.Findings)
        {
            var place = finding.Line == 0
                ? file
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{file}({finding.Line}{(finding.Column > 0 ? "," + finding.Column.ToString(CultureInfo.InvariantCulture) : "")})");
            terminal.WriteLine($"{(place.Length == 0 ? "" : PlainText.OfName(place) + ": ")}error {hook.Id}: {PlainText.Of(finding.Message)}");
        }

        foreach (var file in result.Repaired)
        {
            terminal.WriteLine(PlainText.OfName($"{file}: repaired by {hook.Id}"));
        }

        if (result.Problem is { } problem)
        {
            throw new HooksException(Codes.Files, $"{hook.Id}: {problem}");
        }

        return result.Findings.Count + result.Repaired.Count == 0 ? ExitCodes.Passed : ExitCodes.Failed;
    }

    private static int List()
    {
        var terminal = Terminal.OfOutput();
        var width = HookCatalog.All.Max(hook => hook.Id.Length);
        foreach (var hook in HookCatalog.All)
        {
            terminal.WriteLine(
                $"{hook.Id.PadRight(width)}  {hook.Description}{(hook.Fixes ? " (repairs)" : "")}{(hook.Tool == "hooks" ? "" : " [Hooks.Build.CSharp]")}");
        }

        return ExitCodes.Passed;
    }

    private static HooksException Wrong(string what) => new(Codes.InvalidSetting, $"{what} (usage: {Usage})");
}
