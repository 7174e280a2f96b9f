using System.Collections.Immutable;
using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hooks.Build.Bench.Compiling;

/// <summary>Generator and analyzers in a load context of their own: none of their code is compiled before its first use.</summary>
internal sealed class CompilerPart
{
    // All that are packed.
    private static readonly string[] Names = ["HookAnalyzer", "Code.CodeAnalyzer", "HookSuppressor"];

    private CompilerPart()
    {
        // Not collectible: the runtime would compile such code once and fully, which is no compiler's case.
        var assembly = new AssemblyLoadContext("compiler part").LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "Hooks.Build.Generators.dll"));
        Generator = Create<IIncrementalGenerator>(assembly, "Hooks.Build.Generators.HookGenerator");
        Analyzers = [.. Names.Select(name => Create<DiagnosticAnalyzer>(assembly, "Hooks.Build.Generators." + name))];
    }

    /// <summary>The generator.</summary>
    public IIncrementalGenerator Generator { get; }

    /// <summary>The analyzers.</summary>
    public ImmutableArray<DiagnosticAnalyzer> Analyzers { get; }

    /// <summary>Loads them.</summary>
    public static CompilerPart Load() => new();

    /// <summary>A driver that has not run yet.</summary>
    public GeneratorDriver Driver(bool tracksSteps = false) => CSharpGeneratorDriver.Create(
        [Generator.AsSourceGenerator()], driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, tracksSteps));

    /// <summary>Runs the analyzers over a compilation.</summary>
    public Task<ImmutableArray<Diagnostic>> AnalyzeAsync(Compilation compilation, CancellationToken cancellation) =>
        AnalyzeAsync(Analyzers, compilation, cancellation);

    /// <summary>Runs analyzers over a compilation, one after another.</summary>
    public static Task<ImmutableArray<Diagnostic>> AnalyzeAsync(
        ImmutableArray<DiagnosticAnalyzer> analyzers, Compilation compilation, CancellationToken cancellation) => compilation
        .WithAnalyzers(
            analyzers,
            new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([], new InstalledPackage()), onAnalyzerException: Rethrow, concurrentAnalysis: false, logAnalyzerExecutionTime: false))
        .GetAnalyzerDiagnosticsAsync(cancellation);

    private static T Create<T>(Assembly assembly, string type) => (T)Activator.CreateInstance(assembly.GetType(type, throwOnError: true)!)!;

    private static void Rethrow(Exception exception, DiagnosticAnalyzer analyzer, Diagnostic diagnostic) =>
        throw new UnreachableException(diagnostic.ToString(), exception);
}
