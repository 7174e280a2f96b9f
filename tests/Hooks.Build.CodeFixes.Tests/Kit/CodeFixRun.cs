using Microsoft.CodeAnalysis.CSharp;
using Net80 = Basic.Reference.Assemblies.Net80;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace Hooks.Build.CodeFixes.Tests.Kit;

/// <summary>
/// A run of an analyzer and a code fix over marked source, by Roslyn's own test kit: one fix after the other and Fix All in document, project and solution
/// must come to the same text, which must compile and have no finding that the fix is about unless it is marked.
/// </summary>
internal static class CodeFixRun
{
    /// <summary>Checks what the fix makes of the source.</summary>
    /// <param name="marked">The source, each diagnostic marked as <c>{|ID:text|}</c>.</param>
    /// <param name="repaired">What comes out.</param>
    /// <param name="title">Which of several offers to take, by its place; the first when not given.</param>
    /// <param name="globalConfig">Lines of <c>key = value</c> that the compiler is given beside.</param>
    /// <param name="isDecision">Whether somebody has to decide each time, so that there is no Fix All.</param>
    /// <param name="other">Another file and what becomes of it.</param>
    public static Task VerifyAsync<TAnalyzer, TFix>(
        string marked, string repaired, int title = 0, string globalConfig = "", bool isDecision = false, (string Marked, string Repaired)? other = null)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        var test = new CSharpCodeFixTest<TAnalyzer, TFix, DefaultVerifier>
        {
            ReferenceAssemblies = new ReferenceAssemblies("net8.0"),
            TestCode = marked.ReplaceLineEndings("\n"),
            FixedCode = repaired.ReplaceLineEndings("\n"),
            CodeActionIndex = title,
            CodeFixTestBehaviors = isDecision ? CodeFixTestBehaviors.SkipFixAllCheck : CodeFixTestBehaviors.None,
        };
        if (other is var (before, after))
        {
            test.TestState.Sources.Add(("Other.cs", before.ReplaceLineEndings("\n")));
            test.FixedState.Sources.Add(("Other.cs", after.ReplaceLineEndings("\n")));
        }

        foreach (var state in new[] { test.TestState, test.FixedState })
        {
            state.Sources.Add(
                ("GlobalUsings.cs", "global using System; global using System.Linq; global using System.Threading.Tasks; global using Hooks.Build;"));
            state.AnalyzerConfigFiles.Add(("/.globalconfig", $"is_global = true\nbuild_property.HooksRepositoryRoot = /repository\n{globalConfig}"));
            state.AdditionalReferences.AddRange(Net80.References.All);
            state.AdditionalReferences.Add(typeof(HookAttribute).Assembly.Location);
        }

        test.SolutionTransforms.Add((solution, project) =>
            solution.WithProjectParseOptions(
                project, ((CSharpParseOptions)solution.GetProject(project)!.ParseOptions!).WithLanguageVersion(LanguageVersion.Latest)));
        return test.RunAsync();
    }
}
