namespace Hooks.Build.CSharp.Projects;

/// <summary>A restore that writes nothing below the root: what it finds out goes to a temporary folder, and the <c>obj</c> folders stay as they are.</summary>
internal sealed class RestoreApart(ProjectRun run, TemporarySolution target)
{
    private readonly (string Name, string Value)[] _properties = [("CustomAfterDirectoryBuildProps", WriteProperties(target.Folder))];

    /// <summary>Runs <c>dotnet restore</c>.</summary>
    /// <returns>Its exit code, and what it wrote.</returns>
    public Task<(int ExitCode, IReadOnlyList<string> Lines)> RunAsync(bool locked, CancellationToken cancellation)
    {
        // What is vulnerable is the matter of another hook.
        string[] mode = locked ? ["--locked-mode"] : [];
        return DotnetAsync(["restore", target.FullPath, .. mode, "-p:NuGetAudit=false", "-p:Configuration=" + run.Configuration, .. run.BuildOptions], cancellation);
    }

    /// <summary>Runs another command on what was restored.</summary>
    /// <returns>Its exit code, and what it wrote.</returns>
    public async Task<(int ExitCode, IReadOnlyList<string> Lines)> DotnetAsync(IEnumerable<string> arguments, CancellationToken cancellation)
    {
        List<string> lines = [];
        var exit = await NestedDotnet.RunAsync(run.Request.Root, arguments, _properties, lines.Add, cancellation);
        // At the end of a line of MSBuild stands what was built: the temporary file.
        return (exit, [.. lines.Select(line => line.Replace($" [{target.FullPath}]", "", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal)]);
    }

    // Two projects may have one name.
    private static string WriteProperties(string folder)
    {
        var file = Path.Combine(folder, "apart.props");
        File.WriteAllText(file, """
            <Project>
              <PropertyGroup>
                <MSBuildProjectExtensionsPath>$(MSBuildThisFileDirectory)$(MSBuildProjectName)-$([MSBuild]::StableStringHash('$(MSBuildProjectFullPath)'))/</MSBuildProjectExtensionsPath>
              </PropertyGroup>
            </Project>
            """);
        return file;
    }
}
