using Hooks.Build.CSharp.Projects;

namespace Hooks.Build.CSharp.Tests.Projects;

[TestClass]
public sealed class GraphStartTests
{
    [TestMethod]
    public async Task The_only_solution_of_the_root_is_where_the_graph_starts()
    {
        using ProjectSandbox sandbox = TwoProjects();
        sandbox.WriteSolution("All.slnx", "A/A.csproj");

        (await NamesAsync(sandbox)).ShouldBe(["A/A.csproj"]);
    }

    [TestMethod]
    public async Task Where_there_are_two_solutions_all_projects_are_meant()
    {
        using ProjectSandbox sandbox = TwoProjects();
        sandbox.WriteSolution("One.slnx", "A/A.csproj");
        sandbox.WriteSolution("Two.slnx", "B/B.csproj");

        (await NamesAsync(sandbox)).ShouldBe(["A/A.csproj", "B/B.csproj"]);
    }

    [TestMethod]
    public async Task A_solution_can_be_named_also_the_classic_one_and_a_filter()
    {
        using ProjectSandbox sandbox = TwoProjects();
        sandbox.Write(
            "sub/Classic.sln",
            "Project(\"{9A19103F-16F7-4668-BE54-9A1E7A4F7556}\") = \"A\", \"..\\A\\A.csproj\", \"{00000000-0000-0000-0000-000000000001}\"\r\nEndProject\r\nProject(\"{2150E333-8FDC-42A3-9474-1A3956D46DE8}\") = \"folder\", \"folder\", \"{00000000-0000-0000-0000-000000000002}\"\r\nEndProject\r\n");
        sandbox.WriteSolution("All.slnx", "A/A.csproj", "B/B.csproj");
        sandbox.Write("Part.slnf", """{ "solution": { "path": "All.slnx", "projects": [ "B\\B.csproj" ] } }""");

        (await NamesAsync(sandbox, "sub/Classic.sln")).ShouldBe(["A/A.csproj"]);
        (await NamesAsync(sandbox, "Part.slnf")).ShouldBe(["B/B.csproj"]);
    }

    [TestMethod]
    public async Task A_solution_that_is_none_is_said()
    {
        using ProjectSandbox sandbox = TwoProjects();

        var run = (await sandbox.RunAsync("build", ["A/A.cs"], "--solution", "Nope.sln")).ShouldExitWith(2);

        run.Output.ShouldContain("'Nope.sln' is no solution");
    }

    [TestMethod]
    public async Task Projects_that_git_ignores_do_not_count()
    {
        using ProjectSandbox sandbox = TwoProjects();
        (await sandbox.GitAsync("init", "--quiet")).ShouldBe(0);
        sandbox.Write(".gitignore", "B/\n");

        (await NamesAsync(sandbox)).ShouldBe(["A/A.csproj"]);
    }

    [TestMethod]
    public async Task Without_git_the_folders_are_looked_through()
    {
        using ProjectSandbox sandbox = TwoProjects();
        Directory.Delete(sandbox.FullPath(".git"));
        sandbox.WriteProject("A/obj/Generated.csproj");

        (await NamesAsync(sandbox)).ShouldBe(["A/A.csproj", "B/B.csproj"]);
    }

    private static ProjectSandbox TwoProjects()
    {
        ProjectSandbox sandbox = new();
        sandbox.WriteProject("A/A.csproj");
        sandbox.WriteProject("B/B.csproj");
        return sandbox;
    }

    private static async Task<IEnumerable<string>> NamesAsync(ProjectSandbox sandbox, string solution = "") =>
        (await GraphStart.FindAsync(sandbox.Root, solution, CancellationToken.None)).Projects.Select(project => ProjectPaths.FromRoot(
            sandbox.Root, project.FullPath));
}
