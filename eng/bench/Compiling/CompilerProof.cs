using Microsoft.CodeAnalysis;

namespace Hooks.Build.Bench.Compiling;

/// <summary>Proves, outside of any measurement, that generator and analyzers do what is measured.</summary>
internal static class CompilerProof
{
    /// <exception cref="BenchException">They do not.</exception>
    public static async Task RequireAsync(IReadOnlyList<SyntaxTree> trees, SyntaxTree unrelated, int hooks, CancellationToken cancellation)
    {
        var part = CompilerPart.Load();
        var driver = part.Driver(tracksSteps: true)
            .RunGeneratorsAndUpdateCompilation(Compilations.Create([.. trees, unrelated]), out var generated, out _, cancellation);
        Compilations.RequireLegal(generated);
        var planned = generated.Assembly.GetAttributes()
            .Where(attribute => string.Equals(attribute.AttributeClass?.Name, "AssemblyMetadataAttribute", StringComparison.Ordinal))
            .Sum(attribute => ((string)attribute.ConstructorArguments[1].Value!).Split('\n').Count(line => line.StartsWith("Hook=", StringComparison.Ordinal)));
        Require(planned == hooks, $"the plan has {planned} hooks and not {hooks}");

        var edited = Compilations.Create([.. trees, Compilations.Parse(HookSources.Unrelated(-1), unrelated.FilePath)]);
        var again = driver.RunGenerators(edited, cancellation).GetRunResult().Results.Single();
        Require(
            again.TrackedSteps["Plan"]
                .All(step => step.Outputs.All(output => output.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged)),
            "an unrelated edit makes the plan anew");

        var none = await part.AnalyzeAsync(Compilations.Create([.. trees, unrelated]), cancellation);
        Require(none.IsEmpty, $"the analyzers report {string.Join(", ", none.Take(3))}");
        var circle = await part.AnalyzeAsync(Compilations.Create(Compilations.Parse(HookSources.Cycle, "Circle.cs")), cancellation);
        Require(circle.Any(diagnostic => string.Equals(diagnostic.Id, "HOOK0001", StringComparison.Ordinal)), "the analyzers do not report a circle");
    }

    private static void Require(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new BenchException($"Compile time cannot be measured: {otherwise}.");
        }
    }
}
