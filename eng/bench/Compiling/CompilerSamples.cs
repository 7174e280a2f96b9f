using System.Diagnostics;
using Hooks.Build.Bench.Measuring;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hooks.Build.Bench.Compiling;

/// <summary>What generator and analyzer took for one number of hooks, in milliseconds.</summary>
/// <param name="Hooks">The number.</param>
/// <param name="ColdGenerator">First run after loading.</param>
/// <param name="ColdAnalyzer">First run after loading.</param>
/// <param name="Generator">Run over a compilation that is new to it.</param>
/// <param name="Analyzer">Run over a compilation that is new to it.</param>
/// <param name="Floor">The part of <paramref name="Generator"/> that Roslyn itself takes to bind the attributes.</param>
/// <param name="UnrelatedEdit">The generator's run after an edit in a file without hooks.</param>
internal sealed record CompilerSamples(int Hooks, Sample ColdGenerator, Sample ColdAnalyzer, Sample Generator, Sample Analyzer, Sample Floor, Sample UnrelatedEdit)
{
    /// <summary>Generator and analyzer together, warm.</summary>
    public Sample Warm => new(Generator.Values.Zip(Analyzer.Values, (one, other) => one + other));

    /// <summary>Generator and analyzer together, cold.</summary>
    public Sample Cold => new(ColdGenerator.Values.Zip(ColdAnalyzer.Values, (one, other) => one + other));

    public static async Task<CompilerSamples> TakeAsync(int hooks, int runs, CancellationToken cancellation)
    {
        SyntaxTree[] trees = [.. HookSources.Realistic(hooks).Select((source, i) => Compilations.Parse(source, $"Hooks{i}.cs"))];
        var unrelated = Compilations.Parse(HookSources.Unrelated(0), "Unrelated.cs");
        await CompilerProof.RequireAsync(trees, unrelated, hooks, cancellation);

        List<(double Generator, double Analyzer)> cold = [];
        for (var run = 0; run < runs; run++)
        {
            var fresh = CompilerPart.Load();
            cold.Add((Generate(fresh.Driver(), [.. trees, unrelated]).Milliseconds, await AnalyzeAsync(fresh, [.. trees, unrelated], cancellation)));
        }

        List<(double Generator, double Analyzer, double Floor, double Edit)> warm = [];
        var part = CompilerPart.Load();
        var started = Stopwatch.GetTimestamp();
        for (var version = 1; warm.Count < runs; version++)
        {
            var isWarm = Stopwatch.GetElapsedTime(started) > WarmUp;
            var (driver, generator) = Generate(part.Driver(), [.. trees, unrelated]);
            var (_, floor) = Generate(CSharpGeneratorDriver.Create(new RoslynFloor()), [.. trees, unrelated]);
            var analyzer = await AnalyzeAsync(part, [.. trees, unrelated], cancellation);
            var edited = Compilations.Create([.. trees, Compilations.Parse(HookSources.Unrelated(version), "Unrelated.cs")]);
            var edit = Time(() => driver.RunGenerators(edited, cancellation));
            if (isWarm)
            {
                warm.Add((generator, analyzer, floor, edit));
            }
        }

        return new CompilerSamples(
            hooks,
            new Sample(cold.Select(value => value.Generator)),
            new Sample(cold.Select(value => value.Analyzer)),
            new Sample(warm.Select(value => value.Generator)),
            new Sample(warm.Select(value => value.Analyzer)),
            new Sample(warm.Select(value => value.Floor)),
            new Sample(warm.Select(value => value.Edit)));
    }

    // The runtime compiles hot code again in the background, which takes its time.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);

    private static (GeneratorDriver Driver, double Milliseconds) Generate(GeneratorDriver unused, IEnumerable<SyntaxTree> trees)
    {
        var compilation = Compilations.Create(trees);
        GeneratorDriver? driver = null;
        var milliseconds = Time(() => driver = unused.RunGenerators(compilation));
        return (driver!, milliseconds);
    }

    private static async Task<double> AnalyzeAsync(CompilerPart part, IEnumerable<SyntaxTree> trees, CancellationToken cancellation) =>
        (await part.AnalyzeAsync(Compilations.Create(trees), cancellation)).Time.TotalMilliseconds;

    private static double Time(Action action)
    {
        var started = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
