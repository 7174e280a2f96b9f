using System.Globalization;
using Hooks.Build.Bench.Results;

namespace Hooks.Build.Bench.Compiling;

/// <summary>What the compiler pays for hooks.</summary>
internal sealed class CompilerScenario : IScenario
{
    private static readonly int[] Sizes = [10, 100, 1000, 10_000];

    public string Name => "compiler";

    public async Task<Section> RunAsync(BenchSettings settings, CancellationToken cancellation)
    {
        var samples = await CompilerProcess.MeasureAsync(Sizes, settings, cancellation);
        return new Section(
            Name,
            "Generator and analyzers",
            [
                "In one process with the garbage collector that the SDK's compiler asks for (`System.GC.Server` in its runtimeconfig.json), Roslyn warm, processor time; files are parsed anew for each run, which is not counted. *Cold*: generator and analyzers freshly loaded, none of their code compiled, as in the first build of a compiler server. *Warm*: over a compilation that is new to them. "
                + "*Roslyn's own*: a generator that only asks Roslyn for the attributes. *Unrelated edit*: the generator's next run after an edit in a file without hooks. Analyzers: all that are packed, one after another, over the compilation with what was generated, less analyzers that do nothing over its twin.",
                "One hook in ten is a C# method, two in ten write; each has ten dependencies, two globs of its own, a profile and a timeout: 1,000 hooks are 9,900 edges and 2,100 globs. Checked beforehand: the plan names every hook and compiles, an unrelated edit re-runs no step, the analyzers report nothing here and HOOK0001 for a circle.",
            ],
            [new Table(
                ["Hooks, ms", "generator cold", "analyzers cold", "together cold", "generator warm", "analyzers warm", "together warm", "Roslyn's own", "unrelated edit"],
                [.. samples.Select(sample => (string[])
                [
                    sample.Hooks.ToString(CultureInfo.InvariantCulture),
                    .. new[] { sample.ColdGenerator, sample.ColdAnalyzers, sample.Cold, sample.Generator, sample.Analyzers, sample.Warm, sample.Floor, sample.UnrelatedEdit }.Select(value => value.Text("0.0")),
                ])])],
            [.. samples.SelectMany(Measurements)]);
    }

    private static Measurement[] Measurements(CompilerSamples sample)
    {
        var subject = string.Create(CultureInfo.InvariantCulture, $"{sample.Hooks} hooks");
        return
        [
            new(subject, "generator cold", "ms", sample.ColdGenerator),
            new(subject, "analyzers cold", "ms", sample.ColdAnalyzers),
            new(subject, "generator warm", "ms", sample.Generator),
            new(subject, "analyzers warm", "ms", sample.Analyzers),
            new(subject, "Roslyn's own", "ms", sample.Floor),
            new(subject, "generator, unrelated edit", "ms", sample.UnrelatedEdit),
        ];
    }
}
