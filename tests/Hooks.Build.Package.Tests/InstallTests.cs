using System.Runtime.Versioning;
using Hooks.Build.Package.Tests.Kit;

namespace Hooks.Build.Package.Tests;

/// <summary>Git hooks installed by targets; the runner is a script that writes down its arguments.</summary>
[TestClass]
[UnsupportedOSPlatform("windows")]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "The runner of these tests is a shell script.")]
public sealed class InstallTests
{
    private const string Hooks = """
        [Hook] const string Format = "true";
        [Hook(Stages = HookStages.CommitMsg)] const string Message = "true";
        """;

    private const string WantsHooks = "<TargetFramework>net10.0</TargetFramework><HooksInstall>true</HooksInstall>";

    [TestMethod]
    public async Task InstallHooks_builds_the_project_and_installs_the_stages_of_its_hooks()
    {
        var repository = await CreateAsync(Hooks);
        var run = (await repository.DotnetAsync("msbuild", TestRepository.Project, "-nologo", "-v:m", "-t:InstallHooks", Runner(repository))).ShouldExitWith(0);
        run.Lines.ShouldContain("Hooks -> pre-commit runs the hooks of build/Hooks.csproj: .git/hooks/pre-commit");
        run.Lines.ShouldContain("Hooks -> commit-msg runs the hooks of build/Hooks.csproj: .git/hooks/commit-msg");
        repository.Has("build/bin/Debug/net10.0/Hooks.dll").ShouldBeTrue();
        _ = await CommitAsync(repository);
        repository.ReadLines("ran")
            .ShouldBe([
                "git-hook pre-commit build/Hooks.csproj build/obj/hooks.state",
                "git-hook commit-msg build/Hooks.csproj build/obj/hooks.state .git/COMMIT_EDITMSG"]);
    }

    [TestMethod]
    public async Task UninstallHooks_leaves_nothing()
    {
        var repository = await CreateAsync(Hooks);
        _ = (await repository.DotnetAsync("msbuild", TestRepository.Project, "-t:InstallHooks", Runner(repository))).ShouldExitWith(0);
        var run = (await repository.DotnetAsync("msbuild", TestRepository.Project, "-nologo", "-v:m", "-t:UninstallHooks")).ShouldExitWith(0);
        run.Lines.ShouldContain("Hooks -> .git/hooks/pre-commit is removed");
        Installed(repository).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task The_stages_can_be_chosen()
    {
        var repository = await CreateAsync(Hooks);
        _ = (await repository.DotnetAsync("msbuild", TestRepository.Project, "-t:InstallHooks", Runner(repository), "-p:HooksInstallStages=PrePush"))
            .ShouldExitWith(0);
        Installed(repository).ShouldBe(["pre-push"]);
        var run = (await repository.TargetAsync("InstallHooks", Runner(repository), "-p:HooksInstallStages=PreComit")).ShouldExitWith(1);
        run.Errors.ShouldHaveSingleItem().ShouldContain("HOOK9002: HooksInstallStages is 'PreComit'");
    }

    [TestMethod]
    public async Task A_build_installs_what_the_project_asks_for_and_says_so_once()
    {
        var repository = await CreateAsync(Hooks, WantsHooks);
        (await repository.BuildAsync(Runner(repository), "-v:m")).ShouldExitWith(0).Output.ShouldContain("pre-commit runs the hooks of build/Hooks.csproj");
        Installed(repository).ShouldBe(["commit-msg", "pre-commit"]);
        (await repository.BuildAsync(Runner(repository), "-v:m")).ShouldExitWith(0).Output.ShouldNotContain("pre-commit");
    }

    [TestMethod]
    public async Task A_build_and_a_restore_of_the_solution_install_too()
    {
        var repository = await CreateAsync(Hooks, WantsHooks);
        repository.Write("All.slnx", """<Solution><Project Path="build/Hooks.csproj" /></Solution>""");
        _ = (await repository.DotnetAsync("build", "All.slnx", Runner(repository))).ShouldExitWith(0);
        Installed(repository).ShouldBe(["commit-msg", "pre-commit"]);
        var written = await repository.TargetAsync("InstallHooks", Runner(repository), "-p:HooksWriteSolutionTargets=true");
        written.ShouldExitWith(0).Output.ShouldContain("Directory.Solution.targets is written");
        repository.Read("Directory.Solution.targets").ShouldBe(PackedPackage.TemplateText("Directory.Solution.targets"));
        _ = (await repository.DotnetAsync("msbuild", "All.slnx", "-t:UninstallHooks")).ShouldExitWith(0);
        Installed(repository).ShouldBeEmpty();

        // As in a new clone: nothing is restored, and nothing is built.
        Directory.Delete(repository.FullPath("build/obj"), recursive: true);
        Directory.Delete(repository.FullPath("build/bin"), recursive: true);
        _ = (await repository.DotnetAsync("restore", "All.slnx", Runner(repository))).ShouldExitWith(0);
        Installed(repository).ShouldBe(["pre-commit"]);
    }

    [TestMethod]
    public async Task A_restore_of_the_project_installs_where_the_project_asks_for_it()
    {
        var repository = await CreateAsync(Hooks, WantsHooks);
        repository.Write(TestRepository.Project, repository.Read(TestRepository.Project).Replace("</Project>", """
              <Target Name="HooksAfterRestore" AfterTargets="Restore">
                <MSBuild Projects="$(MSBuildProjectFullPath)" Targets="InstallHooksAfterRestore" Properties="MSBuildIsRestoring=false" SkipNonexistentTargets="true" />
              </Target>
            </Project>
            """));
        Directory.Delete(repository.FullPath("build/obj"), recursive: true);
        _ = (await repository.DotnetAsync("restore", TestRepository.Project, Runner(repository))).ShouldExitWith(0);
        Installed(repository).ShouldBe(["pre-commit"]);
    }

    [TestMethod]
    [DataRow("CI", "true")]
    [DataRow("TF_BUILD", "True")]
    [DataRow("GITHUB_ACTIONS", "true")]
    [DataRow("ContinuousIntegrationBuild", "true")]
    [DataRow("HooksRunning", "1")]
    [DataRow("DesignTimeBuild", "true")]
    public async Task Nothing_is_installed_where_nobody_commits(string variable, string value)
    {
        var repository = await CreateAsync(Hooks, WantsHooks);
        _ = (await repository.DotnetAsync(["build", TestRepository.Project, "--no-restore", Runner(repository)], (variable, value))).ShouldExitWith(0);
        Installed(repository).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task A_build_whose_hooks_fail_installs()
    {
        var repository = await CreateAsync("[Hook(Stages = HookStages.Build | HookStages.PreCommit)] const string No = \"false\";", WantsHooks);
        (await repository.BuildAsync()).ShouldExitWith(1).Output.ShouldContain("HOOK1001: Hook 'No' failed");
        Installed(repository).ShouldBe(["pre-commit"]);
    }

    [TestMethod]
    public async Task A_build_that_cannot_install_warns_and_goes_on()
    {
        var repository = await CreateAsync(Hooks, WantsHooks);
        var run = (await repository.BuildAsync("-p:HooksBuildRunnerPath=/nowhere/hooks")).ShouldExitWith(0);
        run.Warnings.ShouldHaveSingleItem().ShouldContain("HOOK9014: Git hooks cannot be installed: their runner /nowhere/hooks does not exist");
        var asked = await repository.TargetAsync("InstallHooks", "-p:HooksBuildRunnerPath=/nowhere/hooks");
        asked.ShouldExitWith(1).Errors.ShouldHaveSingleItem().ShouldContain("HOOK9014");
    }

    [TestMethod]
    public async Task A_copy_without_a_repository_builds_in_silence()
    {
        var repository = await CreateAsync(Hooks, WantsHooks);
        Directory.Delete(repository.FullPath(".git"), recursive: true);
        (await repository.BuildAsync(Runner(repository))).ShouldExitWith(0).Output.ShouldNotContain("HOOK9014");
    }

    [TestMethod]
    public async Task The_targets_of_the_solution_are_offered_and_never_overwritten()
    {
        var repository = await CreateAsync(Hooks);
        repository.Write("All.slnx", """<Solution><Project Path="build/Hooks.csproj" /></Solution>""");
        _ = (await repository.BuildAsync("-p:HooksRunOnBuild=false")).ShouldExitWith(0);
        (await repository.TargetAsync(
            "InstallHooks",
            Runner(repository))).ShouldExitWith(0).Output.ShouldContain("-p:HooksWriteSolutionTargets=true writes Directory.Solution.targets beside it");
        repository.Write("Directory.Solution.targets", "<Project />");
        (await repository.TargetAsync("InstallHooks", Runner(repository))).ShouldExitWith(0).Output.ShouldNotContain("Directory.Solution.targets");
        var run = await repository.TargetAsync("InstallHooks", Runner(repository), "-p:HooksWriteSolutionTargets=true");
        run.ShouldExitWith(0).Output.ShouldContain("""<Target Name="ListHooks">""");
        repository.Read("Directory.Solution.targets").ShouldBe("<Project />");
    }

    private static async Task<TestRepository> CreateAsync(string members, string properties = "<TargetFramework>net10.0</TargetFramework>")
    {
        var repository = await TestRepository.CreateAsync(members);
        repository.WriteProject(properties);
        repository.Write("tools/hooks", $"#!/bin/sh\necho \"$@\" >>'{repository.FullPath("ran")}'\n");
        File.SetUnixFileMode(repository.FullPath("tools/hooks"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return repository;
    }

    private static string Runner(TestRepository repository) => "-p:HooksBuildRunnerPath=" + repository.FullPath("tools/hooks");

    private static IEnumerable<string> Installed(TestRepository repository) => Directory
        .EnumerateFiles(repository.FullPath(".git/hooks"))
        .Select(path => Path.GetFileName(path))
        .Where(name => !name.EndsWith(".sample", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    private static async Task<SdkRun> CommitAsync(TestRepository repository) =>
        (await SdkRun.RunAsync(
            repository.Root,
            "git",
            ["-c", "user.name=Test", "-c", "user.email=test@example.org", "commit", "--quiet", "--allow-empty", "-m", "x"])).ShouldExitWith(0);
}
