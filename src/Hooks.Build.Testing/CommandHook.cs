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
        var steps = Steps(command, "command", options.Item);
        var name = steps[0][0];
        var standard = HookCatalog.Find(name);
        if (standard is null && HookCatalog.IsMeantBy(name))
            throw new ArgumentException($"There is no ready-made hook {name}.", nameof(command));

        if (standard?.Tool == GuardHooks.Tool)
            throw new NotSupportedException($"{name} answers events of coding agents, of which a test of a command has none; try it with 'hooks agent'.");

        if (standard is not null && !name.StartsWith("hooks:", StringComparison.Ordinal))
            throw new NotSupportedException($"{name} runs in the program of Hooks.Build.CSharp and cannot be run here; try it with 'hooks check'.");

        return new PlannedHook
        {
            Index = 0,
            Name = options.Name ?? "Hook",
            Kind = standard is null ? HookKind.Command : HookKind.Check,
            Command = steps,
            Fix = options.Fix is { } fix ? Steps(fix, "Fix", options.Item) : [],
            Stages = options.Stage,
        };
    }

    /// <summary>Runs one in a folder.</summary>
    public static async Task<HookTestResult> RunAsync(PlannedHook hook, HookTestOptions options, TestFolder folder)
    {
        // A hook without files is one that always runs.
        var plan = HookPlan.Create([folder.Paths.Count == 0 ? hook : hook with { Files = ["**"] }]);
        RunRequest request = new()
        {
            RepositoryRoot = folder.Root,
            LogDirectory = folder.Logs,
            Stage = options.Stage,
            Files = FileChoice.Given(folder.Paths),
            Cores = Math.Max(1, options.Cores),
            DefaultTimeout = options.Timeout,
            Fix = options.Fixing ? FixMode.Always : FixMode.Never,
            Properties = options.Properties,
        };
        Problems problems = new();
        var run = await HookEngine.RunAsync(plan, request, EngineServices.Create(worker: null), problems, CancellationToken.None);
        var report = run.Hooks.Single();
        return new(
            run.Succeeded,
            [.. report.Findings.Select(found => new HookFinding(found.Level, folder.Relative(found.File), found.Line, found.Column, found.Code, found.Message))],
            string.Join("; ", problems.Told.Concat(run.Problems.Select(problem => problem.Message)).Prepend(report.Reason).Where(text => text.Length > 0)),
            string.Join('\n', report.Tail),
            folder.Read());
    }

    private static IReadOnlyList<IReadOnlyList<string>> Steps(string command, string what, string item) =>
        CommandTemplate.TryParse(command, out var template, out var error)
            ? [.. template.Steps.Select(step => (IReadOnlyList<string>)[.. step.Select(argument => item.Length == 0 ? argument : ArgumentTemplate.Fill(argument, "item", item))])]
            : throw new ArgumentException($"The {what} is malformed: {error.Message}", nameof(command));

    private sealed class Problems : IRunObserver
    {
        public List<string> Told { get; } = [];

        public void Warned(Problem problem) => Told.Add(problem.Message);

        public void HookStarted(PlannedHook hook)
        {
        }

        public void HookEnded(HookReport report)
        {
        }

        public void ProfileEnded(ProfileReport report)
        {
        }
    }
}
