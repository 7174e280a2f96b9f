using System.Collections.Immutable;
using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hooks.Build.Bench.Compiling;

/// <summary>Generator and analyzer in a load context of their own: none of their code is compiled before its first use.</summary>
internal sealed class CompilerPart
{
    private CompilerPart()
    {
        // Not collectible: the runtime would compile such code once and fully, which is no compiler's case.
        var assembly = new AssemblyLoadContext("compiler part").LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "Hooks.Build.Generators.dll"));
        Generator = Create<IIncrementalGenerator>(assembly, "Hooks.Build.Generators.HookGenerator");
        Analyzer = Create<DiagnosticAnalyzer>(assembly, "Hooks.Build.Generators.HookAnalyzer");
    }

    /// <summary>The generator.</summary>
    public IIncrementalGenerator Generator { get; }

    /// <summary>The analyzer.</summary>
    public DiagnosticAnalyzer Analyzer { get; }

    /// <summary>Loads them.</summary>
    public static CompilerPart Load() => new();

    /// <summary>A driver that has not run yet.</summary>
    public GeneratorDriver Driver(bool tracksSteps = false) => CSharpGeneratorDriver.Create(
        [Generator.AsSourceGenerator()], driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, tracksSteps));

    /// <summary>Runs the analyzer over a compilation.</summary>
    /// <returns>What it reported, and the time it had by Roslyn's own account.</returns>
    public async Task<(ImmutableArray<Diagnostic> Diagnostics, TimeSpan Time)> AnalyzeAsync(Compilation compilation, CancellationToken cancellation)
    {
        // Not concurrent: threads that wait for each other would be counted as work.
        var analysis = compilation.WithAnalyzers(
            [Analyzer], new CompilationWithAnalyzersOptions(new AnalyzerOptions([], new InstalledPackage()), onAnalyzerException: Rethrow, concurrentAnalysis: false, logAnalyzerExecutionTime: true));
        var diagnostics = await analysis.GetAnalyzerDiagnosticsAsync(cancellation);
        return (diagnostics, (await analysis.GetAnalyzerTelemetryInfoAsync(Analyzer, cancellation)).ExecutionTime);
    }

    private static T Create<T>(Assembly assembly, string type) => (T)Activator.CreateInstance(assembly.GetType(type, throwOnError: true)!)!;

    private static void Rethrow(Exception exception, DiagnosticAnalyzer analyzer, Diagnostic diagnostic) => throw new UnreachableException(diagnostic.ToString(), exception);
}
