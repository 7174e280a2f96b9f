using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Hooks.Build.Bench.Measuring;

namespace Hooks.Build.Bench.Compiling;

/// <summary>Measures in a process of its own, which collects garbage as the SDK's compiler does: how it does is decided when a process starts.</summary>
internal static class CompilerProcess
{
    private const string Name = "measure-compiler";

    private static readonly Argument<int[]> Sizes = new("hooks") { Description = "Numbers of hooks" };
    private static readonly Option<int> Runs = new("--runs") { Required = true };

    /// <summary>What that process is asked to do.</summary>
    public static Command Command
    {
        get
        {
            Command command = new(Name, "Measures generator and analyzers in this process, for the scenario compiler.") { Sizes, Runs };
            command.Hidden = true;
            command.SetAction(async (parsed, cancellation) => await RunAsync(parsed.GetRequiredValue(Sizes), parsed.GetRequiredValue(Runs), cancellation));
            return command;
        }
    }

    /// <summary>Measures for each number of hooks.</summary>
    /// <exception cref="BenchException">It could not be measured.</exception>
    public static async Task<IReadOnlyList<CompilerSamples>> MeasureAsync(IEnumerable<int> sizes, BenchSettings settings, CancellationToken cancellation)
    {
        // dotnet knows no option for this, and env sets the variable for that process alone.
        string[] arguments = [
            "DOTNET_gcServer=1", "dotnet", "exec", typeof(CompilerProcess).Assembly.Location, Name, .. sizes.Select(Text), "--runs", Text(settings.Runs)];
        var result = await Tool.RunAsync(settings.Root, "env", arguments, cancellation);
        // The compiler may print, too; what was measured comes last.
        return [.. JsonSerializer.Deserialize<Measured[]>(result.Output.TrimEnd().Split('\n')[^1])!.Select(measured => measured.ToSamples())];

        static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
    }

    private static async Task RunAsync(int[] sizes, int runs, CancellationToken cancellation)
    {
        // Roslyn comes from a package here and must be compiled first; the SDK's is compiled ahead of time.
        _ = await CompilerSamples.TakeAsync(sizes[0], runs, cancellation);
        List<Measured> measured = [];
        foreach (var size in sizes)
        {
            measured.Add(Measured.Of(await CompilerSamples.TakeAsync(size, runs, cancellation)));
        }

        await Console.Out.WriteLineAsync(JsonSerializer.Serialize(measured));
    }

    private sealed record Measured(int Hooks, double[][] Values)
    {
        public CompilerSamples ToSamples() =>
            Values.Select(values => new Sample(values)).ToArray() is [var coldGenerator, var coldAnalyzers, var generator, var analyzers, var floor, var edit]
                ? new CompilerSamples(Hooks, coldGenerator, coldAnalyzers, generator, analyzers, floor, edit)
                : throw new BenchException("The process that measures the compiler answered something else.");

        public static Measured Of(CompilerSamples samples) => new(
            samples.Hooks,
            [.. new[] { samples.ColdGenerator, samples.ColdAnalyzers, samples.Generator, samples.Analyzers, samples.Floor, samples.UnrelatedEdit }.Select(sample => sample.Values.ToArray())]);
    }
}
