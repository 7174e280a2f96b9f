namespace Hooks.Build.CSharp.Projects;

/// <summary>Packages that are known to be vulnerable, with the codes NuGet has for them.</summary>
internal sealed class VulnerablePackageCommand() : PackageCommand("--vulnerable")
{
    private static readonly string[] Severities = ["low", "moderate", "high", "critical"];

    protected override bool AsksAdvisories => true;

    protected override IEnumerable<PackageFinding> Judge(ProjectRun run, ListedPackage package)
    {
        var allowed = run.Arguments.All("--allow");
        var limit = Array.IndexOf(Severities, run.Arguments.Text("--severity"));
        if (allowed.Contains(package.Id, StringComparer.OrdinalIgnoreCase))
            yield break;

        foreach (var vulnerability in PackageListing.Items(package.Details, "vulnerabilities"))
        {
            var url = PackageListing.Text(vulnerability, "advisoryurl");
            var advisory = url[(url.TrimEnd('/').LastIndexOf('/') + 1)..].TrimEnd('/');
            if (allowed.Contains(advisory, StringComparer.OrdinalIgnoreCase) || allowed.Contains(url, StringComparer.OrdinalIgnoreCase))
                continue;

            // One that is not known is as bad as can be.
            var named = PackageListing.Text(vulnerability, "severity");
            var severity = Array.FindIndex(Severities, known => string.Equals(known, named, StringComparison.OrdinalIgnoreCase));
            var rank = severity < 0 ? Severities.Length - 1 : severity;
            yield return new($"NU190{rank + 1}", $"has a known vulnerability of {Severities[rank]} severity: {url}", rank >= limit);
        }
    }
}
