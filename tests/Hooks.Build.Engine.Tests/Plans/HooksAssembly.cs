extern alias Generators;

using System.Text;
using Generators::Hooks.Build.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace Hooks.Build.Engine.Tests.Plans;

/// <summary>Compiles hooks as a user's project does: with the real generator, against the real vocabulary.</summary>
internal static class HooksAssembly
{
    private const string Usings =
        "global using System; global using System.Linq; global using System.Threading; global using System.Threading.Tasks; global using Hooks.Build;\n";
    private static readonly CSharpParseOptions Language = new(LanguageVersion.CSharp12);

    private static readonly Lazy<MetadataReference[]> Framework = new(() =>
    [
        .. Directory.EnumerateFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll")
            .Where(IsManaged)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    /// <summary>Compiles into a folder and returns the assembly's path.</summary>
    public static string Compile(
        string folder,
        string source,
        string name = "RepoHooks",
        bool generate = true,
        string? key = null,
        DebugInformationFormat? symbols = null,
        OutputKind kind = OutputKind.DynamicallyLinkedLibrary)
    {
        Compilation compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(
                Usings, Language, encoding: Encoding.UTF8), CSharpSyntaxTree.ParseText(source, Language, Path.Combine(folder, "RepoHooks.cs"), Encoding.UTF8)],
            [.. Framework.Value, MetadataReference.CreateFromFile(typeof(HookAttribute).Assembly.Location)],
            new CSharpCompilationOptions(
                kind, allowUnsafe: true, deterministic: true, cryptoKeyFile: key, strongNameProvider: key is null ? null : new DesktopStrongNameProvider()));
        if (generate)
        {
            _ = CSharpGeneratorDriver.Create([new HookGenerator().AsSourceGenerator()], parseOptions: Language)
                .RunGeneratorsAndUpdateCompilation(compilation, out compilation, out _);
        }

        var path = Path.Combine(folder, name + ".dll");
        var result = symbols is { } format ? EmitWithSymbols(compilation, path, format) : compilation.Emit(path);
        result.Success.ShouldBeTrue(string.Join("\n", result.Diagnostics));
        return path;
    }

    // As the compiler's own program does: generated files are in the symbols.
    private static EmitResult EmitWithSymbols(Compilation compilation, string path, DebugInformationFormat format)
    {
        var generated = compilation.SyntaxTrees.Where(tree => tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal)).ToList();
        generated.ShouldNotBeEmpty();
        using var image = File.Create(path);
        using var symbols = format == DebugInformationFormat.Embedded ? null : File.Create(Path.ChangeExtension(path, ".pdb"));
        return compilation.Emit(
            image,
            symbols,
            options: new EmitOptions(debugInformationFormat: format, pdbFilePath: Path.ChangeExtension(path, ".pdb")),
            embeddedTexts: generated.Select(tree => EmbeddedText.FromSource(tree.FilePath, tree.GetText())));
    }

    private static bool IsManaged(string path)
    {
        try
        {
            _ = System.Reflection.AssemblyName.GetAssemblyName(path);
            return true;
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }
}
