using Microsoft.Build.Evaluation;

namespace Hooks.Build.CSharp.Projects;

/// <summary>What is worth knowing of one evaluated project; several evaluations of one are its frameworks.</summary>
/// <param name="root">The repository.</param>
/// <param name="dotnet">Folder of .NET, whose files change only with the SDK.</param>
/// <param name="folders">All folders that have a project.</param>
internal sealed class ProjectReader(string root, string dotnet, IReadOnlySet<string> folders)
{
    private static readonly string[] TestPackages =
    [
        "Microsoft.NET.Test.Sdk", "MSTest", "MSTest.TestAdapter", "NUnit3TestAdapter", "xunit.runner.visualstudio", "TUnit", "TUnit.Engine",
        "xunit.v3", "xunit.v3.core", "xunit.v3.mtp-off", "xunit.v3.mtp-v1", "xunit.v3.mtp-v2", "xunit.v3.core.mtp-off", "xunit.v3.core.mtp-v1",
        "xunit.v3.core.mtp-v2",
    ];
    private static readonly string[] FoundAbove = ["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json"];

    public KnownProject Read(IReadOnlyList<Project> evaluations)
    {
        KnownProject project = new(ProjectPaths.FromRoot(root, evaluations[0].FullPath))
        {
            Imports = [.. Imports(evaluations)
                .Select(file => ProjectPaths.FromRoot(root, file))
                .Where(file => ProjectPaths.IsIn(file, ""))
                .Order(StringComparer.Ordinal)],
            IsTest = evaluations.Any(IsTest),
            LockFiles = LockFiles(evaluations[0]),
            WantsLockFile = string.Equals(evaluations[0].GetPropertyValue("RestorePackagesWithLockFile"), "true", StringComparison.OrdinalIgnoreCase),
        };
        LinkedItems linked = new(project.Folder, folders, root);
        foreach (var evaluation in evaluations)
        {
            linked.Add(evaluation);
            foreach (var path in WrittenPaths.OfEvaluation(root, evaluation).Concat(WrittenPaths.OfTargets(root, evaluation)))
            {
                linked.AddWritten(path);
            }
        }

        return project with { LinkedFiles = [.. linked.Files.Except(project.Imports, ProjectPaths.Comparer)], LinkedPatterns = linked.Patterns };
    }

    /// <summary>What the evaluation depends on, also files that would be imported if they were there.</summary>
    public IEnumerable<string> Watched(IReadOnlyList<Project> evaluations)
    {
        var path = evaluations[0].FullPath;
        foreach (var file in Imports(evaluations).Append(path).Append(path + ".user"))
        {
            yield return Name(file);
        }

        foreach (var evaluation in evaluations)
        {
            var restored = Path.Combine(evaluation.GetPropertyValue("MSBuildProjectExtensionsPath"), Path.GetFileName(path));
            yield return Name(restored + ".nuget.g.props");
            yield return Name(restored + ".nuget.g.targets");
            foreach (var written in WrittenPaths.OfEvaluation(root, evaluation))
            {
                // Of a pattern the folder: what appears in it may be taken. A folder that is there may only go, and what is in it counts until then.
                if (written.AsSpan().IndexOfAny(WrittenPaths.Wildcards) is var any and >= 0)
                    yield return Name(Path.GetDirectoryName(written[..any])!);
                else if (!Directory.Exists(written))
                    yield return Name(written);
            }
        }

        // The nearest file of a name is imported by GetPathOfFileAbove: one of the same name may appear nearer.
        var names = FoundAbove.Concat(Imports(evaluations)
            .Where(file => ProjectPaths.IsIn(ProjectPaths.FromRoot(root, file), ""))
            .Select(file => Path.GetFileName(file)))
            .ToHashSet(ProjectPaths.Comparer);
        for (var folder = Path.GetDirectoryName(path); folder is not null && folder.Length >= root.Length; folder = Path.GetDirectoryName(folder))
        {
            foreach (var name in names)
            {
                yield return Name(Path.Combine(folder, name));
            }
        }
    }

    private string Name(string file) => ProjectPaths.FromRoot(root, file) is var name && ProjectPaths.IsIn(name, "") ? name : file;

    private IEnumerable<string> Imports(IReadOnlyList<Project> evaluations) => evaluations
        .SelectMany(evaluation => evaluation.Imports)
        .Select(import => import.ImportedProject.FullPath)
        .Where(file => !file.StartsWith(dotnet + Path.DirectorySeparatorChar, StringComparison.OrdinalIgnoreCase))
        .Distinct(ProjectPaths.Comparer);

    // Before the first restore nothing of a package is imported, so that its name has to do.
    private static bool IsTest(Project project) => project.GetPropertyValue("IsTestProject").ToUpperInvariant() switch
    {
        "TRUE" => true,
        "FALSE" => false,
        _ => string.Equals(project.GetPropertyValue("IsTestingPlatformApplication"), "true", StringComparison.OrdinalIgnoreCase)
            || project.GetItems("PackageReference").Any(package => TestPackages.Contains(package.EvaluatedInclude, StringComparer.OrdinalIgnoreCase)),
    };

    private IReadOnlyList<string> LockFiles(Project project)
    {
        var named = project.GetPropertyValue("NuGetLockFilePath");
        IEnumerable<string> names = named.Length > 0
            ? [named]
            : [$"packages.{Path.GetFileNameWithoutExtension(project.FullPath).Replace(' ', '_')}.lock.json", "packages.lock.json"];
        return [.. names.Select(name => ProjectPaths.FromRoot(root, Path.GetFullPath(Path.Combine(project.DirectoryPath, name))))];
    }
}
