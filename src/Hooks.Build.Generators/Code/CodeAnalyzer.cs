using System.Collections.Immutable;
using Hooks.Build.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hooks.Build.Generators.Code;

/// <summary>Reports broken laws of the code that hooks run; with <c>HooksAudit</c>, of all code.</summary>
/// <remarks>
/// A project that has neither hooks nor an audit is not looked at. Without C# hooks it costs what it takes to know that, which <c>HookAnalyzer</c> knows as
/// well.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CodeAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => CodeDescriptors.All;

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        // What a tool wrote, nobody can repair.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        var isAudited = context.Options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property.HooksAudit", out var audit) && IsOn(audit);
        if (isAudited)
            context.RegisterOperationBlockAction(block => Audit(block));

        if (context.Compilation.GetTypesByMetadataName(MetadataNames.HookAttribute).IsEmpty)
            return;

        var code = new OnceRead(context.Compilation);
        context.RegisterSymbolAction(symbol => Report(symbol, code.Get(symbol.CancellationToken), isAudited), SymbolKind.NamedType);
    }

    // As MSBuild reads switches.
    private static bool IsOn(string value) => value.Trim().ToUpperInvariant() is "TRUE" or "ON" or "YES" or "!FALSE" or "!OFF" or "!NO";

    private static void Audit(OperationBlockAnalysisContext context) =>
        new CodeBody(context.OwningSymbol, context.OperationBlocks, isOfHook: false, context.Compilation, context.ReportDiagnostic, context.CancellationToken)
            .Check();

    // What is asked of all code is told there; of a hook more is asked.
    private static void Report(SymbolAnalysisContext context, HookCode code, bool isAudited)
    {
        foreach (var diagnostic in code.In((INamedTypeSymbol)context.Symbol))
        {
            if (!isAudited || diagnostic.Properties.ContainsKey(CodeProperties.OfHook))
                context.ReportDiagnostic(diagnostic);
        }
    }

    // No Lazy: it would keep the exception of a request that was cancelled, for all requests after it.
    private sealed class OnceRead(Compilation compilation)
    {
        private readonly object _gate = new();
        private HookCode? _code;

        public HookCode Get(CancellationToken cancellation)
        {
            lock (_gate)
                return _code ??= HookCode.Read(compilation, cancellation);
        }
    }
}
