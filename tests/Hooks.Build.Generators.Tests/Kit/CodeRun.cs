using Hooks.Build.Generators.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hooks.Build.Generators.Tests.Kit;

/// <summary>A run of the analyzer of hooks' code over marked source, which must compile.</summary>
internal static class CodeRun
{
    private const string Usings =
        "using System.Collections.Generic; using System.Diagnostics; using System.IO; using System.Net.Http; using System.Threading;\n";

    /// <summary>Checks that exactly the marked diagnostics are reported in members of a class with hooks.</summary>
    public static Task<IReadOnlyList<Diagnostic>> VerifyAsync(string markedMembers) =>
        VerifySourceAsync($"{Usings}static class RepoHooks\n{{\n{markedMembers}\n}}", audit: null);

    /// <summary>Checks that exactly the marked diagnostics are reported in members of a class without hooks, of a project that is audited.</summary>
    public static Task<IReadOnlyList<Diagnostic>> VerifyAuditAsync(string markedMembers) =>
        VerifySourceAsync($"{Usings}class Tool\n{{\n{markedMembers}\n}}", audit: "true");

    /// <summary>Checks that exactly the marked diagnostics are reported.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> VerifySourceAsync(string markedSource, string? audit)
    {
        var markup = Markup.Parse(markedSource);
        var compilation = Project.Of(markup.Source);
        compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ShouldBeEmpty();
        var diagnostics = await RunAsync(compilation, audit);
        diagnostics.Select(diagnostic => Describe(diagnostic.Id, diagnostic.Location.SourceSpan)).Order(StringComparer.Ordinal)
            .ShouldBe(markup.Expected.Select(mark => Describe(mark.Id, mark.Span)).Order(StringComparer.Ordinal));
        return diagnostics;

        string Describe(string id, Microsoft.CodeAnalysis.Text.TextSpan span) =>
            $"{id} [{span.Start}..{span.End}) {markup.Source.Substring(span.Start, span.Length)}";
    }

    /// <summary>Runs the analyzer; what it throws, the test throws.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> RunAsync(CSharpCompilation compilation, string? audit)
    {
        var thrown = new List<Exception>();
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([], new BuildProperties("/repository", audit)),
            onAnalyzerException: (exception, _, _) => thrown.Add(exception),
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false);
        var diagnostics = await compilation.WithAnalyzers([new CodeAnalyzer()], options).GetAnalyzerDiagnosticsAsync();
        thrown.ShouldBeEmpty();
        return [.. diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }
}
