namespace Hooks.Build.CSharp.Tests.Projects;

[TestClass]
public sealed class LockFileCommandTests
{
    private const string Wanted = "<RestorePackagesWithLockFile>true</RestorePackagesWithLockFile>";

    private static readonly PackageFeed Feed = new PackageFeed().With("Acme.One", "1.0.0").With("Acme.One", "2.0.0").With("Acme.Two", "1.0.0");

    [ClassCleanup]
    public static void CleanUp() => Feed.Dispose();

    [TestMethod]
    public async Task Lock_files_that_are_up_to_date_pass_and_nothing_is_written()
    {
        using var sandbox = await LockedAsync();
        Directory.Delete(sandbox.FullPath("A/obj"), recursive: true);
        var before = sandbox.Read("A/packages.lock.json");

        (await sandbox.RunAsync("lock-files", ["A/A.csproj"])).ShouldExitWith(0).Lines.ShouldBeEmpty();

        sandbox.Read("A/packages.lock.json").ShouldBe(before);
        Directory.Exists(sandbox.FullPath("A/obj")).ShouldBeFalse();
    }

    [TestMethod]
    public async Task Another_version_is_a_finding_that_names_project_package_and_command()
    {
        using var sandbox = await LockedAsync();
        sandbox.Write("A/A.csproj", sandbox.Read("A/A.csproj").Replace("1.0.0", "2.0.0"));

        var run = (await sandbox.RunAsync("lock-files", ["A/A.csproj"])).ShouldExitWith(1);

        run.Lines.ShouldContain(
            "A/A.csproj(7,5): error NU1004: The package reference Acme.One version has changed from [1.0.0, ) to [2.0.0, ). Run 'dotnet restore A/A.csproj --force-evaluate' and commit the lock file");
        run.Lines.ShouldContain(line => line.StartsWith("B/B.csproj : error NU1004: ", StringComparison.Ordinal));
    }

    [TestMethod]
    public async Task Another_package_is_a_finding()
    {
        using var sandbox = await LockedAsync();
        sandbox.WriteProject("B/B.csproj", """<ProjectReference Include="../A/A.csproj" /><PackageReference Include="Acme.Two" Version="1.0.0" />""", Wanted);

        var run = (await sandbox.RunAsync("lock-files", ["B/B.csproj"])).ShouldExitWith(1);

        run.Lines.ShouldHaveSingleItem().ShouldContain("Acme.Two");
    }

    [TestMethod]
    public async Task A_lock_file_that_is_wanted_and_missing_is_a_finding_and_is_not_written()
    {
        using var sandbox = await LockedAsync();
        sandbox.Delete("A/packages.lock.json");

        var run = (await sandbox.RunAsync("lock-files", ["B/packages.lock.json"])).ShouldExitWith(1);

        run.Lines.ShouldHaveSingleItem().ShouldStartWith("A/A.csproj : error NU1004: A/packages.lock.json does not exist. Run 'dotnet restore A/A.csproj");
        File.Exists(sandbox.FullPath("A/packages.lock.json")).ShouldBeFalse();
    }

    [TestMethod]
    public async Task Projects_without_lock_files_are_not_restored()
    {
        using ProjectSandbox sandbox = new();
        sandbox.WriteProject("A/A.csproj", """<PackageReference Include="There.Is.None" Version="1.0.0" />""");

        (await sandbox.RunAsync("lock-files", ["A/A.csproj"])).ShouldExitWith(0).Lines.ShouldBeEmpty();
    }

    [TestMethod]
    public async Task A_source_that_is_gone_is_no_finding_but_a_failure()
    {
        using var sandbox = await LockedAsync();
        Directory.Delete(sandbox.FullPath(".packages"), recursive: true);
        using (PackageFeed gone = new())
        {
            sandbox.Write("nuget.config", gone.Config);
        }

        (await sandbox.RunAsync("lock-files", ["A/A.csproj"])).ShouldExitWith(2).Output.ShouldContain("error NU1301");
    }

    // Two projects with lock files that a restore wrote.
    private static async Task<ProjectSandbox> LockedAsync()
    {
        ProjectSandbox sandbox = new();
        sandbox.Write("nuget.config", Feed.Config);
        sandbox.WriteProject("A/A.csproj", """<PackageReference Include="Acme.One" Version="1.0.0" />""", Wanted);
        sandbox.WriteProject("B/B.csproj", """<ProjectReference Include="../A/A.csproj" />""", Wanted);
        (await sandbox.DotnetAsync("restore", "B", "-v:q")).ShouldBe(0);
        return sandbox;
    }
}
