using Hooks.Build.Package.Tests.Kit;

namespace Hooks.Build.Package.Tests;

/// <summary>The way of somebody new: <c>dotnet new hooks</c>, a build, a commit that is stopped, and one that is not.</summary>
[TestClass]
public sealed class TemplateTests
{
    [TestMethod]
    public async Task From_an_empty_repository_to_a_commit_that_is_checked()
    {
        var repository = await CreateAsync("--csharp", "false");
        var build = (await repository.DotnetAsync("build", TestRepository.Project)).ShouldExitWith(0);
        build.Warnings.ShouldBeEmpty();
        build.Summaries.ShouldHaveSingleItem().ShouldContain("passed");
        var commits = await InstalledAsync(repository);

        await commits.StageAsync("settings.json", "{ \"name\": \"x\", }}\n");
        await commits.StageAsync("notes.txt", "one  \ntwo");
        var stopped = (await commits.CommitAsync()).ShouldExitWith(1);
        stopped.Output.ShouldContain("settings.json(1,17): error check-json");

        await commits.StageAsync("settings.json", "{ \"name\": \"x\" }\n");
        _ = (await commits.CommitAsync()).ShouldExitWith(0);
        (await commits.CommittedTextAsync("notes.txt")).ShouldBe("one\ntwo\n");
        (await commits.GitAsync("status", "--porcelain")).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task CSharp_is_formatted_unless_told_otherwise()
    {
        await PackedPackage.PackAsync("Hooks.Build.CSharp");
        var repository = await CreateAsync();
        (await repository.DotnetAsync("build", TestRepository.Project)).ShouldExitWith(0).Warnings.ShouldBeEmpty();
        var commits = await InstalledAsync(repository);

        await commits.StageAsync("App.cs", "class App\n{\nint x=1;\n}\n");
        (await commits.CommitAsync()).ShouldExitWith(0).Output.ShouldContain("Format fixed App.cs");
        (await commits.CommittedTextAsync("App.cs")).ShouldBe("class App\n{\n    int x = 1;\n}\n");
    }

    [TestMethod]
    public async Task What_stands_there_already_is_not_overwritten()
    {
        var repository = await TestRepository.CreateEmptyAsync();
        repository.Write("Directory.Solution.targets", "<Project />");
        (await NewAsync(repository)).ShouldExitWith(73).Output.ShouldContain("Overwrite   ./Directory.Solution.targets");
        _ = (await NewAsync(repository, "--solution", "false")).ShouldExitWith(0);
        repository.Read("Directory.Solution.targets").ShouldBe("<Project />");
        repository.Read(TestRepository.Project).ShouldContain($"Include=\"Hooks.Build.CSharp\" Version=\"{PackedPackage.Version}\"");
        repository.Read(TestRepository.Source).ShouldContain("CSharpHooks.Format;");
    }

    private static async Task<TestRepository> CreateAsync(params string[] options)
    {
        var repository = await TestRepository.CreateEmptyAsync();
        File.Delete(repository.FullPath(".gitignore"));
        (await NewAsync(repository, options)).ShouldExitWith(0).Output.ShouldContain("-t:InstallHooks");
        return repository;
    }

    private static async Task<CommitRepository> InstalledAsync(TestRepository repository)
    {
        _ = (await repository.TargetAsync("InstallHooks")).ShouldExitWith(0);
        var commits = await CommitRepository.OfAsync(repository);
        _ = await commits.GitAsync("add", "--all");
        _ = (await commits.CommitAsync()).ShouldExitWith(0);
        return commits;
    }

    // Packed and installed once, where no template of whoever runs the tests is.
    private static readonly Lazy<Task<string>> Hive = new(async () =>
    {
        var hive = Path.Combine(PackedPackage.Workplace, "hive");
        await PackedPackage.PackAsync("Hooks.Build.Templates");
        var package = Path.Combine(PackedPackage.Feed, $"Hooks.Build.Templates.{PackedPackage.Version}.nupkg");
        _ = (await SdkRun.DotnetAsync(PackedPackage.Workplace, ["new", "install", package, "--debug:custom-hive", hive])).ShouldExitWith(0);
        return hive;
    });

    private static async Task<SdkRun> NewAsync(TestRepository repository, params string[] options) =>
        await repository.DotnetAsync(["new", "hooks", .. options, "--debug:custom-hive", await Hive.Value]);
}
