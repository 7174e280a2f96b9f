using System.Collections.Concurrent;

namespace Hooks.Build.CSharp.Projects;

/// <summary>A hook that asks the package sources about the packages of the affected projects.</summary>
/// <param name="question">What it asks, an option of <c>dotnet list package</c>.</param>
internal abstract class PackageCommand(string question) : ProjectCommand
{
    protected override async Task<int> RunAsync(ProjectRun run, CancellationToken cancellation)
    {
        using var target = TemporarySolution.Of(run, run.Affected);
        RestoreApart restore = new(run, target);
        // A restore would bring lock files up to date, which is not what was asked.
        var locked = ProjectReach.From(run.Projects, run.Affected).Any(project => LockFileCommand.ExistingLockFile(run.Request.Root, project) is not null);
        var (exit, lines) = await restore.RunAsync(locked, audited: AsksAdvisories, cancellation);
        // What is not said of one project is said of all.
        UnaskedProjects unasked = new(run.Request.Root);
        if (!unasked.TryTake(lines, exit))
            return CannotAsk(run, lines);

        // What affected projects refer to was restored too.
        var others = run.Projects.Except(run.Affected).Select(project => ProjectPaths.Full(run.Request.Root, project.Path)).ToHashSet(ProjectPaths.Comparer);
        ConcurrentBag<ListedPackage> packages = [];
        ParallelOptions options = new() { MaxDegreeOfParallelism = Math.Max(1, run.Request.Cores), CancellationToken = cancellation };
        await Parallel.ForEachAsync(restore.ProjectsWithPackages()
            .Where(project => !others.Contains(project) && !unasked.Contains(project)), options, async (project, cancel) =>
        {
            var (code, said) = await restore.ListPackagesAsync(project, question, cancel);
            var listing = code == 0 ? PackageListing.Read(string.Join('\n', said)) : null;
            unasked.Add(project, listing is null ? said.Append($"'dotnet list package' gives no list (exit code {code})") : ProblemsOf(listing));
            foreach (var package in listing?.Packages ?? [])
            {
                packages.Add(package with { Project = ProjectPaths.FromRoot(run.Request.Root, ProjectPaths.Full(run.Request.Root, package.Project)) });
            }
        });

        var failed = Report(
            run, [.. packages.OrderBy(package => package.Project, StringComparer.Ordinal).ThenBy(package => package.Id, StringComparer.OrdinalIgnoreCase)]);
        return unasked.Tell($"'dotnet list package {question}'", run.Output) ? 2 : failed ? 1 : 0;
    }

    /// <summary>Whether the sources must have advisories.</summary>
    protected virtual bool AsksAdvisories => false;

    /// <summary>What is wrong with a package: each with its code, text, and whether the hook fails by it.</summary>
    protected abstract IEnumerable<PackageFinding> Judge(ProjectRun run, ListedPackage package);

    private bool Report(ProjectRun run, IReadOnlyList<ListedPackage> packages)
    {
        var projects = run.Projects.ToDictionary(project => project.Path, ProjectPaths.Comparer);
        var holders = packages.ToLookup(package => (package.Id, package.Version), package => package.Project);
        PackagePlaces places = new(run.Request.Root);
        var failed = false;
        foreach (var package in packages)
        {
            var project = projects.GetValueOrDefault(package.Project) ?? new KnownProject(package.Project);
            // Told for the project that brings it here, by a package of its own or one that another package brings.
            var below = holders[(package.Id, package.Version)]
                .Where(other => !ProjectPaths.Comparer.Equals(other, project.Path))
                .ToHashSet(ProjectPaths.Comparer);
            if (package.IsTransitive && below.Count > 0 && ProjectReach.From(run.Projects, [project]).Any(other => below.Contains(other.Path)))
                continue;

            foreach (var finding in Judge(run, package))
            {
                var name = $"{package.Id} {package.Version}{(package.IsTransitive ? ", which another package brings," : "")}";
                run.Output($"{places.Find(project, package.Id)}: {(finding.Fails ? "error" : "warning")} {finding.Code}: {name} {finding.Text}");
                failed |= finding.Fails;
            }
        }

        return failed;
    }

    private static IReadOnlyList<string> ProblemsOf(PackageListing listing) => listing.Problems.Count > 0 || listing.Sources.Any(IsServer)
        ? listing.Problems
        : [$"None of the package sources is a server, and folders know nothing of it: {string.Join(", ", listing.Sources)}"];

    private int CannotAsk(ProjectRun run, IEnumerable<string> lines)
    {
        foreach (var line in lines.Where(line => line.Length > 0).Distinct(StringComparer.Ordinal))
        {
            run.Output(line);
        }

        run.Output($"The packages could not be checked ('dotnet list package {question}'): whether the projects are affected is not known");
        return 2;
    }

    private static bool IsServer(string source) =>
        source.StartsWith("http:", StringComparison.OrdinalIgnoreCase) || source.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
}

/// <summary>Something wrong with a package.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Text">What stands behind the package's name.</param>
/// <param name="Fails">Whether the hook fails by it.</param>
internal readonly record struct PackageFinding(string Code, string Text, bool Fails);
