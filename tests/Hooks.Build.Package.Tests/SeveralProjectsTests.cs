using Hooks.Build.Package.Tests.Kit;

namespace Hooks.Build.Package.Tests;

/// <summary>Several hooks projects in one repository, with the package's own runner and the real git.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "The hooks of these tests are shell commands.")]
public sealed class SeveralProjectsTests
{
    private const string A = "services/a/build";
    private const string B = "services/b [c]/build";
    private const string NameOfB = "services/b%20%5Bc%5D";

    // What a hook of the project says it was given, and by whom.
    private static string Hooks(string who, string repaired = "**/*.fix") => $$"""
        [Hook(Files = ["**/*.txt"], Cache = false)] const string Given = "sh -c 'echo {{who}} \"$@\" >> given' sh {files}";
        [Hook(Files = ["{{repaired}}"], Fix = "sed -i s/bad/good/ {files}")] const string Repair = "sh -c '! grep -n bad \"$@\"' sh {files}";
        [Hook(Cache = false)] static void Says(HookContext hook) => System.IO.File.AppendAllText("said.{{who}}", $"{{who}} {hook.Name} {System.IO.Path.GetRelativePath(hook.RepositoryRoot, hook.Properties["ProjectPath"])}\n");
        [Hook(Stages = HookStages.CommitMsg)] const string Message = "sh -c 'echo {{who}} >> messages'";
        """;

    [TestMethod]
    public async Task One_commit_runs_all_that_have_to_do_with_it_each_over_its_own_files_and_stands_by_what_is_broken()
    {
        var repository = await RepositoryAsync(
            (TestRepository.Project, Hooks("root", "*.fix")), (A + "/Hooks.csproj", Hooks("a")), (B + "/Hooks.csproj", Hooks("b")));

        // Each its own: files, names, properties, worker, log. What is repaired is staged once.
        await repository.StageAsync("services/a/x.txt", "x");
        await repository.StageAsync("services/a/x.fix", "bad\n");
        await repository.StageAsync("services/b [c]/y.txt", "y");
        await repository.StageAsync("services/b [c]/y.fix", "bad\n");
        await repository.StageAsync("z.txt", "z");
        var run = (await repository.CommitAsync()).ShouldExitWith(0);
        run.Output.ShouldContain("services/a/Repair");
        run.Output.ShouldContain($"{NameOfB}/Repair");
        Sorted(repository, "given").ShouldBe(["a services/a/x.txt", "b services/b [c]/y.txt", "root services/a/x.txt services/b [c]/y.txt z.txt"]);
        Sorted(repository, "said").ShouldContain($"b Says {B}/Hooks.csproj");
        Sorted(repository, "said").ShouldContain($"a Says {A}/Hooks.csproj");
        Sorted(repository, "messages").ShouldBe(["a", "b", "root"]);
        (await repository.CommittedTextAsync("services/b [c]/y.fix")).ShouldBe("good\n");
        (await repository.CommittedTextAsync("services/a/x.fix")).ShouldBe("good\n");
        repository.Has(A + "/obj/Debug/net10.0/hooks/Given.log").ShouldBeTrue();
        repository.Has(B + "/obj/Debug/net10.0/hooks/Given.log").ShouldBeTrue();

        // What is elsewhere is nothing to do with a project; by name some are left out.
        Forget(repository);
        await repository.StageAsync("services/a/x.txt", "more");
        (await SdkRun.RunAsync(repository.Root, "git", ["commit", "-m", "x"], ("HOOKS_SKIP", "Given,services/a/Given"))).ShouldExitWith(0);
        repository.Has("given").ShouldBeFalse();
        Sorted(repository, "said").ShouldBe([$"a Says {A}/Hooks.csproj", "root Says build/Hooks.csproj"]);

        // Two that are not fresh are built in one build; the one that does not build stops the commit, with its place, and the others say their word.
        Forget(repository);
        repository.Write(A + "/RepoHooks.cs", TestRepository.SourceText(Hooks("a2")));
        repository.Write(B + "/RepoHooks.cs", TestRepository.SourceText("wrong"));
        await repository.StageAsync("services/a/x.txt", "and more");
        run = (await repository.CommitAsync()).ShouldExitWith(1);
        run.Output.ShouldContain(B + "/RepoHooks.cs(");
        run.Output.ShouldContain($"hooks: {B}/Hooks.csproj does not build, so its hooks cannot run");
        run.Output.ShouldContain("hooks: 1 of 3 hooks projects could not be built or read: see above");
        Sorted(repository, "given").ShouldBe(["a2 services/a/x.txt", "root services/a/x.txt"]);

        // A checkout without one says so and goes on; taken out it is not spoken of any more.
        Directory.Delete(repository.FullPath(B), recursive: true);
        Forget(repository);
        run = (await repository.CommitAsync()).ShouldExitWith(0);
        run.Output.ShouldContain($"hooks: {B}/Hooks.csproj is not in this checkout, so its hooks do not run");
        (await HooksAsync(repository, "uninstall", "--project", B + "/Hooks.csproj")).ShouldExitWith(0);
        (await HooksAsync(repository, "list")).ShouldExitWith(0).Output.ShouldSatisfyAllConditions(
            list => list.ShouldContain("services/a/Given"), list => list.ShouldNotContain(NameOfB));
        repository.Read(".git/hooks/pre-commit").ShouldContain("git-hook 2 pre-commit");
    }

    [TestMethod]
    public async Task A_project_owns_its_folder_also_at_a_stage_at_which_no_other_has_hooks()
    {
        const string Given = """[Hook(Files = ["**/*.txt"], Cache = false)] const string Given = "sh -c 'echo a \"$@\" >> given' sh {files}";""";
        const string Message = """[Hook(Stages = HookStages.CommitMsg)] const string Message = "sh -c 'echo root >> messages'";""";
        var repository = await RepositoryAsync((A + "/Hooks.csproj", Given), (TestRepository.Project, Message));
        await repository.StageAsync("services/a/x.txt", "x");
        await repository.StageAsync("z.txt", "z");
        (await SdkRun.RunAsync(repository.Root, "git", ["commit", "-m", "x"], ("HOOKS_SKIP", "services/a/Given"))).ShouldExitWith(0);
        repository.Has("given").ShouldBeFalse();
        await repository.StageAsync("services/a/x.txt", "more");
        await repository.StageAsync("z.txt", "more");
        (await repository.CommitAsync()).ShouldExitWith(0);
        Sorted(repository, "given").ShouldBe(["a services/a/x.txt"]);
        Sorted(repository, "messages").ShouldBe(["root", "root"]);
        (await HooksAsync(repository, "list")).ShouldExitWith(0).Output.ShouldSatisfyAllConditions(
            list => list.ShouldContain("services/a/Given"), list => list.ShouldContain("Message"));

        // Without the other it is alone.
        (await HooksAsync(repository, "uninstall", "--project", TestRepository.Project)).ShouldExitWith(0);
        Forget(repository);
        await repository.StageAsync("services/a/x.txt", "and more");
        await repository.StageAsync("z.txt", "and more");
        (await repository.CommitAsync()).ShouldExitWith(0);
        Sorted(repository, "given").ShouldBe(["a services/a/x.txt z.txt"]);
    }

    [TestMethod]
    public async Task A_commit_takes_as_long_as_the_slowest_project()
    {
        // Each waits for the other: one after the other they would fail.
        static string Waits(string own, string other) =>
            $$"""[Hook(Timeout = 120)] const string Meet = "sh -c 'touch {{own}}; until [ -f {{other}} ]; do sleep 0.05; done'";""";
        var repository = await RepositoryAsync((A + "/Hooks.csproj", Waits("one", "two")), (B + "/Hooks.csproj", Waits("two", "one")));
        await repository.StageAsync("services/a/x.txt", "x");
        await repository.StageAsync("services/b [c]/y.txt", "y");
        (await repository.CommitAsync()).ShouldExitWith(0).Output.ShouldContain("hooks: 2 passed");
    }

    [TestMethod]
    public async Task What_a_project_says_to_own_holds_in_its_build_too()
    {
        var repository = await RepositoryAsync((TestRepository.Project, Hooks("root")));
        repository.Write(TestRepository.Project, TestRepository.ProjectText("<TargetFramework>net10.0</TargetFramework><HooksFolder>services/a</HooksFolder>"));
        await repository.StageAsync("services/a/x.txt", "x");
        await repository.StageAsync("z.txt", "z");
        (await SdkRun.DotnetAsync(repository.Root, ["build", TestRepository.Project])).ShouldExitWith(0);
        Sorted(repository, "given").ShouldBe(["root services/a/x.txt"]);
        (await repository.CommitAsync()).ShouldExitWith(0);
        Sorted(repository, "given").ShouldBe(["root services/a/x.txt", "root services/a/x.txt"]);
        (await SdkRun.DotnetAsync(repository.Root, ["build", TestRepository.Project, "-p:HooksFolder=.."])).ShouldExitWith(1).Output.ShouldContain("HOOK9002");
    }

    private static Task<SdkRun> HooksAsync(CommitRepository repository, params string[] arguments)
    {
        var runner = repository.Read(".git/hooks/pre-commit").Split("\nrunner='")[1].Split('\'')[0];
        return runner.EndsWith(".dll", StringComparison.Ordinal)
            ? SdkRun.DotnetAsync(repository.Root, [runner, .. arguments])
            : SdkRun.RunAsync(repository.Root, runner, arguments);
    }

    // What .NET appends is no end of a file that others append to, so each process has a file of its own.
    private static List<string> Sorted(CommitRepository repository, string file) =>
        [.. Directory.GetFiles(repository.FullPath("."), file + "*").SelectMany(File.ReadAllLines).Order(StringComparer.Ordinal)];

    private static void Forget(CommitRepository repository)
    {
        foreach (var file in ((string[])["given", "said*", "messages"]).SelectMany(name => Directory.GetFiles(repository.FullPath("."), name)))
        {
            File.Delete(file);
        }
    }

    private static async Task<CommitRepository> RepositoryAsync(params (string Project, string Members)[] projects)
    {
        var repository = await TestRepository.CreateEmptyAsync();
        repository.Write(".gitignore", "bin/\nobj/\ngiven\nsaid.*\nmessages\none\ntwo\n");
        foreach (var (project, members) in projects)
        {
            repository.Write(project, TestRepository.ProjectText());
            repository.Write(Path.Combine(Path.GetDirectoryName(project)!, "RepoHooks.cs"), TestRepository.SourceText(members));
            (await repository.DotnetAsync("build", project, "-p:HooksRunOnBuild=false")).ShouldExitWith(0);
            (await repository.DotnetAsync("msbuild", project, "-nologo", "-v:m", "-t:InstallHooks", "-p:NoBuild=true")).ShouldExitWith(0);
        }

        var committing = await CommitRepository.OfAsync(repository);
        await committing.GitAsync("add", "--all");
        await committing.GitAsync("commit", "--quiet", "--no-verify", "-m", "base");
        return committing;
    }
}
