using Hooks.Build.Bench.Compiling;
using Hooks.Build.Engine.Plans;
using Microsoft.CodeAnalysis;

namespace Hooks.Build.Bench.Running;

/// <summary>Builds assemblies in process.</summary>
internal static class BuiltAssembly
{
    /// <summary>Builds one with hooks.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="source">Its source.</param>
    /// <param name="count">How many hooks it has.</param>
    /// <returns>Its path.</returns>
    /// <exception cref="BenchException">It does not build, or its plan has another number of hooks.</exception>
    public static string OfHooks(string path, string source, int count)
    {
        _ = CompilerPart.Load()
            .Driver()
            .RunGeneratorsAndUpdateCompilation(Compilations.Create(Compilations.Parse(source, "Hooks.cs")), out var compilation, out _);
        Compilations.RequireLegal(compilation);
        Write(path, compilation);
        return PlanReader.Read(path).Hooks.Count == count ? path : throw new BenchException($"The plan of {path} has not {count} hooks.");
    }

    /// <summary>Builds a program that <c>dotnet exec</c> can start.</summary>
    public static string OfProgram(string path, string source)
    {
        var compilation = Compilations.Create(Compilations.Parse(source, "Program.cs"));
        Write(
            path, compilation.WithOptions(compilation.Options.WithOutputKind(OutputKind.ConsoleApplication).WithOptimizationLevel(OptimizationLevel.Release)));
        File.WriteAllText(
            Path.ChangeExtension(path, ".runtimeconfig.json"),
            $$"""{ "runtimeOptions": { "tfm": "net10.0", "framework": { "name": "Microsoft.NETCore.App", "version": "{{Environment.Version.ToString(3)}}" } } }""");
        return path;
    }

    private static void Write(string path, Compilation compilation)
    {
        using var file = File.Create(path);
        if (!compilation.Emit(file).Success)
        {
            throw new BenchException($"{path} does not build.");
        }
    }
}
