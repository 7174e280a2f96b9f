using System.Collections.Immutable;
using Hooks.Build.Generators.Diagnostics;
using Hooks.Build.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hooks.Build.Generators;

/// <summary>Reports broken laws of the hook graph while they are typed.</summary>
/// <remarks>
/// Edges cross types and files, so all hooks are analysed together, once a compilation, and in each file is told what is wrong in it. Not from a
/// compilation-end action: editors do not run those (dotnet/roslyn#76693).
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HookAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => DiagnosticDescriptors.All;

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        // Hooks in generated code are hooks of the graph, and their faults refuse the plan: they must be told.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        if (context.Compilation.GetTypesByMetadataName(MetadataNames.HookAttribute).IsEmpty)
            return;

        // Only the package's own props make the property visible.
        var isInstalled = context.Options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property.HooksRepositoryRoot", out _);
        var analysis = new OnceAnalysis(context.Compilation, isInstalled);
        context.RegisterSemanticModelAction(file => Report(file, analysis.Get(file.CancellationToken)));
    }

    private static void Report(SemanticModelAnalysisContext context, HookAnalysis analysis)
    {
        foreach (var diagnostic in analysis.In(context.SemanticModel.SyntaxTree))
            context.ReportDiagnostic(diagnostic);
    }

    // No Lazy: it would keep the exception of a request that was cancelled, for all requests after it.
    private sealed class OnceAnalysis(Compilation compilation, bool isInstalled)
    {
        private readonly object _gate = new();
        private HookAnalysis? _analysis;

        public HookAnalysis Get(CancellationToken cancellation)
        {
            lock (_gate)
                return _analysis ??= HookAnalysis.Run(compilation, isInstalled, cancellation);
        }
    }
}
