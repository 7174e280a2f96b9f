using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hooks.Build.Generators.Tests.Kit;

/// <summary>A run of the analyzer over marked source.</summary>
internal static class AnalyzerRun
{
    /// <summary>Checks that exactly the marked diagnostics are reported, each once, and that the generator refuses the same errors.</summary>
    /// <returns>The diagnostics, in order of their place.</returns>
    public static Task<IReadOnlyList<Diagnostic>> VerifyAsync(params string[] markedSources) => VerifyAsync([], markedSources);

    /// <summary>The same of a project that refers to others.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> VerifyAsync(IReadOnlyList<MetadataReference> references, params string[] markedSources)
    {
        var markups = markedSources.Select(Markup.Parse).ToList();
        var compilation = Project.Of([.. markups.Select(markup => markup.Source)]).AddReferences(references);
        var diagnostics = await RunAsync(compilation);

        var expected = markups.SelectMany((markup, file) => markup.Expected.Select(mark => Describe(
            mark.Id, Project.FileName(file), markup.Source, mark.Span)));
        var actual = diagnostics.Select(diagnostic => Describe(
            diagnostic.Id, diagnostic.Location.SourceTree!.FilePath, diagnostic.Location.SourceTree.ToString(), diagnostic.Location.SourceSpan));
        actual.Order(StringComparer.Ordinal).ShouldBe(expected.Order(StringComparer.Ordinal));

        Refusals(GeneratorRun.Of(compilation)).ShouldBe(
            diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(Text).Order(StringComparer.Ordinal),
            "generator and analyzer must agree");
        return diagnostics;
    }

    /// <summary>As <see cref="VerifyAsync(string[])"/>, and the messages must be these.</summary>
    public static async Task VerifyMessagesAsync(string markedSource, params string[] messages) =>
        (await VerifyAsync(markedSource)).Select(diagnostic => diagnostic.GetMessage()).ShouldBe(messages);

    /// <summary>Runs the analyzer; what it throws, the test throws.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> RunAsync(CSharpCompilation compilation, bool isInstalled = true)
    {
        var thrown = new List<Exception>();
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([], new BuildProperties(isInstalled ? "/repository" : null)),
            onAnalyzerException: (exception, _, _) => thrown.Add(exception),
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false);
        var diagnostics = await compilation.WithAnalyzers([new HookAnalyzer()], options).GetAnalyzerDiagnosticsAsync();
        thrown.ShouldBeEmpty();
        return [.. diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)
            .ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Refusals(GeneratorRun run) =>
        WrittenHook.Parse(run.PlanText, "Refused").Select(refusal => $"{refusal.Name}: {refusal.Values["Message"].Single()}").Order(StringComparer.Ordinal);

    private static string Text(Diagnostic diagnostic) => $"{diagnostic.Id}: {diagnostic.GetMessage()}";

    private static string Describe(string id, string path, string source, Microsoft.CodeAnalysis.Text.TextSpan span) =>
        $"{id} at {path} [{span.Start}..{span.End}) {source.Substring(span.Start, span.Length)}";
}
