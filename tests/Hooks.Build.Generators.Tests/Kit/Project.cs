using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hooks.Build.Generators.Tests.Kit;

/// <summary>A hooks project in memory, below <c>/repo</c>.</summary>
internal static class Project
{
    public const string Root = "/repo";

    private static readonly MetadataReference Vocabulary = MetadataReference.CreateFromFile(typeof(HookAttribute).Assembly.Location);
    private static readonly MetadataReference[] Modern = [.. Net80.References.All, Vocabulary];
    private static readonly MetadataReference[] Standard = [.. NetStandard20.References.All, Vocabulary];

    /// <summary>A project of today, strict, with the usings the SDK adds.</summary>
    public static CSharpCompilation Of(params string[] sources) =>
        Create(Modern, LanguageVersion.Latest, NullableContextOptions.Enable, [.. sources.Select((source, i) => (FileName(i), source)), GlobalUsings]);

    /// <summary>A project for netstandard2.0 with the language it has by default.</summary>
    public static CSharpCompilation OfNetStandard(string source) =>
        Create(Standard, LanguageVersion.CSharp7_3, NullableContextOptions.Disable, [(FileName(0), source)]);

    /// <summary>A project that does not use the package.</summary>
    public static CSharpCompilation WithoutPackage(string source) =>
        Create([.. Net80.References.All], LanguageVersion.Latest, NullableContextOptions.Enable, [(FileName(0), source), GlobalUsings]);

    /// <summary>Path of the n-th file.</summary>
    public static string FileName(int index) => index == 0 ? $"{Root}/build/RepoHooks.cs" : $"{Root}/build/More{index}.cs";

    public static SyntaxTree Parse(string source, string path, CSharpCompilation like) =>
        CSharpSyntaxTree.ParseText(source, (CSharpParseOptions)like.SyntaxTrees[0].Options, path);

    private static (string, string) GlobalUsings =>
        ($"{Root}/build/obj/Hooks.GlobalUsings.g.cs", "global using System; global using System.Linq; global using System.Threading.Tasks; global using Hooks.Build;");

    private static CSharpCompilation Create(
        MetadataReference[] references, LanguageVersion language, NullableContextOptions nullable, (string Path, string Text)[] files)
    {
        var options = new CSharpParseOptions(language, DocumentationMode.Diagnose);
        return CSharpCompilation.Create(
            "Hooks",
            files.Select(file => CSharpSyntaxTree.ParseText(file.Text.ReplaceLineEndings("\n"), options, file.Path)),
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: nullable, warningLevel: 9999));
    }
}
