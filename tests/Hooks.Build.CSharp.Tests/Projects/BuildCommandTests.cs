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
        var run = ToolCommands.Find("build")!.RunAsync(sandbox.Request("build", ["Other/Other.cs"]), line =>
        {
            if (line.Contains("warning W1"))
                cancellation.Cancel();
        }, cancellation.Token);

        _ = await Should.ThrowAsync<OperationCanceledException>(run);

        if (OperatingSystem.IsLinux())
        {
            var status = $"/proc/{sandbox.Read("pid").Trim()}/status";
            (File.Exists(status) ? File.ReadAllText(status) : "State:\tX").ShouldMatch(@"State:\s[XZ]");
        }
    }

    private static IEnumerable<string?> Built(ProjectSandbox sandbox) =>
        Directory.EnumerateDirectories(sandbox.Root, "bin", SearchOption.AllDirectories).Select(folder => Path.GetFileName(Path.GetDirectoryName(folder))).Order(StringComparer.Ordinal);

    private static ProjectSandbox ThreeProjects()
    {
        ProjectSandbox sandbox = new();
        sandbox.WriteProject("Core/Core.csproj");
        sandbox.WriteProject("App/App.csproj", """<ProjectReference Include="../Core/Core.csproj" />""");
        sandbox.WriteProject("Other/Other.csproj");
        return sandbox;
    }
}
