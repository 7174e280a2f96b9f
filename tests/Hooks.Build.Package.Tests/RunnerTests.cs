using System.Xml.Linq;
using Hooks.Build.Package.Tests.Kit;

namespace Hooks.Build.Package.Tests;

/// <summary>The hooks command of the package, on dotnet.</summary>
[TestClass]
public sealed class RunnerTests
{
    private const string Passing = """[Hook] const string Say = "sh -c 'echo Say >> ran'";""";
    private const string Failing = """
        [Hook] const string Bad = "sh -c 'echo text; echo \"a.txt(3,5): error X1: wrong\"; exit 3'";
        [Hook(DependsOn = [nameof(Bad)])] const string After = "true";
        """;

    private const string State = "build/obj/hooks.state";
    private static readonly string[] Commit = ["git-hook", "pre-commit", TestRepository.Project, State];

    [TestMethod]
    public async Task A_commit_runs_the_hooks_without_building()
    {
        var repository = await TestRepository.CreateBuiltAsync(Passing);
        var run = (await HooksAsync(repository, Commit)).ShouldExitWith(0);
        run.Output.Trim().ShouldStartWith("hooks: 1 passed in ");
        run.Lines.Count(line => line.Length > 0).ShouldBe(1);
        repository.ReadLines("ran").ShouldHaveSingleItem();
    }

    [TestMethod]
    public async Task A_failed_hook_stops_the_commit_and_says_why()
    {
        var repository = await TestRepository.CreateBuiltAsync(Failing);
        var run = (await HooksAsync(repository, Commit)).ShouldExitWith(1);
        run.Output.ShouldContain("error HOOK1001: Hook 'Bad' failed");
        run.Output.ShouldContain("  a.txt(3,5): error X1: wrong");
        run.Output.ShouldContain("  log: build/obj/Debug/net10.0/hooks/Bad.log");
        run.Output.Trim().ShouldEndWith("; skipped: After (Bad failed)");
    }

    [TestMethod]
    public async Task A_run_is_written_for_other_programs_beside_what_is_printed()
    {
        var repository = await TestRepository.CreateBuiltAsync(Failing);
        var run = (await HooksAsync(
            repository, ["run", "--output", "sarif=out/hooks.sarif", "--output", "junit=out/hooks.xml", "--events", "out/events.jsonl"])).ShouldExitWith(1);
        run.Output.ShouldContain("  a.txt(3,5): error X1: wrong");
        repository.Read("out/hooks.sarif").ShouldContain("\"ruleId\": \"X1\"");
        repository.Read("out/hooks.xml").ShouldContain("failures=\"1\" errors=\"0\" skipped=\"1\"");
        repository.ReadLines("out/events.jsonl")[^1].ShouldContain("\"kind\":\"end\",\"succeeded\":false");
    }

    [TestMethod]
    public async Task A_commit_after_an_edit_builds_first_and_runs_what_is_written_now()
    {
        var repository = await TestRepository.CreateBuiltAsync(Passing);
        repository.WriteHooks("""[Hook] const string Other = "sh -c 'echo Other >> ran'";""");
        var run = (await HooksAsync(repository, Commit)).ShouldExitWith(0);
        run.Lines[0].ShouldBe("hooks: building build/Hooks.csproj (RepoHooks.cs changed) ...");
        repository.ReadLines("ran").ShouldHaveSingleItem().ShouldBe("Other");
        (await HooksAsync(repository, Commit)).ShouldExitWith(0).Output.ShouldNotContain("building");
    }

    [TestMethod]
    [DataRow("global.json", "{ }")]
    [DataRow("Directory.Packages.props", "<Project />")]
    public async Task One_change_of_what_a_project_is_made_of_is_one_build_whatever_its_time(string file, string text)
    {
        var repository = await TestRepository.CreateAsync(Passing);
        repository.Write(file, text);
        _ = (await repository.BuildAsync("-p:HooksRunOnBuild=false")).ShouldExitWith(0);
        WriteOld(repository, file, text + "\n");
        (await HooksAsync(repository, Commit)).ShouldExitWith(0).Lines[0].ShouldBe($"hooks: building build/Hooks.csproj ({file} changed) ...");
        (await HooksAsync(repository, Commit)).ShouldExitWith(0).Output.ShouldNotContain("building");

        repository.Write(file, text + "\n\n");
        _ = (await repository.BuildAsync("-p:HooksRunOnBuild=false")).ShouldExitWith(0);
        (await HooksAsync(repository, Commit)).ShouldExitWith(0).Output.ShouldNotContain("building");
    }

    [TestMethod]
    public async Task A_commit_runs_what_is_written_now_also_where_that_is_older_than_what_was_built()
    {
        var repository = await TestRepository.CreateBuiltAsync(Passing);
        WriteOld(repository, TestRepository.Source, TestRepository.SourceText("""[Hook] const string Other = "sh -c 'echo Other >> ran'";"""));
        (await HooksAsync(repository, Commit)).ShouldExitWith(0).Lines[0].ShouldBe("hooks: building build/Hooks.csproj (RepoHooks.cs changed) ...");
        repository.ReadLines("ran").ShouldHaveSingleItem().ShouldBe("Other");
        (await HooksAsync(repository, Commit)).ShouldExitWith(0).Output.ShouldNotContain("building");
    }

    [TestMethod]
    public async Task A_commit_in_a_fresh_clone_builds_first()
    {
        var repository = await TestRepository.CreateAsync(Passing);
        (await HooksAsync(repository, Commit)).ShouldExitWith(0).Lines[0].ShouldBe("hooks: building build/Hooks.csproj (not built yet) ...");
        repository.ReadLines("ran").ShouldHaveSingleItem();
    }

    [TestMethod]
    public async Task A_commit_builds_what_another_user_has_built_and_says_so()
    {
        var repository = await TestRepository.CreateBuiltAsync(Passing);
        repository.Write(State, repository.Read(State)[..^2] + "?\n");
        (await HooksAsync(repository, Commit))
            .ShouldExitWith(0).Lines[0]
            .ShouldBe("hooks: building build/Hooks.csproj (not built by this user, machine and version) ...");
        (await HooksAsync(repository, Commit)).ShouldExitWith(0).Output.ShouldNotContain("building");
    }

    [TestMethod]
    public async Task A_project_that_does_not_build_refuses_the_commit_with_the_words_of_the_compiler()
    {
        var repository = await TestRepository.CreateBuiltAsync(Passing);
        repository.WriteHooks("nonsense");
        var run = (await HooksAsync(repository, Commit)).ShouldExitWith(1);
        run.Output.ShouldContain("error CS");
        run.Output.ShouldContain("git commit --no-verify");
        run.Output.ShouldNotContain("1 of 1");
        repository.Has("ran").ShouldBeFalse();
    }

    [TestMethod]
    [DataRow("HOOKS", "0")]
    [DataRow("HooksRunning", "1")]
    public async Task Switched_off_nothing_runs(string variable, string value)
    {
        var repository = await TestRepository.CreateBuiltAsync(Failing);
        (await HooksAsync(repository, Commit, (variable, value))).ShouldExitWith(0).Output.ShouldBe("");
    }

    [TestMethod]
    public async Task A_hook_that_runs_all_hooks_fails_and_is_told_why()
    {
        var repository = await TestRepository.CreateBuiltAsync(Passing + " [Hook] const string All = \"sh all.sh\";");
        repository.Write("all.sh", $"echo run >> runs; dotnet '{RunnerOf(repository)}' run");
        (await HooksAsync(
            repository, ["run", "--hook", "All"])).ShouldExitWith(1).Output.ShouldContain("nothing was run: a hook runs no hooks (HooksRunning is 1)");
        repository.Read("runs").ShouldBe("run\n");
        (await HooksAsync(repository, ["run", "--dry-run"], ("HooksRunning", "1"))).ShouldExitWith(0).Output.ShouldContain("All");
    }

    [TestMethod]
    public async Task A_hook_that_builds_passes_and_one_that_runs_hooks_by_a_target_fails_and_is_told_why()
    {
        var repository = await TestRepository.CreateBuiltAsync(Failing);
        _ = (await repository.DotnetAsync(["build", TestRepository.Project, "--no-restore"], ("HooksRunning", "1"))).ShouldExitWith(0);
        foreach (var target in (string[])["RunHooks", "RunPreCommitHooks"])
        {
            (await repository.DotnetAsync(["msbuild", TestRepository.Project, $"-t:{target}"], ("HooksRunning", "1"))).ShouldExitWith(1)
                .Errors.ShouldHaveSingleItem().ShouldContain("error HOOK9034: Nothing was run: a hook runs no hooks (HooksRunning is 1)");
        }

        _ = (await repository.DotnetAsync(["msbuild", TestRepository.Project, "-t:RunHooks", "-p:_HooksOnlyPlan=true"], ("HooksRunning", "1")))
            .ShouldExitWith(0);
        _ = (await repository.DotnetAsync(["msbuild", TestRepository.Project, "-t:RunHooks", "-p:HooksEnabled=false"], ("HooksRunning", "1")))
            .ShouldExitWith(0);
    }

    [TestMethod]
    public async Task A_build_for_which_a_setting_was_given_leaves_the_state_alone()
    {
        var repository = await TestRepository.CreateAsync(Passing);
        _ = (await repository.BuildAsync("-p:HooksEnabled=false")).ShouldExitWith(0);
        repository.Has(State).ShouldBeFalse();
    }

    [TestMethod]
    public async Task Touched_sources_need_no_build()
    {
        var repository = await TestRepository.CreateBuiltAsync(Passing);
        File.SetLastWriteTimeUtc(repository.FullPath(TestRepository.Source), TimeProvider.System.GetUtcNow().UtcDateTime);
        (await HooksAsync(repository, Commit)).ShouldExitWith(0).Output.ShouldNotContain("building");
    }

    [TestMethod]
    public async Task Wrong_use_is_told_with_exit_code_2()
    {
        var repository = await TestRepository.CreateBuiltAsync(Failing);
        (await HooksAsync(repository, ["run", "precommit", "--hook", "Bda"])).ShouldExitWith(2).Output.ShouldContain("did you mean 'Bad'?");
        (await HooksAsync(repository, ["run", "precomit"])).ShouldExitWith(2).Output.ShouldContain("did you mean PreCommit?");
        (await HooksAsync(
            repository,
            ["run", "typo.json"])).ShouldExitWith(2).Output.ShouldContain("There is no file and no stage 'typo.json'. The stages are Build, PreCommit,");
        (await HooksAsync(repository, ["run", "--nonsense"])).ShouldExitWith(2).Output.ShouldContain("--nonsense is no option");
        (await HooksAsync(repository, ["run", "Bad"])).ShouldExitWith(2).Output.ShouldContain("hooks run --hook Bad");
        (await HooksAsync(repository, ["run", "--format", "xml"])).ShouldExitWith(2).Output.ShouldContain("hooks: error HOOK9002: Argument 'xml'");
        (await HooksAsync(repository, ["run", "--dry-run", "--format", "json"])).ShouldExitWith(2).Output.ShouldContain("as text only");
        (await HooksAsync(repository, ["nonsense"])).ShouldExitWith(2).Lines.ShouldBe([
            "hooks: error HOOK9002: 'nonsense' is no command; there are run, list, graph, check, explain, report, ui, clean, install, uninstall, doctor, mcp, stop (see hooks --help)",
            ""]);
        (await HooksAsync(repository, ["run", "--fix", "--no-fix"])).ShouldExitWith(2).Output.ShouldContain("choose one");
    }

    [TestMethod]
    public async Task On_a_build_server_what_a_commit_would_repair_fails_the_run_and_is_repaired_only_where_that_is_said()
    {
        var repository = await TestRepository.CreateBuiltAsync("""[Hook(Files = ["n.txt"])] const string End = StandardHooks.EndOfFileFixer;""");
        repository.Write("n.txt", "no newline");
        (string, string) server = ("CI", "true");
        _ = (await HooksAsync(repository, ["run", "pre-commit", "--all-files"], server)).ShouldExitWith(1);
        repository.Read("n.txt").ShouldBe("no newline");
        (await HooksAsync(repository, ["run", "pre-commit", "--all-files", "--fix", "--fail-on-fix"], server)).ShouldExitWith(1).Output
            .ShouldContain("1 file was fixed in the working tree, and HooksFailOnFix (--fail-on-fix) fails the run then: look at the changes, and commit them");
        repository.Read("n.txt").ShouldBe("no newline\n");
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "The hook of this test is a script of a shell.")]
    public async Task On_a_build_server_a_hook_that_rewrites_what_it_is_given_fails_by_every_door()
    {
        var repository = await TestRepository.CreateBuiltAsync(
            """[Hook(Files = ["n.txt"], Writes = ["n.txt"])] const string Format = "sed -i s/a/b/ {files}";""");
        (string, string) server = ("CI", "true");
        repository.Write("n.txt", "a");
        (await HooksAsync(repository, ["run", "--all-files"], server)).ShouldExitWith(1).Output.ShouldContain("Hook 'Format' failed");
        repository.Write("n.txt", "a");
        (await repository.DotnetAsync(
            "msbuild",
            TestRepository.Project,
            "-nologo",
            "-t:RunHooks",
            "-p:ContinuousIntegrationBuild=true"))
                .ShouldExitWith(1).Output.ShouldContain(
                    "it changed n.txt, and fixing is off (HooksFix, or a build server): look at the changes, and commit them");
        repository.Write("n.txt", "a");
        _ = (await HooksAsync(repository, ["run", "--all-files"])).ShouldExitWith(0);
        repository.Read("n.txt").ShouldBe("b");
    }

    [TestMethod]
    public async Task Where_no_hook_has_anything_to_do_nothing_is_said()
    {
        var repository = await TestRepository.CreateBuiltAsync(
            """[Hook(Files = ["**/*.none"], Stages = HookStages.PreCommit | HookStages.PostCheckout)] const string Look = "false {files}";""");
        (await HooksAsync(repository, Commit)).ShouldExitWith(0).Output.ShouldBe("");
        (await HooksAsync(
            repository, ["git-hook", "post-checkout", TestRepository.Project, State, new('0', 40), new('1', 40), "1"])).ShouldExitWith(0).Output.ShouldBe("");
    }

    [TestMethod]
    public async Task A_message_that_is_fine_is_no_second_line_of_the_commit()
    {
        var repository = await TestRepository.CreateBuiltAsync(
            """[Hook(Stages = HookStages.CommitMsg)] const string Message = "sh -c 'exit $(cat message)'";""");
        string[] message = ["git-hook", "commit-msg", TestRepository.Project, State, "message"];
        repository.Write("message", "0");
        (await HooksAsync(repository, message)).ShouldExitWith(0).Output.ShouldBe("");
        repository.Write("message", "1");
        (await HooksAsync(repository, message)).ShouldExitWith(1).Output.ShouldContain("HOOK1001: Hook 'Message' failed");
    }

    [TestMethod]
    public async Task Hooks_of_a_message_are_given_the_file_that_is_named_and_never_others()
    {
        var repository = await TestRepository.CreateBuiltAsync(
            """[Hook(Stages = HookStages.CommitMsg, Fix = "sed -i s/foo/bar/ {files}")] const string Message = "sh -c '! grep foo \"$@\"' sh {files}";""");
        repository.Write("u.txt", "foo\n");
        repository.Write("message", "foo\n");
        foreach (var arguments in (string[][])[["run", "commit-msg"], ["run", "commit-msg", "--all-files"], ["run", "commit-msg", "--dry-run"]])
        {
            (await HooksAsync(
                repository,
                arguments))
                    .ShouldExitWith(2).Output.ShouldContain(
                        "HOOK9002: 'Message' is about the message of a commit, and no file of a message is named, so nothing was run");
        }

        (await repository.DotnetAsync(
            "msbuild",
            TestRepository.Project,
            "-nologo",
            "-v:m",
            "-t:RunCommitMsgHooks")).ShouldExitWith(1).Output.ShouldContain("HOOK9002: 'Message' is about");
        _ = (await HooksAsync(repository, ["run", "commit-msg", "message"])).ShouldExitWith(0);
        repository.Read("message").ShouldBe("bar\n");
        repository.Read("u.txt").ShouldBe("foo\n");
    }

    [TestMethod]
    public async Task Install_refuses_variables_of_git_that_name_another_repository()
    {
        var repository = await TestRepository.CreateBuiltAsync(Passing);
        var other = await TestRepository.CreateEmptyAsync();
        (string, string)[] variables = [("GIT_DIR", other.FullPath(".git")), ("GIT_WORK_TREE", other.Root)];
        var run = (await HooksAsync(repository, ["install"], variables)).ShouldExitWith(2);
        run.Output.ShouldContain("HOOK9014: Git hooks cannot be installed: GIT_DIR=");
        run.Output.ShouldContain("name another repository than the one that");
        repository.Has(".git/hooks/pre-commit").ShouldBeFalse();
        other.Has(".git/hooks/pre-commit").ShouldBeFalse();
        (await HooksAsync(repository, ["install"], ("GIT_DIR", repository.FullPath(".git")))).ShouldExitWith(0);
        repository.Has(".git/hooks/pre-commit").ShouldBeTrue();
    }

    [TestMethod]
    public async Task Commands_find_the_project_from_any_folder()
    {
        var repository = await TestRepository.CreateBuiltAsync(Failing);
        (await HooksAsync(repository, ["list"], folder: "build")).ShouldExitWith(0).Output.ShouldContain("Build|PreCommit");
        (await HooksAsync(repository, ["graph", "--format", "dot"])).ShouldExitWith(0).Output.ShouldContain("h0 -> h1;");
        (await HooksAsync(repository, ["run", "pre-commit", "--dry-run"])).ShouldExitWith(0).Lines.ShouldBe(["wave 0", "Bad", "wave 1", "After", ""]);
        (await HooksAsync(repository, ["run", "--skip", "Bad", "--format", "json"])).ShouldExitWith(0).Output.ShouldContain("\"succeeded\": true");
    }

    [TestMethod]
    public async Task A_dry_run_writes_nothing()
    {
        var repository = await TestRepository.CreateBuiltAsync("""[Hook(Files = ["**/*.txt"])] const string Look = "cat {files}";""");
        repository.Write("a.txt", "a");
        // A plan that is not fresh is built first, whatever is to be done with it.
        (await HooksAsync(repository, ["list"])).ShouldExitWith(0);
        var before = Contents(repository);
        (await HooksAsync(repository, ["run", "build", "--dry-run"])).ShouldExitWith(0).Output.ShouldContain("Look: 1 file");
        Contents(repository).ShouldBe(before);
    }

    private static IReadOnlyList<string> Contents(TestRepository repository) =>
        [.. new DirectoryInfo(repository.Root)
            .EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
            .Select(entry => $"{entry.FullName} {entry.LastWriteTimeUtc:O}")
            .Order(StringComparer.Ordinal)];

    private static Task<SdkRun> HooksAsync(TestRepository repository, string[] arguments, params (string Name, string Value)[] variables) =>
        HooksAsync(repository, arguments, "", variables);

    private static void WriteOld(TestRepository repository, string file, string text)
    {
        repository.Write(file, text);
        File.SetLastWriteTimeUtc(repository.FullPath(file), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
    }

    private static Task<SdkRun> HooksAsync(TestRepository repository, string[] arguments, string folder, params (string Name, string Value)[] variables) =>
        SdkRun.DotnetAsync(repository.FullPath(folder), [RunnerOf(repository), .. arguments], variables);

    // Where restore put the package.
    internal static string RunnerOf(TestRepository repository)
    {
        var packages = XDocument.Parse(repository.Read("build/obj/Hooks.csproj.nuget.g.props")).Descendants().Single(element =>
            element.Name.LocalName == "NuGetPackageRoot").Value;
        return Path.Combine(packages, "hooks.build", PackedPackage.Version, "tools", "net8.0", "Hooks.Build.Runner.dll");
    }
}
