using System.Globalization;

namespace Hooks.Build.CSharp.Tests.Projects;

/// <summary>Real builds of one repository, each of its own projects.</summary>
[TestClass]
public sealed class BuildCommandTests
{
    [TestMethod]
    public async Task Only_the_affected_projects_of_the_solution_are_built()
    {
        using var sandbox = ThreeProjects();
        sandbox.WriteSolution("All.slnx", "Core/Core.csproj", "App/App.csproj", "Other/Other.csproj");

        (await sandbox.RunAsync("build", ["App/App.cs"])).ShouldExitWith(0).Lines.ShouldBeEmpty();

        Built(sandbox).ShouldBe(["App", "Core"]);
    }

    [TestMethod]
    public async Task What_refers_to_an_affected_project_is_built_also_without_a_solution()
    {
        using var sandbox = ThreeProjects();

        (await sandbox.RunAsync("build", ["Core/Core.cs"])).ShouldExitWith(0);

        Built(sandbox).ShouldBe(["App", "Core"]);
    }

    [TestMethod]
    public async Task Projects_of_one_name_are_built_also_without_a_solution()
    {
        using ProjectSandbox sandbox = new();
        sandbox.WriteProject("one/App.csproj");
        sandbox.WriteProject("two/App.csproj");

        (await sandbox.RunAsync("build", ["one/App.cs", "two/App.cs"])).ShouldExitWith(0);
    }

    [TestMethod]
    public async Task A_compiler_error_is_a_finding_named_from_the_root()
    {
        using var sandbox = ThreeProjects();
        sandbox.Write("Other/Other.cs", "class Other {\n  int x = nothing;\n}\n");

        var run = (await sandbox.RunAsync("build", ["Other/Other.cs"])).ShouldExitWith(1);

        run.Lines.ShouldContain(line => line.StartsWith("Other/Other.cs(2,11): error CS0103: ", StringComparison.Ordinal), run.Output);
    }

    [TestMethod]
    public async Task Files_of_no_project_build_nothing()
    {
        using var sandbox = ThreeProjects();

        (await sandbox.RunAsync("build", ["README.md", "docs/a.md"])).ShouldExitWith(0).Lines.ShouldBeEmpty();

        Built(sandbox).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Configuration_and_more_arguments_are_passed_on_and_hooks_see_that_they_are_nested()
    {
        using var sandbox = ThreeProjects();
        sandbox.Write("Other/Directory.Build.targets", """
            <Project>
              <Target Name="Tell" AfterTargets="Build">
                <Warning Code="T1" Text="$(Configuration) $(Extra) $(HooksRunning) $(MSBUILDDISABLENODEREUSE)" />
              </Target>
            </Project>
            """);

        var run = (await sandbox.RunAsync("build", ["Other/Other.cs"], "--configuration", "Release", "--args", "-p:Extra='a b'")).ShouldExitWith(0);

        run.Output.ShouldContain("warning T1: Release a b 1 1");
    }

    [TestMethod]
    public async Task Without_restore_a_project_that_never_was_is_an_error()
    {
        using var sandbox = ThreeProjects();

        (await sandbox.RunAsync("build", ["Other/Other.cs"], "--no-restore")).ShouldExitWith(1).Output.ShouldContain("NETSDK1004");
    }

    [TestMethod]
    public async Task A_quote_that_is_not_closed_is_said()
    {
        using var sandbox = ThreeProjects();

        (await sandbox.RunAsync("build", ["Other/Other.cs"], "--args", "-p:A='b")).ShouldExitWith(2).Output.ShouldContain("is not closed");
    }

    [TestMethod]
    public async Task A_run_that_is_cancelled_ends_the_build_and_all_that_it_started()
    {
        using var sandbox = ThreeProjects();
        sandbox.Write("Other/Directory.Build.targets", """
            <Project>
              <Target Name="Wait" BeforeTargets="Restore">
                <Exec Command="echo $$ &gt; ../pid; echo 'x : warning W1: started'; exec tail -f /dev/null" />
              </Target>
            </Project>
            """);
        using CancellationTokenSource cancellation = new();
        var run = ToolCommands.Find("build")!.RunAsync(sandbox.Request("build", ["Other/Other.cs"]), new(line =>
        {
            if (line.Contains("warning W1"))
                cancellation.Cancel();
        }), cancellation.Token);

        _ = await Should.ThrowAsync<OperationCanceledException>(run);

        if (OperatingSystem.IsLinux())
        {
            // Who was killed dies when its turn comes.
            SpinWait.SpinUntil(() => !ProcessFiles.IsRunning(int.Parse(sandbox.Read("pid"), CultureInfo.InvariantCulture)), TimeSpan.FromMinutes(1))
                .ShouldBeTrue();
        }
    }

    [TestMethod]
    public async Task A_class_that_is_deleted_and_used_elsewhere_fails_the_build()
    {
        using var sandbox = ThreeProjects();
        sandbox.Write("App/App.cs", "public static class App { public static int Value => Core.Value; }\n");
        sandbox.Delete("Core/Core.cs");

        (await sandbox.RunAsync("build", ["Core/Core.cs"])).ShouldExitWith(1).Output.ShouldContain("App/App.cs(1,");
    }

    [TestMethod]
    public async Task A_properties_file_that_moved_away_builds_what_lay_below_it()
    {
        using var sandbox = ThreeProjects();

        (await sandbox.RunAsync("build", ["Core/Directory.Build.props", "eng/Directory.Build.props"])).ShouldExitWith(0);

        Built(sandbox).ShouldBe(["App", "Core"]);
    }

    [TestMethod]
    [DataRow("Other/Other.csproj")]
    [DataRow("All.slnx")]
    public async Task A_solution_that_names_a_project_that_is_gone_is_a_finding_at_its_line(string changed)
    {
        using var sandbox = ThreeProjects();
        sandbox.WriteSolution("All.slnx", "Core/Core.csproj", "Other/Other.csproj");
        sandbox.Delete("Other/Other.csproj");

        var run = (await sandbox.RunAsync("build", [changed])).ShouldExitWith(1);

        run.Lines.ShouldHaveSingleItem().ShouldStartWith("All.slnx(1,1): error MSB3202: The project Other/Other.csproj does not exist");
    }

    [TestMethod]
    public async Task A_project_that_is_gone_and_that_another_refers_to_is_a_finding()
    {
        using var sandbox = ThreeProjects();
        sandbox.Delete("Core/Core.csproj");
        sandbox.Delete("Core/Core.cs");

        (await sandbox.RunAsync("build", ["Core/Core.csproj", "Core/Core.cs"])).ShouldExitWith(1).Output.ShouldContain("Core/Core.csproj");
    }

    [TestMethod]
    public async Task A_solution_that_changed_builds_all_that_it_names()
    {
        using var sandbox = ThreeProjects();
        sandbox.WriteSolution("All.slnx", "Other/Other.csproj");

        (await sandbox.RunAsync("build", ["All.slnx"])).ShouldExitWith(0);

        Built(sandbox).ShouldBe(["Other"]);
    }

    [TestMethod]
    public async Task A_project_that_the_solution_does_not_name_is_said_once()
    {
        using var sandbox = ThreeProjects();
        sandbox.WriteSolution("All.slnx", "App/App.csproj");
        sandbox.WriteProject("hooks/Hooks.csproj");
        sandbox.HooksProject = "hooks/Hooks.csproj";

        var run = (await sandbox.RunAsync("build", ["Other/Other.csproj", "Other/Other.cs", "hooks/Hooks.csproj", "README.md"])).ShouldExitWith(0);

        run.Lines.ShouldHaveSingleItem().ShouldStartWith("Other/Other.csproj : warning HOOK3002: All.slnx does not name this project");
    }

    [TestMethod]
    public async Task A_project_with_hooks_of_its_own_that_the_solution_does_not_name_is_said_too()
    {
        using var sandbox = ThreeProjects();
        sandbox.WriteSolution("All.slnx", "App/App.csproj");
        sandbox.HooksProject = "hooks/Hooks.csproj";
        sandbox.Write("New/New.csproj", """<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><PackageReference Include="Hooks.Build" /></ItemGroup></Project>""");

        var run = (await sandbox.RunAsync("build", ["New/New.csproj"])).ShouldExitWith(0);

        run.Lines.ShouldHaveSingleItem().ShouldStartWith("New/New.csproj : warning HOOK3002: All.slnx does not name this project");
    }

    [TestMethod]
    public async Task That_nothing_is_affected_is_told_apart_from_a_build()
    {
        using var sandbox = ThreeProjects();
        List<string> idle = [];
        foreach (var file in (string[])["README.md", "Other/Other.cs"])
            _ = await ToolCommands.Find("build")!.RunAsync(sandbox.Request("build", [file]), new(_ => { }) { Idle = idle.Add }, CancellationToken.None);

        idle.ShouldBe(["no project is affected"]);
    }

    private static IEnumerable<string?> Built(ProjectSandbox sandbox) =>
        Directory.EnumerateDirectories(sandbox.Root, "bin", SearchOption.AllDirectories)
            .Select(folder => Path.GetFileName(Path.GetDirectoryName(folder)))
            .Order(StringComparer.Ordinal);

    private static ProjectSandbox ThreeProjects()
    {
        ProjectSandbox sandbox = new();
        sandbox.WriteProject("Core/Core.csproj");
        sandbox.WriteProject("App/App.csproj", """<ProjectReference Include="../Core/Core.csproj" />""");
        sandbox.WriteProject("Other/Other.csproj");
        return sandbox;
    }
}
