using System.Globalization;
using System.Text.Json;

namespace Hooks.Build.CSharp.Projects;

/// <summary>A restore that writes nothing below the root: what it finds out goes to a temporary folder, and the <c>obj</c> folders stay as they are.</summary>
internal sealed class RestoreApart(ProjectRun run, TemporarySolution target)
{
    private readonly (string Name, string Value)[] _properties = [("CustomAfterDirectoryBuildProps", WriteProperties(target.Folder))];
    private readonly Lazy<Task<string[]>> _listOptions = new(() => ListOptionsAsync(run.Request.Root));

    /// <summary>Runs <c>dotnet restore</c>.</summary>
    /// <param name="locked">Whether lock files must be as they are.</param>
    /// <param name="audited">Whether NuGet looks for vulnerable packages and so tells which sources it could not ask, as warnings.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Its exit code, and what it wrote.</returns>
    public Task<(int ExitCode, IReadOnlyList<string> Lines)> RunAsync(bool locked, bool audited, CancellationToken cancellation)
    {
        // In locked mode NuGet changes no lock file. Where there is none it would write the ones that are wanted.
        var mode = locked ? "--locked-mode" : "-p:RestorePackagesWithLockFile=false";
        string[] audit = audited ? ["-p:NuGetAudit=true", "-p:TreatWarningsAsErrors=false", "-p:WarningsAsErrors="] : ["-p:NuGetAudit=false"];
        return DotnetAsync(["restore", target.FullPath, mode, .. audit, "-p:Configuration=" + run.Configuration, "-v:q", .. run.BuildOptions], cancellation);
    }

    /// <summary>Full paths of the projects that were restored and have any package.</summary>
    public IReadOnlyList<string> ProjectsWithPackages()
    {
        List<string> projects = [];
        foreach (var file in Directory.EnumerateFiles(target.Folder, "project.assets.json", SearchOption.AllDirectories))
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            if (json.RootElement.GetProperty("libraries").EnumerateObject().Any(library => library.Value.GetProperty("type").ValueEquals("package")))
                projects.Add(json.RootElement.GetProperty("project").GetProperty("restore").GetProperty("projectPath").GetString()!);
        }

        return [.. projects.Order(StringComparer.Ordinal)];
    }

    /// <summary>Lists packages of one project that was restored, as JSON.</summary>
    /// <returns>Its exit code, and what it wrote.</returns>
    /// <remarks>
    /// One at a time: of a solution NuGet asks the sources that the nuget.config of the solution's folder names, whatever those of the projects say.
    /// </remarks>
    public async Task<(int ExitCode, IReadOnlyList<string> Lines)> ListPackagesAsync(string project, string question, CancellationToken cancellation) =>
        await DotnetAsync(["list", project, "package", question, "--include-transitive", "--format", "json", .. await _listOptions.Value], cancellation);

    private async Task<(int ExitCode, IReadOnlyList<string> Lines)> DotnetAsync(IEnumerable<string> arguments, CancellationToken cancellation)
    {
        List<string> lines = [];
        var exit = await NestedDotnet.RunAsync(run.Request.Root, arguments, _properties, lines.Add, cancellation);
        // At the end of a line of MSBuild stands what was built: the temporary file.
        return (exit, [.. lines.Select(line => line.Replace($" [{target.FullPath}]", "", StringComparison.Ordinal))]);
    }

    // Since .NET 10 'dotnet list package' restores by itself, in place and without the options above, unless it is told not to by an option that no older one
    // knows.
    private static async Task<string[]> ListOptionsAsync(string root)
    {
        List<string> lines = [];
        _ = await NestedDotnet.RunAsync(root, ["--version"], [], lines.Add, CancellationToken.None);
        var isOld = lines is [var version, ..]
            && int.TryParse(version.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            && major < 10;
        return isOld ? [] : ["--no-restore"];
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
