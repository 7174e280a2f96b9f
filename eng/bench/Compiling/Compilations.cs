using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hooks.Build.Bench.Compiling;

/// <summary>Makes compilations over the running framework and the vocabulary.</summary>
internal static class Compilations
{
    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal)
                || Path.GetFileName(path) is "mscorlib.dll" or "netstandard.dll" or "Hooks.Build.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>Parses a file.</summary>
    public static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(source, CSharpParseOptions.Default, path);

    /// <summary>A compilation in which nothing is bound yet.</summary>
    /// <exception cref="BenchException">Its code is wrong.</exception>
    public static CSharpCompilation Create(params IEnumerable<SyntaxTree> trees) =>
        CSharpCompilation.Create(
            "Bench",
            trees,
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>Throws where the code is wrong.</summary>
    /// <exception cref="BenchException">It is.</exception>
    public static void RequireLegal(Compilation compilation)
    {
        if (compilation.GetDiagnostics().FirstOrDefault(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) is { } error)
        {
            throw new BenchException(error.ToString());
        }
    }
}
