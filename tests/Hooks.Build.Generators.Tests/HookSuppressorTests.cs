using System.Collections.Immutable;
using Hooks.Build.Generators.Tests.Kit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hooks.Build.Generators.Tests;

[TestClass]
public sealed class HookSuppressorTests
{
    [TestMethod]
    [DataRow("IDE0051")]
    [DataRow("IDE0052")]
    [DataRow("CA1811")]
    [DataRow("CA1823")]
    public async Task Hooks_are_not_unused_and_other_members_are(string id)
    {
        var compilation = Project.Of(
            """
            static class RepoHooks
            {
                [Hook] const string Format = "a", Lint = "b";
                [Hook] static void Scan() { }
                const string Unused = "c";
                [Obsolete] static void Forgotten() { }
            }
            """);
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: true);
        var diagnostics = await compilation.WithAnalyzers([new EachMemberIsUnused(id), new HookSuppressor()], options).GetAnalyzerDiagnosticsAsync();
        diagnostics.Where(diagnostic => diagnostic.IsSuppressed).Select(Name).ShouldBe(["Format", "Lint", "Scan"], ignoreOrder: true);
        diagnostics.Where(diagnostic => !diagnostic.IsSuppressed).Select(Name).ShouldBe(["Unused", "Forgotten"], ignoreOrder: true);
    }

    [TestMethod]
    public async Task Arrays_of_the_attribute_are_no_fault_in_a_library_that_is_CLS_compliant_and_other_arrays_are()
    {
        var compilation = Project.Of(
            """
            [assembly: CLSCompliant(true)]
            public sealed class OtherAttribute : Attribute { public string[] Names { get; set; } }
            public static class RepoHooks
            {
                [Hook(Files = new[] { "**" })] public const string Format = "a";
                [Other(Names = new[] { "x" })] public const string Other = "b";
            }
            """);
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: true);
        var diagnostics = (await compilation.WithAnalyzers([new HookSuppressor()], options).GetAllDiagnosticsAsync())
            .Where(diagnostic => diagnostic.Id == "CS3016")
            .ToList();
        diagnostics.Where(diagnostic => diagnostic.IsSuppressed).ShouldHaveSingleItem();
        diagnostics.Where(diagnostic => !diagnostic.IsSuppressed).ShouldHaveSingleItem();
    }

    private static string Name(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree!.ToString().Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length);

    /// <summary>Stands for the analyzers of the SDK, which mark a member's name.</summary>
#pragma warning disable RS1001, RS1017, RS1036 // not an analyzer that a compiler loads, and its id is the test's
    private sealed class EachMemberIsUnused(string id) : DiagnosticAnalyzer
    {
        private readonly DiagnosticDescriptor _descriptor = new(id, "Unused", "Unused", "Test", DiagnosticSeverity.Warning, isEnabledByDefault: true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [_descriptor];

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterSymbolAction(
                symbol => symbol.ReportDiagnostic(Diagnostic.Create(_descriptor, symbol.Symbol.Locations[0])), SymbolKind.Field, SymbolKind.Method);
        }
    }
}
