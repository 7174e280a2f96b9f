using Hooks.Build.Package.Tests.Kit;

namespace Hooks.Build.Package.Tests;

/// <summary>
/// A package of hooks, made by <c>dotnet new hooks-package</c> and used by a project in another folder, with the package's own runner and the real git.
/// </summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "The hooks of these tests are shell commands.")]
public sealed class HookPackageTests
{
    private const string Use = "using Hooks.Build;\nusing Acme.Hooks;\n[assembly: UseHooks(typeof(TeamHooks))]\n";
    private const string Mine =
        """static class RepoHooks { [Hook(DependsOn = [nameof(TeamHooks.Says)], Cache = false)] const string Own = "sh -c 'echo own >> ran'"; }""";

    [TestMethod]
    public async Task A_package_of_hooks_is_tested_packed_used_and_looked_through()
    {
        var acme = await PackageAsync();
        (await acme.DotnetAsync("test", "Acme.Hooks.Tests")).ShouldExitWith(0).Output.ShouldMatch(@"(?i)(passed|succeeded|total): +2\b");
        await PackAsync(acme, "1.0.0", "one");

        // The first build tells what they may do, and runs hooks of all three kinds.
        var repository = await UserAsync(acme);
        repository.Write(TestRepository.Source, Use + Mine);
        repository.Write("bad.json", "{");
        repository.Write("Tab.cs", "\tclass A;\n");
        var build = (await repository.DotnetAsync("build", TestRepository.Project)).ShouldExitWith(1);
        build.Output.ShouldContain("Hooks of Acme.Hooks (Acme.Hooks/1.0.0) are part of this project's now:");
        build.Output.ShouldContain("  Says runs 'sh -c \"echo one >> ran\"' at Build, PreCommit");
        build.Output.ShouldContain("bad.json(1,2): error check-json");
        build.Output.ShouldContain("Tab.cs(1,1): error TEAM001: tabs are not wanted");
        build.Output.ShouldContain("build/RepoHooks.cs(3,12): error HOOK1001: Hook 'NoTabs' failed");
        repository.ReadLines("ran").ShouldBe(["one", "own"]);
        repository.Read("build/hooks.lock.json").ShouldContain("\"package\": \"Acme.Hooks/1.0.0\"");
        repository.Read("build/hooks.lock.json").ShouldContain("\"content\": \"sha512-");

        // What an override says holds; the commit checks what is staged.
        repository.Write(
            TestRepository.Source,
            Use
                + "[assembly: OverrideHook(nameof(TeamHooks.NoTabs), Severity = HookSeverity.Warning)]\n[assembly: OverrideHook(nameof(TeamHooks.Says), Arguments = \"-c 'echo overridden >> ran'\")]\n"
                + Mine);
        File.Delete(repository.FullPath("ran"));
        File.Delete(repository.FullPath("bad.json"));
        (await repository.DotnetAsync("build", TestRepository.Project)).ShouldExitWith(0).Output.ShouldNotContain("are part of this project's now");
        repository.ReadLines("ran").ShouldBe(["overridden", "own"]);
        (await repository.TargetAsync("InstallHooks")).ShouldExitWith(0);
        var commits = await CommitRepository.OfAsync(repository);
        await commits.GitAsync("add", "--all", "--", ":!ran");
        var commit = (await commits.CommitAsync()).ShouldExitWith(0);
        commit.Output.ShouldContain("Tab.cs(1,1): warning TEAM001: tabs are not wanted");
        commit.Output.ShouldContain("warning HOOK1001: Hook 'NoTabs' failed");
        await commits.StageAsync("bad.json", "{");
        (await commits.CommitAsync()).ShouldExitWith(1).Output.ShouldContain("bad.json(1,2): error check-json");

        // A circle through both is refused with both places.
        repository.Write(TestRepository.Source, Use + "[assembly: OverrideHook(nameof(TeamHooks.Says), After = [\"Own\"])]\n" + Mine);
        (await repository.DotnetAsync("build", TestRepository.Project)).ShouldExitWith(1).Errors.ShouldContain(line =>
            line.Contains(
                "build/RepoHooks.cs(5,45): error HOOK0001: Circular hooks: Own -> Says -> Own; 'Says' comes from Acme.Hooks: TeamHooks.Says, Acme.Hooks/TeamHooks.cs(",
                StringComparison.Ordinal));

        // Another version does not run until somebody has looked.
        await PackAsync(acme, "1.0.1", "two");
        repository.Write(TestRepository.Source, Use + Mine);
        repository.Write(TestRepository.Project, repository.Read(TestRepository.Project).Replace("1.0.0", "1.0.1", StringComparison.Ordinal));
        File.Delete(repository.FullPath("bad.json"));
        File.Delete(repository.FullPath("Tab.cs"));
        File.Delete(repository.FullPath("ran"));
        var refused = (await repository.DotnetAsync("build", TestRepository.Project)).ShouldExitWith(1).Errors.ShouldHaveSingleItem();
        refused.ShouldContain(
            "build/hooks.lock.json : error HOOK9032: Hooks of another assembly are not as they were looked through: Acme.Hooks: its package is Acme.Hooks/1.0.1, and was Acme.Hooks/1.0.0; Says is changed: it runs 'sh -c \"echo two >> ran\"'");
        refused.ShouldContain("accept them by 'dotnet msbuild build/Hooks.csproj -t:LockHooks'");
        (await commits.CommitAsync("--allow-empty")).ShouldExitWith(1).Output.ShouldContain("HOOK9032");
        repository.Has("ran").ShouldBeFalse();
        (await repository.TargetAsync("LockHooks")).ShouldExitWith(0).Output.ShouldContain("Written to hooks.lock.json");
        (await repository.DotnetAsync("build", TestRepository.Project)).ShouldExitWith(0);
        repository.ReadLines("ran").ShouldBe(["two", "own"]);

        // Nobody looks on a server.
        File.Delete(repository.FullPath("build/hooks.lock.json"));
        (await repository.DotnetAsync(["build", TestRepository.Project, "-p:HooksCache=false"], ("CI", "true")))
            .ShouldExitWith(1).Errors.ShouldHaveSingleItem()
            .ShouldContain("Acme.Hooks (Acme.Hooks/1.0.1) is not in hooks.lock.json");
    }

    [TestMethod]
    [DataRow("Team.Standards", "Team.Standards")]
    [DataRow("Team-Standards", "Team_Standards")]
    public async Task What_is_told_to_type_has_the_name_that_was_given(string name, string space)
    {
        var repository = await TestRepository.CreateEmptyAsync();
        var told = (await TemplateTests.NewAsync(repository, "hooks-package", ["--name", name, "--output", "."])).ShouldExitWith(0).Output;
        told.ShouldContain($"dotnet test {name}.Tests ");
        told.ShouldContain($"dotnet pack {name} ");
        told.ShouldContain($"dotnet add package {name}\n");
        told.ShouldContain($"UseHooks(typeof({space}.TeamHooks))");
        told.ShouldNotContain("Acme");
        repository.Read($"{name}/TeamHooks.cs").ShouldContain($"namespace {space};");
    }

    private static async Task<TestRepository> PackageAsync()
    {
        await PackedPackage.PackAsync("Hooks.Build.Testing");
        var acme = await TestRepository.CreateEmptyAsync();
        (await TemplateTests.NewAsync(
            acme, "hooks-package", ["--name", "Acme.Hooks", "--output", "."])).ShouldExitWith(0).Output.ShouldContain("UseHooks(typeof(Acme.Hooks.TeamHooks))");
        return acme;
    }

    private static async Task PackAsync(TestRepository acme, string version, string word)
    {
        const string Source = "Acme.Hooks/TeamHooks.cs";
        var text = acme.Read(Source);
        var body = text.IndexOf("{\n", StringComparison.Ordinal);
        acme.Write(
            Source,
            text[..(body + 2)]
                + $"    /// <summary>Says so.</summary>\n    [Hook(Cache = false)] public const string Says = \"sh -c 'echo {word} >> ran'\";\n\n"
                + text[(body + 2)..]);
        _ = (await acme.DotnetAsync("pack", "Acme.Hooks", "-o", "feed", "-p:Version=" + version)).ShouldExitWith(0);
        acme.Write(Source, text);
    }

    private static async Task<TestRepository> UserAsync(TestRepository acme)
    {
        var repository = await TestRepository.CreateEmptyAsync();
        // Packages of this name and version are no other test's, and nobody's of this machine.
        repository.Write("nuget.config", $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{repository.FullPath("../packages")}" /></config>
              <packageSources><add key="packed" value="{PackedPackage.Feed}" /><add key="acme" value="{acme.FullPath("feed")}" /></packageSources>
            </configuration>
            """);
        repository.WriteProject(
            items: """<PackageReference Include="Acme.Hooks" Version="1.0.0" PrivateAssets="all" />""", packageAttributes: "PrivateAssets=\"all\"");
        return repository;
    }
}
