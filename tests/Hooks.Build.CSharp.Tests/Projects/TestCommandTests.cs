using System.Xml.Linq;

namespace Hooks.Build.CSharp.Tests.Projects;

/// <summary>Real tests of MSTest, whose packages are those of this repository.</summary>
[TestClass]
public sealed class TestCommandTests
{
    [TestMethod]
    public async Task The_tests_of_affected_projects_run_and_no_others()
    {
        using var sandbox = TwoTestProjects();
        sandbox.Write("global.json", """{ "test": { "runner": "Microsoft.Testing.Platform" } }""");
        sandbox.WriteSolution("All.slnx", "One/One.csproj", "One.Tests/One.Tests.csproj", "Two.Tests/Two.Tests.csproj");

        (await sandbox.RunAsync("test", ["One/One.cs"])).ShouldExitWith(0);
        Directory.Exists(sandbox.FullPath("Two.Tests/bin")).ShouldBeFalse();

        sandbox.Write("One/One.cs", "public static class One { public static int Value => 2; }\n");
        var failed = (await sandbox.RunAsync("test", ["One/One.cs"])).ShouldExitWith(1);

        failed.Output.ShouldContain("The_value_is_one");
        failed.Output.ShouldContain("One.Tests/Tests.cs");
    }

    [TestMethod]
    public async Task A_change_that_no_test_project_knows_of_runs_none()
    {
        using var sandbox = TwoTestProjects();
        sandbox.WriteProject("Alone/Alone.csproj");

        (await sandbox.RunAsync("test", ["Alone/Alone.cs"])).ShouldExitWith(0).Lines.ShouldBeEmpty();

        Directory.Exists(sandbox.FullPath("Alone/bin")).ShouldBeFalse();
    }

    [TestMethod]
    public async Task What_does_not_build_is_not_tested()
    {
        using var sandbox = TwoTestProjects();
        sandbox.Write("One/One.cs", "nonsense");

        var run = (await sandbox.RunAsync("test", ["One/One.cs"])).ShouldExitWith(1);

        run.Output.ShouldContain("One/One.cs(1,");
        run.Output.ShouldNotContain("The_value_is_one");
    }

    [TestMethod]
    public async Task A_test_that_fails_is_a_finding_with_its_name_whatever_tests_print()
    {
        using var sandbox = TwoTestProjects();
        sandbox.Write("global.json", """{ "test": { "runner": "Microsoft.Testing.Platform" } }""");
        sandbox.Write("Two.Tests/Tests.cs", """
            using Microsoft.VisualStudio.TestTools.UnitTesting;
            [TestClass] public sealed class Tests
            {
                [TestMethod] public void Fails()
                {
                    Console.WriteLine("src/X.cs(1,2): error CS0001: printed by a test");
                    Assert.Fail("the reason");
                }
            }
            """);
        List<string> text = [];
        List<string> found = [];

        (await ToolCommands.Find("test")!.RunAsync(sandbox.Request("test", ["Two.Tests/Tests.cs"]), new(found.Add) { Text = text.Add }, CancellationToken.None))
            .ShouldBe(1);

        found.ShouldHaveSingleItem().ShouldMatch(@"^Two\.Tests/Tests\.cs\(7,1\): error HOOK3004: Fails failed: .*the reason");
        text.ShouldContain(line => line.Contains("printed by a test", StringComparison.Ordinal));
    }

    [TestMethod]
    public async Task A_filter_that_matches_nothing_is_no_failure_and_no_success()
    {
        using var sandbox = TwoTestProjects();
        sandbox.Write("global.json", """{ "test": { "runner": "Microsoft.Testing.Platform" } }""");
        List<string> idle = [];
        var request = sandbox.Request("test", ["Two.Tests/Tests.cs"], "--args", "--filter Name=None");

        (await ToolCommands.Find("test")!.RunAsync(request, new(_ => { }) { Idle = idle.Add }, CancellationToken.None)).ShouldBe(0);

        idle.ShouldBe(["no test was found or matched"]);
    }

    private static ProjectSandbox TwoTestProjects()
    {
        ProjectSandbox sandbox = new();
        sandbox.WriteProject("One/One.csproj");
        foreach (var (name, reference) in new[] { ("One.Tests", """<ProjectReference Include="../One/One.csproj" />"""), ("Two.Tests", "") })
        {
            sandbox.WriteProject($"{name}/{name}.csproj", $"""
                {reference}
                <PackageReference Include="MSTest.TestFramework" Version="{Pinned("MSTest")}" />
                <PackageReference Include="MSTest.TestAdapter" Version="{Pinned("MSTest")}" />
                """, "<OutputType>Exe</OutputType><EnableMSTestRunner>true</EnableMSTestRunner><ImplicitUsings>enable</ImplicitUsings><RootNamespace>Made</RootNamespace>");
            sandbox.Delete($"{name}/{name}.cs");
            sandbox.Write($"{name}/Tests.cs", $$"""
                using Microsoft.VisualStudio.TestTools.UnitTesting;
                [TestClass] public sealed class Tests
                {
                    [TestMethod] public void The_value_is_one() => Assert.AreEqual(1, {{(reference.Length > 0 ? "One.Value" : "1")}});
                }
                """);
        }

        return sandbox;
    }

    private static string Pinned(string package)
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Directory.Packages.props")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return (string)XDocument.Load(Path.Combine(folder, "Directory.Packages.props"))
            .Descendants("PackageVersion")
            .Single(element => (string?)element.Attribute("Include") == package)
            .Attribute("Version")!;
    }
}
