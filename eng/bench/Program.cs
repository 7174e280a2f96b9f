using System.CommandLine;
using Hooks.Build.Bench;
using Hooks.Build.Bench.Builds;
using Hooks.Build.Bench.Caching;
using Hooks.Build.Bench.Compiling;
using Hooks.Build.Bench.Learning;
using Hooks.Build.Bench.Results;
using Hooks.Build.Bench.Running;
using Hooks.Build.Bench.Simulating;
using Hooks.Build.Bench.Tiny;
using Hooks.Build.Bench.Unchanged;
using Hooks.Build.Bench.Workloads;

IScenario[] all = [
    new WorkloadScenario(),
    new SimulationScenario(),
    new EngineScenario(),
    new CompilerScenario(),
    new BuildScenario(),
    new CachedScenario(),
    new TinyScenario(),
    new UnchangedScenario(),
    new WaitingScenario(),
    new LearnedScenario()];

Argument<string[]> names = new("scenarios")
{
    Description = $"What to measure; all by default: {string.Join(", ", all.Select(scenario => scenario.Name))}",
    Arity = ArgumentArity.ZeroOrMore,
};
names.AcceptOnlyFromAmong([.. all.Select(scenario => scenario.Name)]);
Option<int> runs = new("--runs") { Description = "How often each thing is measured; medians are told", DefaultValueFactory = _ => 5 };
Option<double> scale = new("--scale") { Description = "Length of a workload's second, in seconds", DefaultValueFactory = _ => 0.05 };
Option<string?> output = new("--output")
{
    Description = "File for the results; by default eng/bench/results.md, or artifacts/bench/partial.md where not all is measured",
};
runs.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() < 1)
    {
        result.AddError("--runs is at least 1.");
    }
});
scale.Validators.Add(result =>
{
    if (result.GetValueOrDefault<double>() is not (> 0 and <= 10))
    {
        result.AddError("--scale is above 0 and at most 10.");
    }
});

RootCommand root = new("Measures Hooks.Build on this machine and writes the results to a file.") { names, runs, scale, output };
root.SetAction(async (parsed, cancellation) =>
{
    var wanted = parsed.GetValue(names) is { Length: > 0 } some ? some : [.. all.Select(scenario => scenario.Name)];
    BenchSettings settings = new(Repository.Root, parsed.GetValue(runs), parsed.GetValue(scale));
    var machine = await Machine.ReadAsync(settings.Root, cancellation);
    List<Section> sections = [];
    foreach (var scenario in all.Where(scenario => wanted.Contains(scenario.Name, StringComparer.Ordinal)))
    {
        await Console.Error.WriteLineAsync($"== {scenario.Name}");
        var load = await Machine.LoadAsync(cancellation);
        var section = await scenario.RunAsync(settings, cancellation);
        sections.Add(section with { Notes = [.. section.Notes, $"Load of the machine before and after: {load}, {await Machine.LoadAsync(cancellation)}."] });
    }

    var isWhole = sections.Count == all.Length;
    var path = Path.GetFullPath(parsed.GetValue(output) ?? Path.Combine(settings.Root, isWhole ? "eng/bench/results.md" : "artifacts/bench/partial.md"));
    var text = MarkdownReport.Write(machine, settings, sections);
    _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
    await File.WriteAllTextAsync(path, text, cancellation);
    var json = await JsonReport.WriteAsync(Path.Combine(settings.Root, "artifacts/bench"), machine, settings, sections, cancellation);
    await Console.Out.WriteLineAsync($"{text}\nWritten to {path} and {json}");
});
root.Subcommands.Add(CompilerProcess.Command);
return await root.Parse(args).InvokeAsync();
