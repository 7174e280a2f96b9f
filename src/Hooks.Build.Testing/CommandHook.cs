using Hooks.Build.Catalog;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Running;
using Hooks.Build.Graph;
using Hooks.Build.Plan;

namespace Hooks.Build.Testing;

/// <summary>Runs command hooks by the engine: a plan of one hook.</summary>
internal static class CommandHook
{
    /// <summary>Reads a command as the compiler does.</summary>
    public static PlannedHook Parse(string command, HookTestOptions options)
    {
        var steps = Steps(command, "command", options);
        var name = steps[0][0];
        var standard = HookCatalog.Find(name);
        if (standard is null && HookCatalog.IsMeantBy(name))
            throw new ArgumentException($"There is no ready-made hook {name}.", nameof(command));

        var stage = TestEvent.StageOf(options);
        var isGuard = standard?.Tool == GuardHooks.Tool;
        if (isGuard && options.Event is null)
            throw new NotSupportedException($"{name} answers events of coding agents: give the test one (HookTestOptions.Event).");

        if (isGuard && standard!.Id is GuardHooks.CommitChecks or GuardHooks.ParallelAgents)
            throw new NotSupportedException(
                $"{name} is about {(standard.Id == GuardHooks.CommitChecks ? "the other hooks of its project" : "what an agent did before")}, of which a test has none; try it with 'hooks agent'.");

        if (isGuard && ((int)stage & standard!.StagesWithEffect) == 0)
            throw new ArgumentException(
                $"{name} does nothing at {stage}: set the Stage of the event to {(HookStages)standard.StagesWithEffect}.", nameof(options));

        if (standard is not null && !isGuard && !name.StartsWith("hooks:", StringComparison.Ordinal))
            throw new NotSupportedException($"{name} runs in the program of Hooks.Build.CSharp and cannot be run here; try it with 'hooks run --hook NAME'.");

        PlannedHook hook = new()
        {
            Index = 0,
            Name = options.Name ?? "Hook",
            Kind = standard is null ? HookKind.Command : isGuard ? HookKind.Guard : HookKind.Check,
            Command = steps,
            Fix = options.Fix is { } fix ? Steps(fix, "Fix", options) : [],
            Problems = ProblemsOf(options, isReadyMade: standard is not null),
            Stages = stage,
        };
        return TestItem.Apply(hook, options);
    }

    /// <summary>Runs one in a folder.</summary>
    public static async Task<HookTestResult> RunAsync(PlannedHook hook, HookTestOptions options, TestFolder folder)
    {
        // A hook without files is one that always runs; to a guard files are what it protects.
        var plan = HookPlan.Create([folder.Paths.Count == 0 || hook.Kind == HookKind.Guard ? hook : hook with { Files = ["**"] }]);
        RunRequest request = new()
        {
            RepositoryRoot = folder.Root,
            LogDirectory = folder.Logs,
            Stage = TestEvent.StageOf(options),
            Agent = TestEvent.In(options, folder),
            Files = FileChoice.Given(folder.Paths),
            Cores = Math.Max(1, options.Cores),
            DefaultTimeout = options.Timeout,
            Fix = options.Fixing ? FixMode.Always : FixMode.Never,
            Properties = options.Properties,
        };
        Problems problems = new();
        var run = await HookEngine.RunAsync(
            plan, request, EngineServices.Create(worker: null) with { Launcher = TestProcesses.Launcher }, problems, CancellationToken.None);
        var report = run.Hooks.Single();

        // Neither passed nor failed would be true, and each would make tests green that look at nothing.
        if (report.Outcome == HookOutcome.NoFiles)
            throw new ArgumentException($"The hook was not run, as {report.Reason}: it is about files, so give the test one.", nameof(folder));

        return new(
            run.Succeeded,
            [.. report.Findings.Select(found => new HookFinding(
                found.Level, folder.Relative(found.File), found.Line, found.Column, found.Code, found.Message))],
            string.Join(
                "; ",
                problems.Told.Concat(run.Problems.Select(problem => problem.Message))
                    .Prepend(report.Answer == HookAnswer.None ? report.Reason : "")
                    .Where(text => text.Length > 0)),
            string.Join('\n', report.Tail),
            folder.Read())
        {
            Answer = report.Answer,
            AnswerText = report.AnswerText,
        };
    }

    private static IReadOnlyList<IReadOnlyList<string>> Steps(string command, string what, HookTestOptions options)
    {
        if (!CommandTemplate.TryParse(command, out var template, out var error))
            throw new ArgumentException($"The {what} is malformed: {error.Message}", nameof(command));

        return options.Item.Length == 0 && template.Steps.Any(step => step.Any(argument => ArgumentTemplate.Uses(argument, MatrixItem.Placeholder)))
            ? throw new ArgumentException($"The {what} has {{item}}: set HookTestOptions.Item to the item of its matrix that is tested.", nameof(command))
            : [.. template.Steps.Select(step => (IReadOnlyList<string>)[.. step])];
    }

    private static string? ProblemsOf(HookTestOptions options, bool isReadyMade)
    {
        if (options.Problems is not { } problems)
            return null;

        if (isReadyMade)
            throw new ArgumentException("A ready-made hook takes no Problems: it knows what it finds.", nameof(options));

        if (options.Item.Length == 0 && MatrixItem.IsIn(problems))
            throw new ArgumentException("Problems has {item}: set HookTestOptions.Item to the item of its matrix that is tested.", nameof(options));

        return ProblemText.Problem(problems) is { } wrong ? throw new ArgumentException($"Problems {wrong}", nameof(options)) : problems;
    }

    private sealed class Problems : IRunObserver
    {
        public List<string> Told { get; } = [];

        public void Warned(Problem problem) => Told.Add(problem.Message);
    }
}
