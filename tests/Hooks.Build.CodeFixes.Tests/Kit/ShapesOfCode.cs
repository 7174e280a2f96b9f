using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Net80 = Basic.Reference.Assemblies.Net80;

namespace Hooks.Build.CodeFixes.Tests.Kit;

/// <summary>The projects that <c>Shapes.txt</c> describes.</summary>
internal static class ShapesOfCode
{
    private const string Usings =
        "using Hooks.Build; using System; using System.Threading.Tasks; using System.Threading; using System.IO; using System.Linq; using System.Diagnostics; using System.Net.Http; using System.Net.Sockets; using System.Collections.Generic;\n";

    private const string OldLanguage = "lang=7.3 ";

    private static readonly MetadataReference[] References = [
        .. Net80.References.All, MetadataReference.CreateFromFile(typeof(HookAttribute).Assembly.Location)];

    /// <summary>Each as a project of its own.</summary>
    public static IEnumerable<(string Name, Project Project)> Projects()
    {
        using AdhocWorkspace workspace = new();
        var (now, before) = (Empty(workspace.CurrentSolution, LanguageVersion.Latest), Empty(workspace.CurrentSolution, LanguageVersion.CSharp7_3));
        List<string> templates = [];
        var ended = true;
        foreach (var line in Lines())
        {
            if (line.StartsWith("= ", StringComparison.Ordinal))
            {
                if (ended)
                    templates.Clear();

                templates.Add(line[2..]);
                ended = false;
                continue;
            }

            ended = true;
            var isOld = line.StartsWith(OldLanguage, StringComparison.Ordinal);
            foreach (var template in templates)
                yield return (line, With(
                    isOld ? before : now, template.Replace("@", isOld ? line[OldLanguage.Length..] : line, StringComparison.Ordinal).Replace('␤', '\n')));
        }
    }

    private static IEnumerable<string> Lines()
    {
        using StreamReader reader = new(typeof(ShapesOfCode).Assembly.GetManifestResourceStream("Shapes.txt")!);
        return [.. reader.ReadToEnd().Split('\n').Where(line => line.Length > 0 && line[0] != '#')];
    }

    // Compiled once: what is made of it keeps what the compiler knows of its references.
    private static Project Empty(Solution solution, LanguageVersion language)
    {
        var id = ProjectId.CreateNewId();
        var project = solution
            .AddProject(ProjectInfo.Create(
                id,
                VersionStamp.Default,
                "Shape",
                "Shape",
                LanguageNames.CSharp,
                parseOptions: new CSharpParseOptions(language),
                compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true),
                metadataReferences: References))
            .AddAnalyzerConfigDocument(
                DocumentId.CreateNewId(id),
                ".globalconfig",
                SourceText.From("is_global = true\nbuild_property.HooksRepositoryRoot = /repository\n"),
                filePath: "/.globalconfig")
            .GetProject(id)!;
        _ = project.GetCompilationAsync().Result!.GetSpecialType(SpecialType.System_Object);
        return project;
    }

    // Another file is behind a line of three dashes and its name.
    private static Project With(Project project, string text)
    {
        var files = text.Split("\n--- ");
        for (var i = 0; i < files.Length; i++)
            project = project.AddDocument(
                $"{i}.cs", SourceText.From(i == 0 ? Usings + files[0] : files[i][(files[i].IndexOf('\n') + 1)..]), filePath: $"/repository/{i}.cs").Project;

        return project;
    }
}
