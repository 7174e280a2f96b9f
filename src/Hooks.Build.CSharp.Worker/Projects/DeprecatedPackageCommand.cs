namespace Hooks.Build.CSharp.Projects;

/// <summary>Packages that their authors gave up; NuGet has no code for that.</summary>
internal sealed class DeprecatedPackageCommand() : PackageCommand("--deprecated")
{
    protected override IEnumerable<PackageFinding> Judge(ProjectRun run, ListedPackage package)
    {
        var reasons = PackageListing.Items(package.Details, "deprecationReasons").Select(reason => reason.GetString()).ToList();
        if (reasons.Count == 0 || run.Arguments.All("--allow").Contains(package.Id, StringComparer.OrdinalIgnoreCase))
            yield break;

        var other = package.Details.TryGetProperty("alternativePackage", out var alternative) ? PackageListing.Text(alternative, "id") : "";
        var hint = other.Length > 0 ? $"; use {other} {PackageListing.Text(alternative, "versionRange")}".TrimEnd() : "";
        yield return new("HOOK3001", $"is deprecated ({string.Join(", ", reasons)}){hint}", Fails: true);
    }
}
