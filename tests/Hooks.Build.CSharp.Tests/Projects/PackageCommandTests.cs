
namespace Hooks.Build.CSharp.Tests.Projects;

/// <summary>Real restores from a source of this machine. All tests look at one repository.</summary>
[TestClass]
public sealed class PackageCommandTests
{
    private static readonly PackageFeed Feed = new PackageFeed()
        .With("Acme.Old", "1.0.0", vulnerability: ("2", "GHSA-aaaa-bbbb-cccc"), replacement: "Acme.New")
        .With("Acme.Weak", "1.0.0", vulnerability: ("1", "GHSA-dddd-eeee-ffff"))
        .With("Acme.Top", "1.0.0", dependency: "Acme.Old")
        .With("Acme.Sound", "1.0.0");

    private static readonly ProjectSandbox Sandbox = CreateSandbox();

    [ClassCleanup]
    public static void CleanUp()
    {
        Feed.Dispose();
        Sandbox.Dispose();
    }

    // Each takes seconds.
    private static readonly Lazy<Task<ToolRun>> Vulnerable = new(() => Sandbox.RunAsync("vulnerable-packages", ["nuget.config"]));
    private static readonly Lazy<Task<ToolRun>> Allowing = new(() => Sandbox.RunAsync(
        "vulnerable-packages", ["Direct/Direct.csproj", "Twice/Twice.csproj"], "--severity", "high", "--allow", "GHSA-aaaa-bbbb-cccc"));

    [TestMethod]
    public async Task A_vulnerable_package_is_a_finding_where_its_reference_stands()
    {
        var run = (await Vulnerable.Value).ShouldExitWith(1);

        run.Lines.ShouldContain(
            "Direct/Direct.csproj(7,5): error NU1903: Acme.Old 1.0.0 has a known vulnerability of high severity: https://github.com/advisories/GHSA-aaaa-bbbb-cccc");
    }

    [TestMethod]
    public async Task One_that_another_package_brings_is_a_finding_of_the_project()
    {
        var run = await Vulnerable.Value;

        run.Lines.ShouldContain(
            "Indirect/Indirect.csproj : error NU1903: Acme.Old 1.0.0, which another package brings, has a known vulnerability of high severity: https://github.com/advisories/GHSA-aaaa-bbbb-cccc");
    }

    [TestMethod]
    public async Task One_that_a_referenced_project_brings_is_told_once_where_central_management_has_its_version()
    {
        var run = await Vulnerable.Value;

        run.Lines.Where(line => line.StartsWith("central/", StringComparison.Ordinal))
            .ShouldHaveSingleItem()
            .ShouldStartWith("central/Directory.Packages.props(3,14): error NU1902: Acme.Weak 1.0.0 has ");
    }

    [TestMethod]
    public async Task One_that_a_package_of_a_referenced_project_brings_is_told_for_that_project_alone()
    {
        var run = (await Sandbox.RunAsync("vulnerable-packages", ["Indirect/Indirect.csproj"])).ShouldExitWith(1);

        run.Lines.ShouldHaveSingleItem().ShouldStartWith("Indirect/Indirect.csproj : error NU1903: Acme.Old 1.0.0, which another package brings,");
    }

    [TestMethod]
    public async Task A_project_whose_sources_do_not_answer_is_named_and_hides_no_finding_of_another()
    {
        using var sandbox = new ProjectSandbox();
        sandbox.Write("nuget.config", Feed.Config);
        sandbox.WriteProject("Good/Good.csproj", """<PackageReference Include="Acme.Old" Version="1.0.0" />""");
        sandbox.WriteProject("Lost/Lost.csproj", """<PackageReference Include="Acme.Sound" Version="1.0.0" />""");
        using (PackageFeed gone = new())
        {
            sandbox.Write("Lost/nuget.config", gone.Config);
        }

        var run = (await sandbox.RunAsync("vulnerable-packages", ["nuget.config"])).ShouldExitWith(2);

        run.Lines.ShouldContain(line => line.StartsWith("Good/Good.csproj(7,5): error NU1903: Acme.Old 1.0.0 ", StringComparison.Ordinal), run.Output);
        run.Lines[^1]
            .ShouldBe(
                "Lost/Lost.csproj : error HOOK3003: its packages could not be checked ('dotnet list package --vulnerable'): whether it is affected is not known");
        run.Output.ShouldNotContain("Good/Good.csproj : error HOOK3003");
    }

    [TestMethod]
    public async Task Projects_with_sound_packages_are_not_told()
    {
        var run = await Vulnerable.Value;

        run.Lines.Count.ShouldBe(5, run.Output);
        run.Output.ShouldNotContain("Sound");
    }

    [TestMethod]
    public async Task Nothing_is_written_into_the_repository()
    {
        _ = await Vulnerable.Value;

        Directory.GetFileSystemEntries(Sandbox.FullPath("Sound")).Select(Path.GetFileName).Order().ShouldBe(["Sound.cs", "Sound.csproj"]);
    }

    [TestMethod]
    public async Task What_is_below_the_severity_is_a_warning_and_what_is_allowed_is_not_told()
    {
        var run = (await Allowing.Value).ShouldExitWith(0);

        run.Lines.ShouldHaveSingleItem().ShouldStartWith("Twice/Twice.csproj(7,5): warning NU1902: Acme.Weak ");
    }

    [TestMethod]
    public async Task A_deprecated_package_is_a_finding_with_what_to_use()
    {
        var run = (await Sandbox.RunAsync("deprecated-packages", ["Direct/Direct.csproj", "Sound/Sound.csproj"])).ShouldExitWith(1);

        run.Lines.ShouldBe(["Direct/Direct.csproj(7,5): error HOOK3001: Acme.Old 1.0.0 is deprecated (Legacy); use Acme.New >= 3.0.0"]);
    }

    [TestMethod]
    public async Task A_deprecated_package_that_is_allowed_is_not_told() =>
        (await Sandbox.RunAsync("deprecated-packages", ["Direct/Direct.csproj"], "--allow", "acme.old")).ShouldExitWith(0).Lines.ShouldBeEmpty();

    [TestMethod]
    [DataRow("vulnerable-packages")]
    [DataRow("deprecated-packages")]
    public async Task A_source_that_is_gone_is_no_pass_even_where_all_packages_are_here(string hook)
    {
        using var sandbox = WithFolderSource();
        (await sandbox.DotnetAsync("restore", "A", "-v:q")).ShouldBe(0);
        using (PackageFeed gone = new())
        {
            sandbox.Write("nuget.config", gone.Config);
        }

        var run = (await sandbox.RunAsync(hook, ["A/A.csproj"])).ShouldExitWith(2);

        run.Output.ShouldContain("Unable to load the service index");
        run.Lines[^1].ShouldContain("is not known");
    }

    [TestMethod]
    public async Task Advisories_come_from_a_source_of_their_own_where_there_is_one()
    {
        using var feed = new PackageFeed().WithAdvisory("acme.sound", 3, "GHSA-aaaa-aaaa-aaaa");
        using var sandbox = WithFolderSource();
        sandbox.Write("nuget.config", feed.AuditConfig);

        (await sandbox.RunAsync("vulnerable-packages", ["A/A.csproj"]))
            .ShouldExitWith(1).Lines.ShouldHaveSingleItem()
            .ShouldContain("error NU1904: Acme.Sound 1.0.0 has a known vulnerability of critical severity");
    }

    [TestMethod]
    public async Task A_source_of_advisories_that_does_not_answer_is_no_pass()
    {
        using var feed = new PackageFeed().WithAdvisory("acme.sound", 3, "GHSA-aaaa-aaaa-aaaa", answers: false);
        using var sandbox = WithFolderSource();
        sandbox.Write("nuget.config", feed.AuditConfig);

        (await sandbox.RunAsync("vulnerable-packages", ["A/A.csproj"])).ShouldExitWith(2).Output.ShouldContain("NU1900");
    }

    [TestMethod]
    public async Task A_folder_cannot_be_asked()
    {
        using var sandbox = WithFolderSource();

        (await sandbox.RunAsync("vulnerable-packages", ["A/A.csproj"])).ShouldExitWith(2).Output.ShouldContain("None of the package sources is a server");
    }

    [TestMethod]
    public async Task A_severity_that_does_not_exist_is_said() =>
        (await Sandbox.RunAsync(
            "vulnerable-packages", ["Direct/Direct.csproj"], "--severity", "bad")).ShouldExitWith(2).Output.ShouldContain("--severity cannot be 'bad'");

    private static ProjectSandbox WithFolderSource()
    {
        ProjectSandbox sandbox = new();
        _ = Directory.CreateDirectory(sandbox.FullPath("feed"));
        File.WriteAllBytes(sandbox.FullPath("feed/Acme.Sound.1.0.0.nupkg"), PackageFeed.Pack("Acme.Sound", "1.0.0"));
        sandbox.Write(
            "nuget.config",
            """<configuration><config><add key="globalPackagesFolder" value=".packages" /></config><packageSources><clear /><add key="folder" value="feed" /></packageSources></configuration>""");
        sandbox.WriteProject("A/A.csproj", """<PackageReference Include="Acme.Sound" Version="1.0.0" />""");
        return sandbox;
    }

    private static ProjectSandbox CreateSandbox()
    {
        ProjectSandbox sandbox = new();
        sandbox.Write("nuget.config", Feed.Config);
        sandbox.WriteProject("Direct/Direct.csproj", """<PackageReference Include="Acme.Old" Version="1.0.0" />""");
        sandbox.WriteProject("Indirect/Indirect.csproj", """<PackageReference Include="Acme.Top" Version="1.0.0" />""");
        sandbox.WriteProject("Above/Above.csproj", """<ProjectReference Include="../Indirect/Indirect.csproj" />""");
        sandbox.WriteProject(
            "Twice/Twice.csproj", """<PackageReference Include="Acme.Weak" Version="1.0.0" /><PackageReference Include="Acme.Old" Version="1.0.0" />""");
        sandbox.WriteProject("Sound/Sound.csproj", """<PackageReference Include="Acme.Sound" Version="1.0.0" />""");
        sandbox.Write("central/Directory.Packages.props", """
            <Project>
              <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
              <ItemGroup><PackageVersion Include="Acme.Weak" Version="1.0.0" /></ItemGroup>
            </Project>
            """);
        sandbox.WriteProject("central/Lower/Lower.csproj", """<PackageReference Include="Acme.Weak" />""");
        sandbox.WriteProject("central/Upper/Upper.csproj", """<ProjectReference Include="../Lower/Lower.csproj" />""");
        return sandbox;
    }
}
