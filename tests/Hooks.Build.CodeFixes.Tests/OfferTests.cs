using System.Collections.Concurrent;
using System.Collections.Immutable;
using Hooks.Build.CodeFixes.Tests.Kit;
using Hooks.Build.Generators;
using Hooks.Build.Generators.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Hooks.Build.CodeFixes.Tests;

/// <summary>Whatever a fix is offered for, taking the offer leaves no error of the compiler that was not there.</summary>
[TestClass]
public sealed class OfferTests
{
    private static readonly CodeFixProvider[] Fixes =
        [.. typeof(MissingHookFix).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(CodeFixProvider)) && !type.IsAbstract)
            .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!)];

    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers = [new HookAnalyzer(), new CodeAnalyzer()];

    [TestMethod]
    public async Task No_offer_leaves_code_that_does_not_compile()
    {
        ConcurrentBag<string> broken = [];
        var offers = 0;
        await Parallel.ForEachAsync(ShapesOfCode.Projects(), async (shape, cancel) =>
        {
            var compilation = (await shape.Project.GetCompilationAsync(cancel))!;
            var before = Errors(compilation);
            foreach (var (fix, diagnostic) in await FoundAsync(shape.Project, compilation))
            {
                foreach (var offer in await OffersAsync(fix, diagnostic, shape.Project))
                {
                    _ = Interlocked.Increment(ref offers);
                    var operations = await offer.GetOperationsAsync(cancel);
                    var after = await AsWrittenAsync(operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetProject(shape.Project.Id)!);
                    foreach (var error in Errors((await after.GetCompilationAsync(cancel))!).Except(before))
                        broken.Add($"{shape.Name}: {offer.Title}: {error}");
                }
            }
        });

        string.Join('\n', broken).ShouldBeEmpty();
        offers.ShouldBeGreaterThan(200);
    }

    private static async Task<IEnumerable<(CodeFixProvider Fix, Diagnostic Diagnostic)>> FoundAsync(Project project, Compilation compilation)
    {
        var found = await compilation.WithAnalyzers(Analyzers, project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync();
        return found.SelectMany(diagnostic => Fixes.Where(fix => fix.FixableDiagnosticIds.Contains(diagnostic.Id)).Select(fix => (fix, diagnostic)));
    }

    private static async Task<List<CodeAction>> OffersAsync(CodeFixProvider fix, Diagnostic diagnostic, Project project)
    {
        List<CodeAction> offers = [];
        await fix.RegisterCodeFixesAsync(new CodeFixContext(
            project.GetDocument(diagnostic.Location.SourceTree)!, diagnostic, (offer, _) => offers.Add(offer), CancellationToken.None));
        return offers;
    }

    // What a fix makes is a tree: what its text means may be something else.
    private static async Task<Project> AsWrittenAsync(Project project)
    {
        foreach (var id in project.DocumentIds)
            project = project.GetDocument(id)!.WithText(SourceText.From((await project.GetDocument(id)!.GetTextAsync()).ToString())).Project;

        return project;
    }

    // What lives across an await is told by the emitter alone.
    private static List<string> Errors(Compilation compilation) =>
        [.. compilation.Emit(Stream.Null).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => $"{diagnostic.Id}: {diagnostic.GetMessage()}")];
}
