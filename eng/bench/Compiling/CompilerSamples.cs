using System.Diagnostics;
using Hooks.Build.Bench.Measuring;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hooks.Build.Bench.Compiling;

/// <summary>What generator and analyzers took for one number of hooks, in milliseconds of processor time.</summary>
/// <param name="Hooks">The number.</param>
/// <param name="ColdGenerator">First run after loading.</param>
/// <param name="ColdAnalyzers">First run after loading.</param>
/// <param name="Generator">Run over a compilation that is new to it.</param>
/// <param name="Analyzers">Run over that compilation with what was generated, less what Roslyn takes to call analyzers that do nothing.</param>
/// <param name="Floor">A generator that only asks Roslyn for the attributes.</param>
/// <param name="UnrelatedEdit">The generator's run after an edit in a file without hooks.</param>
internal sealed record CompilerSamples(
    int Hooks, Sample ColdGenerator, Sample ColdAnalyzers, Sample Generator, Sample Analyzers, Sample Floor, Sample UnrelatedEdit)
{
    /// <summary>Generator and analyzers together, warm.</summary>
    public Sample Warm => new(Generator.Values.Zip(Analyzers.Values, (one, other) => one + other));

    /// <summary>Generator and analyzers together, cold.</summary>
    public Sample Cold => new(ColdGenerator.Values.Zip(ColdAnalyzers.Values, (one, other) => one + other));

    public static async Task<CompilerSamples> TakeAsync(int hooks, int runs, CancellationToken cancellation)
    {
        var sources = HookSources.Realistic(hooks)
            .Select((source, i) => (source, Path: $"Hooks{i}.cs"))
            .Append((HookSources.Unrelated(0), "Unrelated.cs"))
            .ToList();
        var trees = Parse(sources);
        await CompilerProof.RequireAsync([.. trees.SkipLast(1)], trees[^1], hooks, cancellation);

        List<Times> cold = [];
        for (var run = 0; run < runs; run++)
        {
            cold.Add(await TakeAsync(CompilerPart.Load(), Parse(sources), run, cancellation));
        }

        List<Times> warm = [];
        var part = CompilerPart.Load();
        var started = Stopwatch.GetTimestamp();
        for (var version = 1; warm.Count < runs; version++)
        {
            var isWarm = version > Math.Clamp(50_000 / hooks, 10, 40) && Stopwatch.GetElapsedTime(started) > WarmUp;
            var times = await TakeAsync(part, Parse(sources), version, cancellation);
            if (isWarm)
            {
                warm.Add(times);
            }
        }

        return new CompilerSamples(
            hooks,
            new Sample(cold.Select(value => value.Generator)),
            new Sample(cold.Select(value => value.Analyzers)),
            new Sample(warm.Select(value => value.Generator)),
            new Sample(warm.Select(value => value.Analyzers)),
            new Sample(warm.Select(value => value.Floor)),
            new Sample(warm.Select(value => value.Edit)));
    }

    // The runtime compiles hot code again in the background, twice, which takes its time: that would be counted.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);

    // Parsed anew for each run: what is remembered of a file is of no use to the next build.
    private static SyntaxTree[] Parse(IEnumerable<(string Source, string Path)> sources)
    {
        SyntaxTree[] trees = [.. sources.Select(file => Compilations.Parse(file.Source, file.Path))];
        foreach (var tree in trees)
        {
            _ = tree.GetRoot();
        }

        return trees;
    }

    // As a build does it: the generator, then the analyzers over what it made as well.
    private static async Task<Times> TakeAsync(CompilerPart part, SyntaxTree[] trees, int version, CancellationToken cancellation)
    {
        var twin = Compilations.Create(Parse(trees.Select(tree => (tree.ToString(), tree.FilePath))));
        var floor = ProcessorTime.Of(() => CSharpGeneratorDriver.Create(new RoslynFloor()).RunGenerators(twin, cancellation));

        var compilation = Compilations.Create(trees);
        var driver = part.Driver();
        var generator = ProcessorTime.Of(() => driver = driver.RunGenerators(compilation, cancellation));
        var generated = compilation.AddSyntaxTrees(driver.GetRunResult().GeneratedTrees);
        var idle = await ProcessorTime.OfAsync(() => CompilerPart.AnalyzeAsync([new IdleAnalyzer()], generated.Clone(), cancellation));
        var analyzers = await ProcessorTime.OfAsync(() => part.AnalyzeAsync(generated, cancellation));

        var edited = compilation.ReplaceSyntaxTree(trees[^1], Compilations.Parse(HookSources.Unrelated(version), trees[^1].FilePath));
        var edit = ProcessorTime.Of(() => driver.RunGenerators(edited, cancellation));
        return new Times(generator, analyzers - idle, floor, edit);
    }

    private sealed record Times(double Generator, double Analyzers, double Floor, double Edit);
}
