using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hooks.Build.Generators.Tests.Kit;

/// <summary>A run of the generator, which can be repeated on a changed compilation.</summary>
internal sealed class GeneratorRun
{
    private readonly GeneratorDriver _driver;

    private GeneratorRun(GeneratorDriver driver, CSharpCompilation compilation)
    {
        _driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        Output = (CSharpCompilation)output;
    }

    public Compilation Output { get; }

    public GeneratorRunResult Result => _driver.GetRunResult().Results.Single();

    /// <summary>The text of the plan.</summary>
    public string Plan => Result.GeneratedSources.Single().SourceText.ToString();

    /// <summary>The plan as the compiler reads it out of that text.</summary>
    public string PlanText => (string)Output.Assembly.GetAttributes()
        .Single(attribute => attribute.AttributeClass!.Name == nameof(AssemblyMetadataAttribute)
            && (string?)attribute.ConstructorArguments[0].Value == "Hooks.Build.Plan")
        .ConstructorArguments[1].Value!;

    /// <summary>All the compiler says of the project with its plan, warnings included, but for what the generator is not to blame for.</summary>
    public IEnumerable<string> Complaints =>
        Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.ToString());

    public static GeneratorRun Of(params string[] sources) => Of(Project.Of(sources));

    public static GeneratorRun Of(CSharpCompilation compilation, string root = Project.Root) => new(
        CSharpGeneratorDriver.Create(
            [new HookGenerator().AsSourceGenerator()],
            optionsProvider: new BuildProperties(root),
            parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true)),
        compilation);

    public GeneratorRun Again(CSharpCompilation compilation) => new(_driver, compilation);

    /// <summary>Why a step ran, once for each of its outputs.</summary>
    public IEnumerable<IncrementalStepRunReason> Reasons(string step) =>
        Result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason);

    /// <summary>The hooks as the plan in the compiled assembly has them, by name.</summary>
    public IReadOnlyDictionary<string, WrittenHook> Hooks() => WrittenHook.Parse(PlanIn(Load())).ToDictionary(hook => hook.Name, StringComparer.Ordinal);

    /// <summary>The plan that an assembly carries.</summary>
    public static string PlanIn(Assembly assembly) =>
        assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == "Hooks.Build.Plan").Value!;

    /// <summary>Compiles the project and loads it.</summary>
    public Assembly Load()
    {
        using var stream = new MemoryStream();
        var emitted = Output.Emit(stream);
        emitted.Success.ShouldBeTrue(string.Join('\n', emitted.Diagnostics));
        stream.Position = 0;
        return new AssemblyLoadContext(name: null, isCollectible: true).LoadFromStream(stream);
    }
}
