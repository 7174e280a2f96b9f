using Hooks.Build.Package.Tests.Kit;

namespace Hooks.Build.Package.Tests;

/// <summary>A solution of the hooks project and an application beside it.</summary>
[TestClass]
public sealed class SolutionTests
{
    private const string Library = """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""";

    [TestMethod]
    public async Task The_hooks_of_a_project_run_once_also_where_other_projects_reference_it()
    {
        var repository = await CreateAsync("""[Hook] const string Say = "sh -c 'echo Say >> ran'";""");
        foreach (var name in new[] { "App", "Web" })
        {
            repository.Write(
                $"{name}/{name}.csproj",
                Library.Replace("</Project>", """<ItemGroup><ProjectReference Include="../build/Hooks.csproj" /></ItemGroup></Project>"""));
        }

        var run = (await repository.DotnetAsync("build", "All.slnx", "-m")).ShouldExitWith(0);
        run.Summaries.ShouldHaveSingleItem().ShouldContain("1 passed");
        repository.ReadLines("ran").ShouldHaveSingleItem();
    }

    [TestMethod]
    public async Task Hooks_run_after_their_own_project_is_built()
    {
        var repository = await CreateAsync("""[Hook] const string Own = "test -e build/bin/Debug/net10.0/Hooks.dll";""");
        (await repository.DotnetAsync("build", "All.slnx")).ShouldExitWith(0).Summaries.ShouldHaveSingleItem();
    }

    [TestMethod]
    public async Task A_reference_without_an_assembly_makes_the_hooks_wait_for_that_project()
    {
        var repository = await CreateAsync("""[Hook] const string Other = "sh -c 'test -e App/bin/Debug/net10.0/App.dll && test -e App/done'";""");
        repository.Write("App/App.csproj", Library.Replace("</Project>", """
              <Target Name="Late" AfterTargets="Build"><Exec Command="sleep 1" /><Touch Files="done" AlwaysCreate="true" /></Target>
            </Project>
            """));
        repository.WriteProject(items: """<ProjectReference Include="../App/App.csproj" ReferenceOutputAssembly="false" />""");
        (await repository.DotnetAsync("build", "All.slnx", "-m")).ShouldExitWith(0).Summaries.ShouldHaveSingleItem();
    }

    [TestMethod]
    public async Task The_targets_work_on_the_solution_where_its_targets_file_says_so()
    {
        var repository = await CreateAsync("""[Hook] const string Say = "sh -c 'echo Say >> ran'";""");
        repository.Write("Directory.Solution.targets", """
            <Project>
              <Target Name="RunHooks"><MSBuild Projects="build/Hooks.csproj" Targets="RunHooks" /></Target>
              <Target Name="ListHooks"><MSBuild Projects="build/Hooks.csproj" Targets="ListHooks" /></Target>
              <Target Name="ShowHookGraph"><MSBuild Projects="build/Hooks.csproj" Targets="ShowHookGraph" /></Target>
            </Project>
            """);
        _ = (await repository.DotnetAsync("restore", "All.slnx")).ShouldExitWith(0);
        (await repository.DotnetAsync("msbuild", "All.slnx", "-t:RunHooks")).ShouldExitWith(0).Summaries.ShouldHaveSingleItem();
        repository.ReadLines("ran").ShouldHaveSingleItem();
        (await repository.DotnetAsync("msbuild", "All.slnx", "-t:ListHooks")).ShouldExitWith(0).Output.ShouldContain("Build|PreCommit");
        (await repository.DotnetAsync("msbuild", "All.slnx", "-t:ShowHookGraph")).ShouldExitWith(0).Output.ShouldContain("flowchart LR");
        repository.ReadLines("ran").ShouldHaveSingleItem();
    }

    private static async Task<TestRepository> CreateAsync(string members)
    {
        var repository = await TestRepository.CreateAsync(members);
        repository.Write("App/App.csproj", Library);
        repository.Write("App/App.cs", "public static class App;");
        repository.Write("Web/Web.csproj", Library);
        repository.Write("All.slnx", """
            <Solution>
              <Project Path="App/App.csproj" />
              <Project Path="build/Hooks.csproj" />
              <Project Path="Web/Web.csproj" />
            </Solution>
            """);
        return repository;
    }
}
