using Hooks.Build.CSharp.Projects;

namespace Hooks.Build.CSharp.Tests.Projects;

[TestClass]
public sealed class GraphEvaluationTests
{
    [TestMethod]
    public async Task References_imports_linked_files_and_kinds_come_from_MSBuild()
    {
        using ProjectSandbox sandbox = new();
        sandbox.Write("Directory.Build.props", "<Project><Import Project=\"eng/Common.props\" /></Project>");
        sandbox.Write("eng/Common.props", "<Project />");
        sandbox.Write("shared/Version.cs", "");
        sandbox.WriteProject("src/Core/Core.csproj", properties: "<RestorePackagesWithLockFile>true</RestorePackagesWithLockFile>");
        sandbox.WriteProject("src/Web/Web.csproj", """
            <ProjectReference Include="../Core/Core.csproj" />
            <Compile Include="../../shared/Version.cs" />
            <EmbeddedResource Include="../../shared/sql/**/*.sql" />
            """, framework: "net10.0;net8.0");
        sandbox.Write("src/Web/Web.csproj", sandbox.Read("src/Web/Web.csproj").Replace("TargetFramework>", "TargetFrameworks>"));
        sandbox.WriteProject(
            "tests/Web.Tests/Web.Tests.csproj",
            """<ProjectReference Include="../../src/Web/Web.csproj" /><PackageReference Include="MSTest" Version="4.0.0" />""");

        var projects = await EvaluateAsync(sandbox);

        projects.Select(project => project.Path).ShouldBe(["src/Core/Core.csproj", "src/Web/Web.csproj", "tests/Web.Tests/Web.Tests.csproj"]);
        projects[0].Imports.ShouldBe(["Directory.Build.props", "eng/Common.props"]);
        projects[0].WantsLockFile.ShouldBeTrue();
        projects[1].References.ShouldBe(["src/Core/Core.csproj"]);
        projects[1].LinkedFiles.ShouldBe(["shared/.editorconfig", "shared/.globalconfig", "shared/Version.cs"]);
        projects[1].LinkedPatterns.Select(pattern => pattern.Include).ShouldBe(["shared/sql/**/*.sql"]);
        projects.Select(project => project.IsTest).ShouldBe([false, false, true]);
        AffectedProjects.Of(projects, ["shared/sql/new.sql"]).ShouldBe(["src/Web/Web.csproj", "tests/Web.Tests/Web.Tests.csproj"]);
    }

    [TestMethod]
    public async Task A_project_in_the_root_compiles_what_lies_below_unless_it_says_otherwise()
    {
        using ProjectSandbox sandbox = new();
        sandbox.WriteProject("Wide.csproj");
        sandbox.WriteProject("inner/Inner.csproj");

        AffectedProjects.Of(await EvaluateAsync(sandbox), ["inner/A.cs"]).ShouldBe(["Wide.csproj", "inner/Inner.csproj"]);
        AffectedProjects.Of(await EvaluateAsync(sandbox), ["inner/a.txt"]).ShouldBe(["inner/Inner.csproj"]);

        sandbox.WriteProject("Wide.csproj", """<Compile Remove="inner/**" />""");
        AffectedProjects.Of(await EvaluateAsync(sandbox), ["inner/A.cs"]).ShouldBe(["inner/Inner.csproj"]);
    }

    [TestMethod]
    public async Task A_project_that_was_never_restored_is_a_test_project_by_the_package_it_refers_to()
    {
        using ProjectSandbox sandbox = new();
        sandbox.WriteProject("T/T.csproj", """<PackageReference Include="xunit.v3.mtp-v2" Version="3.2.2" />""");
        sandbox.WriteProject("H/Helpers.csproj", """<PackageReference Include="xunit.v3.assert" Version="3.2.2" />""");

        (await EvaluateAsync(sandbox)).Select(project => project.IsTest).ShouldBe([false, true]);
    }

    [TestMethod]
    public async Task A_broken_project_is_a_finding_at_its_place()
    {
        using ProjectSandbox sandbox = new();
        sandbox.Write("A/A.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\">\n  <PropertyGroup>\n</Project>");

        var run = (await sandbox.RunAsync("build", ["A/A.cs"])).ShouldExitWith(1);

        run.Lines.ShouldHaveSingleItem().ShouldStartWith("A/A.csproj(3,3): error MSB4025: ");
    }

    [TestMethod]
    public async Task A_reference_to_a_project_that_is_gone_is_a_finding()
    {
        using ProjectSandbox sandbox = new();
        sandbox.WriteProject("A/A.csproj", """<ProjectReference Include="../Gone/Gone.csproj" />""");

        var run = (await sandbox.RunAsync("build", ["A/A.cs"])).ShouldExitWith(1);

        run.Output.ShouldContain("Gone.csproj");
    }

    [TestMethod]
    public async Task Projects_that_refer_to_each_other_in_a_circle_are_a_finding()
    {
        using ProjectSandbox sandbox = new();
        sandbox.WriteProject("A/A.csproj", """<ProjectReference Include="../B/B.csproj" />""");
        sandbox.WriteProject("B/B.csproj", """<ProjectReference Include="../A/A.csproj" />""");

        var run = (await sandbox.RunAsync("build", ["A/A.cs"])).ShouldExitWith(1);

        run.Output.ShouldContain("A.csproj");
        run.Output.ShouldContain("B.csproj");
    }

    internal static async Task<IReadOnlyList<KnownProject>> EvaluateAsync(ProjectSandbox sandbox) =>
        GraphEvaluation.Evaluate(
            sandbox.Root, await GraphStart.FindAsync(sandbox.Root, "", CancellationToken.None), "Debug", 2, CancellationToken.None).Projects;
}
