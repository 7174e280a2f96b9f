using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hooks.Build.Generators.Tests.Kit;

/// <summary>Another assembly with hooks, compiled in memory.</summary>
internal static class Package
{
    /// <summary>The package as a build makes it.</summary>
    public static MetadataReference Of(string source, string name = "Acme.Hooks", params MetadataReference[] references) =>
        Emit(GeneratorRun.Of(Source(source, name, references)).Output);

    /// <summary>The project as an editor has it: typed, not built.</summary>
    public static MetadataReference Typed(string source, string name = "Acme.Hooks") => Source(source, name, []).ToMetadataReference();

    /// <summary>A package whose plan is another one than the generator would write.</summary>
    public static MetadataReference WithPlan(string source, Func<string, string?> change, string name = "Acme.Hooks")
    {
        var run = GeneratorRun.Of(Source(source, name, []));
        var compilation = Source(source, name, []);
        return Emit(change(run.PlanText) is not { } plan
            ? compilation
            : compilation.AddSyntaxTrees(Project.Parse(
                $"[assembly: System.Reflection.AssemblyMetadata(\"Hooks.Build.Plan\", {SymbolDisplay.FormatLiteral(plan, quote: true)})]",
                "/acme/Plan.cs",
                compilation)));
    }

    private static CSharpCompilation Source(string source, string name, MetadataReference[] references) =>
        Project.Of(source).AddReferences(references).WithAssemblyName(name);

    private static MetadataReference Emit(Compilation compilation)
    {
        using var stream = new MemoryStream();
        var emitted = compilation.Emit(stream);
        emitted.Success.ShouldBeTrue(string.Join('\n', emitted.Diagnostics));
        return MetadataReference.CreateFromImage(stream.ToArray());
    }
}
