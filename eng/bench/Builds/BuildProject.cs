using System.Globalization;
using Hooks.Build.Bench.Compiling;

namespace Hooks.Build.Bench.Builds;

/// <summary>A project in a repository of its own, whose hooks do nothing.</summary>
/// <param name="Folder">Where it lies.</param>
/// <param name="Hooks">How many hooks it has.</param>
internal sealed record BuildProject(string Folder, int Hooks)
{
    private const string ProjectFile = "Bench.csproj";

    /// <summary>Folder of the hooks' logs.</summary>
    public string Logs => Path.Combine(Folder, "obj/Debug/net10.0/hooks");

    /// <summary>Writes and restores it.</summary>
    public static async Task<BuildProject> CreateAsync(string folder, PackedPackage package, int hooks, bool areMethods, CancellationToken cancellation)
    {
        _ = Directory.CreateDirectory(folder);
        _ = await Tool.RunAsync(folder, "git", ["init", "--quiet"], cancellation);
        // Nothing of a folder above, or of this machine's package cache, has a say.
        await File.WriteAllTextAsync(Path.Combine(folder, "Directory.Build.props"), "<Project />", cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder, "Directory.Build.targets"), "<Project />", cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder, "Directory.Packages.props"), "<Project />", cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder, ".gitignore"), "bin/\nobj/\n", cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder, "Hooks.cs"), HookSources.Empty(hooks, areMethods), cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder, ProjectFile), Project(package, hooks), cancellation);
        _ = await Tool.RunAsync(folder, "dotnet", ["restore", "-tl:off", "-nologo"], cancellation);
        return new BuildProject(folder, hooks);
    }

    /// <summary>Builds it.</summary>
    public Task<ToolResult> BuildAsync(IEnumerable<string> properties, CancellationToken cancellation) =>
        Tool.RunAsync(Folder, "dotnet", ["build", ProjectFile, "--no-restore", "-tl:off", "-nologo", "-v:m", .. properties], cancellation);

    private static string Project(PackedPackage package, int hooks) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <RestoreAdditionalProjectSources>{package.Feed}</RestoreAdditionalProjectSources>
            <RestorePackagesPath>{package.Feed}/restored</RestorePackagesPath>
            <NuGetAudit>false</NuGetAudit>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Hooks.Build" Version="{package.Version}" PrivateAssets="all" />
            <BenchCommand Include="{string.Join(';', Enumerable.Range(1, hooks).Select(i => i.ToString(CultureInfo.InvariantCulture)))}" />
          </ItemGroup>
          <!-- The same commands without this package: one Exec for each, one after the other, as MSBuild runs them. -->
          <Target Name="BenchExec" AfterTargets="Build" Condition="'$(BenchExec)' == 'true'">
            <Exec Command="true %(BenchCommand.Identity)">
              <Output TaskParameter="ExitCode" ItemName="BenchDone" />
            </Exec>
            <Message Importance="high" Text="exec: @(BenchDone->Count()) ran" />
          </Target>
        </Project>
        """;
}
