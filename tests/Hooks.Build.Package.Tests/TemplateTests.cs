using Hooks.Build.Package.Tests.Kit;

namespace Hooks.Build.Package.Tests;

/// <summary>The way of somebody new: <c>dotnet new hooks</c>, a build, a commit that is stopped, and one that is not.</summary>
[TestClass]
public sealed class TemplateTests
{
    [TestMethod]
    public async Task From_an_empty_repository_to_a_commit_that_is_checked()
    {
        var repository = await CreateAsync("--csharp", "false");
        var build = (await repository.DotnetAsync("build", TestRepository.Project)).ShouldExitWith(0);
        build.Warnings.ShouldBeEmpty();
        build.Summaries.ShouldHaveSingleItem().ShouldContain("passed");
        var commits = await InstalledAsync(repository);

        await commits.StageAsync("settings.json", "{ \"name\": \"x\", }}\n");
        await commits.StageAsync("notes.txt", "one  \ntwo");
        var stopped = (await commits.CommitAsync()).ShouldExitWith(1);
        stopped.Output.ShouldContain("settings.json(1,17): error check-json");

        await commits.StageAsync("settings.json", "{ \"name\": \"x\" }\n");
        _ = (await commits.CommitAsync()).ShouldExitWith(0);
        (await commits.CommittedTextAsync("notes.txt")).ShouldBe("one\ntwo\n");
        (await commits.GitAsync("status", "--porcelain")).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task A_commit_alone_gives_the_next_build_nothing_to_compile_and_nothing_to_say()
    {
        var repository = await CreateAsync("--csharp", "false");
        _ = (await repository.DotnetAsync("build", TestRepository.Project)).ShouldExitWith(0);
        var commits = await InstalledAsync(repository);
        _ = (await repository.DotnetAsync("build", TestRepository.Project)).ShouldExitWith(0);
        var assembly = await File.ReadAllBytesAsync(repository.FullPath("build/bin/Debug/net8.0/Hooks.dll"));

        _ = await commits.GitAsync("commit", "--quiet", "--allow-empty", "--no-verify", "--message", "Nothing");

        (await repository.DotnetAsync("build", TestRepository.Project)).ShouldExitWith(0).Summaries.ShouldBeEmpty();
        (await File.ReadAllBytesAsync(repository.FullPath("build/bin/Debug/net8.0/Hooks.dll"))).ShouldBe(assembly);
    }

    [TestMethod]
    public async Task CSharp_is_formatted_unless_told_otherwise()
    {
        await PackedPackage.PackCSharpAsync();
        var repository = await CreateAsync();
        (await repository.DotnetAsync("build", TestRepository.Project)).ShouldExitWith(0).Warnings.ShouldBeEmpty();
        var commits = await InstalledAsync(repository);

        await commits.StageAsync("App.cs", "class App\n{\nint x=1;\n}\n");
        (await commits.CommitAsync()).ShouldExitWith(0).Output.ShouldContain("Format fixed App.cs");
        (await commits.CommittedTextAsync("App.cs")).ShouldBe("class App\n{\n    int x = 1;\n}\n");
    }

    [TestMethod]
    public async Task What_the_readme_shows_first_builds_in_what_the_template_writes()
    {
        await PackedPackage.PackCSharpAsync();
        var repository = await CreateAsync();
        repository.Write(TestRepository.Source, PackedPackage.FirstSample());
        (await repository.DotnetAsync("build", TestRepository.Project, "-p:HooksRunOnBuild=false")).ShouldExitWith(0).Warnings.ShouldBeEmpty();
    }

    [TestMethod]
    public async Task What_stands_there_already_is_not_overwritten()
    {
        var repository = await TestRepository.CreateEmptyAsync();
        repository.Write("Directory.Solution.targets", "<Project />");
        (await NewAsync(repository)).ShouldExitWith(73).Output.ShouldContain("Overwrite   ./Directory.Solution.targets");
        _ = (await NewAsync(repository, "--solution", "false")).ShouldExitWith(0);
        repository.Read("Directory.Solution.targets").ShouldBe("<Project />");
        repository.Read(TestRepository.Project).ShouldContain($"Include=\"Hooks.Build.CSharp\" Version=\"{PackedPackage.Version}\"");
        repository.Read(TestRepository.Source).ShouldContain("CSharpHooks.Format;");
    }

    [TestMethod]
    public async Task The_hooks_project_stands_apart_from_what_the_folders_above_it_have()
    {
        var repository = await CreateAsync("--csharp", "false");
        repository.Write("Directory.Build.props", """
            <Project>
              <PropertyGroup>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <UseArtifactsOutput>true</UseArtifactsOutput>
                <SignAssembly>true</SignAssembly>
                <AssemblyOriginatorKeyFile>$(MSBuildThisFileDirectory)no.snk</AssemblyOriginatorKeyFile>
                <RestorePackagesWithLockFile>true</RestorePackagesWithLockFile>
                <RestoreLockedMode>true</RestoreLockedMode>
                <GenerateDocumentationFile>true</GenerateDocumentationFile>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="An.Analyzer.With.Its.Version.Elsewhere" PrivateAssets="all" />
                <Compile Include="$(MSBuildThisFileDirectory)Shared/Missing.cs" />
              </ItemGroup>
            </Project>
            """);
        repository.Write(
            "Directory.Build.targets", """<Project><Target Name="Stop" BeforeTargets="CoreCompile"><Error Text="not for the hooks" /></Target></Project>""");
        repository.Write("Directory.Packages.props", """
            <Project>
              <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
              <ItemGroup><GlobalPackageReference Include="A.Package.Of.All" Version="1.2.3" /></ItemGroup>
            </Project>
            """);
        repository.Write(".editorconfig", "[*.cs]\ndotnet_diagnostic.CA1823.severity = error\ndotnet_diagnostic.CA1852.severity = error\n");
        var build = (await repository.DotnetAsync(["build", TestRepository.Project, "-p:HooksRunOnBuild=false"], SdkRun.Analyzers)).ShouldExitWith(0);
        build.Warnings.ShouldBeEmpty();
        repository.Has("build/obj/hooks.state").ShouldBeTrue();
        repository.Has("build/packages.lock.json").ShouldBeFalse();
    }

    [TestMethod]
    public async Task Where_git_ignores_the_project_the_build_says_so_and_another_folder_can_be_named()
    {
        var repository = await CreateAsync("--csharp", "false");
        repository.Write(".gitignore", "build/\n");
        (await repository.DotnetAsync("build", TestRepository.Project))
            .ShouldExitWith(0).Warnings.ShouldHaveSingleItem()
            .ShouldContain("HOOK9021: Git ignores build/Hooks.csproj");
        (await repository.TargetAsync("InstallHooks")).ShouldExitWith(0).Warnings.ShouldHaveSingleItem().ShouldContain("dotnet new hooks --folder eng/hooks");

        (await NewAsync(repository, "--csharp", "false", "--folder", "eng/hooks")).ShouldExitWith(73).Output.ShouldContain("./Directory.Solution.targets");
        Directory.Delete(repository.FullPath("build"), recursive: true);
        File.Delete(repository.FullPath("Directory.Solution.targets"));
        (await NewAsync(repository, "--csharp", "false", "--folder", "eng/hooks")).ShouldExitWith(0).Output.ShouldContain("FOLDER/Hooks.csproj");
        (await repository.DotnetAsync("build", "eng/hooks/Hooks.csproj")).ShouldExitWith(0).Warnings.ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Where_the_targets_of_the_solution_name_a_project_that_no_clone_has_install_says_what_to_write_there()
    {
        var repository = await CreateAsync("--csharp", "false");
        repository.Write(".gitignore", "build/\n");
        repository.Write("All.slnx", "<Solution />\n");
        _ = (await NewAsync(repository, "--csharp", "false", "--solution", "false", "--folder", "eng/hooks")).ShouldExitWith(0);
        _ = (await repository.DotnetAsync("build", "eng/hooks/Hooks.csproj")).ShouldExitWith(0);
        string[] install = ["msbuild", "eng/hooks/Hooks.csproj", "-nologo", "-v:m", "-p:NoBuild=true", "-t:InstallHooks"];
        (await repository.DotnetAsync(install)).ShouldExitWith(0).Output.ShouldContain("names build/Hooks.csproj, which git ignores");
        Directory.Delete(repository.FullPath("build"), recursive: true);
        (await repository.DotnetAsync(install))
            .ShouldExitWith(0).Output.ShouldContain(
                "names build/Hooks.csproj, which does not exist: what is asked of the solution fails in a clone. Write eng/hooks/Hooks.csproj there");

        repository.Write("Directory.Solution.targets", repository.Read("Directory.Solution.targets").Replace("build/Hooks.csproj", "eng/hooks/Hooks.csproj"));
        (await repository.DotnetAsync(install)).ShouldExitWith(0).Output.ShouldNotContain("Directory.Solution.targets");
    }

    [TestMethod]
    public async Task A_clone_without_the_project_restores_its_solution_and_is_told_the_truth()
    {
        var repository = await CreateAsync("--csharp", "false");
        repository.Write(
            "App/App.csproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""");
        repository.Write("All.slnx", """<Solution><Project Path="App/App.csproj" /></Solution>""");
        Directory.Delete(repository.FullPath("build"), recursive: true);
        (await repository.DotnetAsync("restore", "All.slnx")).ShouldExitWith(0).Output.ShouldNotContain("Hooks.csproj");
        (await repository.DotnetAsync("msbuild", "All.slnx", "-t:RunHooks"))
            .ShouldExitWith(1).Errors.ShouldHaveSingleItem()
            .ShouldContain("build/Hooks.csproj\" was not found");
    }

    [TestMethod]
    public async Task The_targets_of_the_solution_name_the_folder_of_the_project()
    {
        var repository = await TestRepository.CreateEmptyAsync();
        _ = (await NewAsync(repository, "--folder", "eng/hooks")).ShouldExitWith(0);
        repository.Has("eng/hooks/RepoHooks.cs").ShouldBeTrue();
        repository.Read("Directory.Solution.targets").ShouldContain("$(MSBuildThisFileDirectory)eng/hooks/Hooks.csproj<");
    }

    private static async Task<TestRepository> CreateAsync(params string[] options)
    {
        var repository = await TestRepository.CreateEmptyAsync();
        File.Delete(repository.FullPath(".gitignore"));
        (await NewAsync(repository, options)).ShouldExitWith(0).Output.ShouldContain("-t:InstallHooks");
        return repository;
    }

    private static async Task<CommitRepository> InstalledAsync(TestRepository repository)
    {
        _ = (await repository.TargetAsync("InstallHooks")).ShouldExitWith(0);
        var commits = await CommitRepository.OfAsync(repository);
        _ = await commits.GitAsync("add", "--all");
        _ = (await commits.CommitAsync()).ShouldExitWith(0);
        return commits;
    }

    // Packed and installed once, where no template of whoever runs the tests is.
    private static readonly Lazy<Task<string>> Hive = new(async () =>
    {
        var hive = Path.Combine(PackedPackage.Workplace, "hive");
        await PackedPackage.PackAsync("Hooks.Build.Templates");
        var package = Path.Combine(PackedPackage.Feed, $"Hooks.Build.Templates.{PackedPackage.Version}.nupkg");
        _ = (await SdkRun.DotnetAsync(PackedPackage.Workplace, ["new", "install", package, "--debug:custom-hive", hive])).ShouldExitWith(0);
        return hive;
    });

    private static Task<SdkRun> NewAsync(TestRepository repository, params string[] options) => NewAsync(repository, "hooks", options);

    /// <summary>Runs <c>dotnet new</c> with the templates of this repository, and asks nobody for newer ones.</summary>
    internal static async Task<SdkRun> NewAsync(TestRepository repository, string template, string[] options) =>
        await repository.DotnetAsync(["new", template, .. options, "--no-update-check", "--debug:custom-hive", await Hive.Value]);
}
