using System.Text.Json;
using Hooks.Build.Package.Tests.Kit;

namespace Hooks.Build.Package.Tests;

/// <summary>One declaration, many hooks, and clean-up, by all doors.</summary>
[TestClass]
public sealed class MatrixTests
{
    private const string Members = """
        [Hook(Matrix = ["auth", "api", "db", "web", "jobs", "mail", "search", "audit"], Profiles = ["quick[auth]", "quick[web]"], Files = ["src/{item}/**"])]
        const string Check = "sh -c 'grep -q owner src/{item}/main.c || {{ echo \"src/{item}/main.c(3,1): error C001: {item} has no owner\"; exit 1; }}'";
        [Hook(DependsOn = [nameof(Check)])] const string Pack = "touch packed";
        [Hook(DependsOn = ["Check[auth]"])] const string Sign = "touch signed";
        [Hook(Matrix = ["x", "y/z"])] static bool Method(HookContext hook) => hook.Name == $"Method[{hook.Item}]" && hook.Item.Length % 2 == 1;
        [Hook(Finally = true, DependsOn = [nameof(Check)])] const string CleanUp = "sh -c 'echo cleaned >> cleaned.txt'";
        """;

    [TestMethod]
    public async Task A_build_tells_a_matrix_as_one_with_the_findings_of_each_item()
    {
        var repository = await CreateAsync();
        var run = (await repository.TargetAsync("RunHooks")).ShouldExitWith(1);
        run.Errors.Count(line => line.Contains("error C001: ", StringComparison.Ordinal)).ShouldBe(2, run.Output);
        run.Errors.ShouldContain(
            line => line.StartsWith(repository.FullPath("src/api/main.c") + "(3,1): error C001: api has no owner", StringComparison.Ordinal), run.Output);
        run.Errors.ShouldContain(line => line.Contains("HOOK1001: Hook 'Check[db]' failed", StringComparison.Ordinal), run.Output);
        run.Summaries.Count.ShouldBe(2, run.Output);
        run.Summaries[0].ShouldEndWith("hooks: Check: 6 of 8 passed; failed: api, db");
        run.Summaries[1].ShouldContain("10 passed, 2 failed, 1 skipped");
        (repository.Has("signed"), repository.Has("packed")).ShouldBe((true, false));
        repository.ReadLines("cleaned.txt").Count.ShouldBe(1);
        repository.Has("build/obj/Debug/net10.0/hooks/Check[api].log").ShouldBeTrue();
    }

    [TestMethod]
    public async Task The_program_chooses_items_by_name_and_by_preset_and_tells_them_as_text_and_as_JSON()
    {
        var repository = await CreateAsync();
        var all = (await HooksAsync(repository, "run", "--no-cache", "--hook", "Check")).ShouldExitWith(1);
        all.Lines.ShouldContain("hooks: Check: 6 of 8 passed; failed: api, db");
        all.Lines.ShouldContain(line => line.StartsWith("error HOOK1001: Hook 'Check[api]' failed after ", StringComparison.Ordinal), all.Output);
        repository.ReadLines("cleaned.txt").Count.ShouldBe(1);
        var preset = (await HooksAsync(repository, "run", "--no-cache", "--profile", "quick")).ShouldExitWith(0);
        preset.Lines.ShouldContain(line => line.StartsWith("hooks: 3 passed in ", StringComparison.Ordinal), preset.Output);
        _ = (await HooksAsync(repository, "run", "--no-cache", "--hook", "check[AUTH]")).ShouldExitWith(0);
        (await HooksAsync(repository, "run", "--hook", "Check[atuh]")).ShouldExitWith(2).Output.ShouldContain("did you mean 'Check[auth]'?");

        using var json = JsonDocument.Parse((await HooksAsync(
            repository, "run", "--no-cache", "--hook", "Check", "--format", "json")).ShouldExitWith(1).Output);
        var matrix = json.RootElement.GetProperty("run").GetProperty("matrices").EnumerateArray().ShouldHaveSingleItem();
        (matrix.GetProperty("name")
            .GetString(), matrix.GetProperty("succeeded").GetBoolean(), matrix.GetProperty("passed").GetInt32()).ShouldBe(("Check", false, 6));
        matrix.GetProperty("items")
            .EnumerateArray()
            .Where(item => item.GetProperty("outcome").GetString() == "Failed")
            .Select(item => item.GetProperty("item").GetString())
            .ShouldBe(["api", "db"]);
        json.RootElement.GetProperty("hooks")
            .EnumerateArray()
            .Single(hook => hook.GetProperty("name").GetString() == "Check[mail]")
            .GetProperty("item")
            .GetString()
            .ShouldBe("mail");
    }

    [TestMethod]
    public async Task Items_that_are_found_follow_the_folders_of_the_repository_by_all_doors()
    {
        var repository = await TestRepository.CreateBuiltAsync("""
            [Hook(MatrixOf = ["src/*/"], Profiles = ["quick[src/auth]"])] const string Check = "sh -c 'echo \"$1\" >> ran.txt; test ! -e \"$1/bad\"' sh {item}";
            [Hook(MatrixOf = ["src/*/"])] static bool Method(HookContext hook) => System.IO.Directory.Exists(System.IO.Path.Combine(hook.RepositoryRoot, hook.Item));
            [Hook(DependsOn = [nameof(Check)])] const string Pack = "touch packed";
            """);
        (await repository.BuildAsync()).ShouldExitWith(0).Warnings.ShouldContain(line => line.Contains(
            "MatrixOf of 'Check' is src/*/, of which there is nothing in the repository", StringComparison.Ordinal));
        repository.Has("packed").ShouldBeTrue();

        repository.Write("src/auth/a.c", "");
        repository.Write("src/my app/b.c", "");
        _ = (await repository.BuildAsync()).ShouldExitWith(0);
        repository.ReadLines("ran.txt").ShouldBe(["src/auth", "src/my app"], ignoreOrder: true);

        // A new folder is a new hook, whatever the last build left.
        repository.Write("src/api/bad", "");
        var run = (await repository.BuildAsync()).ShouldExitWith(1);
        run.Errors.ShouldContain(line => line.Contains("HOOK1001: Hook 'Check[src/api]' failed", StringComparison.Ordinal), run.Output);
        run.Summaries[0].ShouldEndWith("hooks: Check: 2 of 3 passed; failed: src/api");

        (await HooksAsync(repository, "list")).ShouldExitWith(0).Output.ShouldContain("Method[src/my%20app]");
        (await HooksAsync(repository, "graph")).ShouldExitWith(0).Output.ShouldContain("Check[src/api]");
        (await HooksAsync(repository, "explain", "Check[src/auth]")).ShouldExitWith(0).Output.ShouldContain("Check[src/auth] would run now");
        _ = (await HooksAsync(repository, "run", "--profile", "quick")).ShouldExitWith(0);
        (await HooksAsync(repository, "run", "--hook", "Check[src/my%20app]")).ShouldExitWith(0).Lines.ShouldContain(line => line.StartsWith(
            "hooks: 1 passed in ", StringComparison.Ordinal));

        _ = (await SdkRun.RunAsync(repository.Root, "git", ["add", "src/auth"])).ShouldExitWith(0);
        File.Delete(repository.FullPath("ran.txt"));
        var staged = (await HooksAsync(repository, "run", "--dry-run", "pre-commit")).ShouldExitWith(0);
        staged.Lines.ShouldContain("Check[src/api]: no file matches, so it would not run", staged.Output);
        _ = (await HooksAsync(repository, "run", "pre-commit")).ShouldExitWith(0);
        repository.ReadLines("ran.txt").ShouldBe(["src/auth"]);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux | OperatingSystems.OSX)]
    public async Task An_item_that_cannot_run_stops_the_runs_that_have_it_and_no_commit()
    {
        var repository = await TestRepository.CreateBuiltAsync("""
            [Hook(Stages = HookStages.PreCommit)] const string Other = "true";
            [Hook(MatrixOf = ["host/*/"], Stages = HookStages.Manual, Profiles = ["host"])] const string Host = "sh -c 'echo {item} >> ran.txt'";
            [Hook(Stages = HookStages.Manual, Profiles = ["quick"])] const string ByHand = "true";
            """);
        _ = (await repository.TargetAsync("InstallHooks")).ShouldExitWith(0);
        var committed = await CommitRepository.OfAsync(repository);
        foreach (var name in (string[])["a;b", "$(reboot)", "c d", "e&f", "g|h"])
        {
            repository.Write($"host/{name}/x", "");
        }

        _ = await committed.GitAsync("add", "host");
        (await committed.CommitAsync()).ShouldExitWith(0).Output.ShouldContain("hooks: 1 passed in ");
        _ = (await HooksAsync(repository, "run", "manual", "--profile", "quick")).ShouldExitWith(0);
        var run = (await HooksAsync(repository, "run", "manual", "--profile", "host")).ShouldExitWith(2);
        var told = run.Lines.Where(line => line.Contains("HOOK9010", StringComparison.Ordinal)).ShouldHaveSingleItem(run.Output);
        told.ShouldContain("MatrixOf of 'Host' has host/$(reboot) among its items");
        told.ShouldEndWith("or rename it. So it is with 4 more: host/a%3Bb, host/c%20d, host/e&f, ...");
        var list = (await HooksAsync(repository, "list")).ShouldExitWith(0);
        list.Lines.ShouldContain(
            line => line.StartsWith("Host[host/a%3Bb]", StringComparison.Ordinal)
                && line.EndsWith("cannot run here (HOOK9010, below)", StringComparison.Ordinal),
            list.Output);
        list.Lines.ShouldContain(line => line.Contains("HOOK9010: MatrixOf of 'Host' has ", StringComparison.Ordinal), list.Output);
        (await HooksAsync(repository, "run", "manual", "--dry-run")).ShouldExitWith(0).Output.ShouldContain("Host[host/a%3Bb]: cannot run here");
        (await HooksAsync(
            repository, "explain", "Host[host/a%3Bb]", "--stage", "manual")).ShouldExitWith(0).Output.ShouldContain("Host[host/a%3Bb] cannot run here");
        repository.Has("ran.txt").ShouldBeFalse();
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public async Task After_Ctrl_C_what_ran_is_cleaned_up_after_and_a_second_one_ends_at_once()
    {
        var mark = Processes.Mark();
        var repository = await TestRepository.CreateBuiltAsync($"""
            [Hook] const string Serve = "sh -c 'touch served; sleep {mark}'";
            [Hook(Finally = true, DependsOn = [nameof(Serve)])] const string Stop = "sh -c 'touch stopped; test ! -e hang || sleep {mark}'";
            """);
        _ = (await HooksAsync(repository, "list")).ShouldExitWith(0);
        (await InterruptedAsync(repository, "served")).ExitCode.ShouldBe(130);
        repository.Has("stopped").ShouldBeTrue();
        await Processes.ShouldBeGoneAsync(mark);

        File.Delete(repository.FullPath("served"));
        File.Delete(repository.FullPath("stopped"));
        repository.Write("hang", "");
        (await InterruptedAsync(repository, "served", "stopped")).ExitCode.ShouldNotBe(0);
        await Processes.ShouldBeGoneAsync(mark);
    }

    // Interrupts each time another file is there.
    private static async Task<SdkRun> InterruptedAsync(TestRepository repository, params string[] files)
    {
        var run = SdkRun.Start(repository.Root, "setsid", ["env", "--default-signal=INT", "dotnet", RunnerTests.RunnerOf(repository), "run", "build"]);
        var (group, end) = (run.Id, SdkRun.EndAsync(run));
        foreach (var file in files)
        {
            while (!end.IsCompleted && !repository.Has(file))
            {
                await Task.Delay(20);
            }

            end.IsCompleted.ShouldBeFalse();
            _ = (await SdkRun.RunAsync(repository.Root, "sh", ["-c", $"kill -INT {group}"])).ShouldExitWith(0);
        }

        return await end;
    }

    private static async Task<TestRepository> CreateAsync()
    {
        var repository = await TestRepository.CreateBuiltAsync(Members);
        foreach (var item in (string[])["auth", "api", "db", "web", "jobs", "mail", "search", "audit"])
        {
            repository.Write($"src/{item}/main.c", item is "api" or "db" ? "//" : "// owner: x");
        }

        return repository;
    }

    private static Task<SdkRun> HooksAsync(TestRepository repository, params string[] arguments) =>
        repository.DotnetAsync([RunnerTests.RunnerOf(repository), .. arguments]);
}
