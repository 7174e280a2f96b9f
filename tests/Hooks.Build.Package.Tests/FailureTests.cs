using Hooks.Build.Package.Tests.Kit;

namespace Hooks.Build.Package.Tests;

[TestClass]
public sealed class FailureTests
{
    private const string Failing = """
        [Hook] const string Lint = "sh -c 'echo \"src/X.cs(3,5): error ABC123: bad\"; exit 1'";
        [Hook(DependsOn = [nameof(Lint)])] const string Pack = "touch packed";
        [Hook(DependsOn = [nameof(Pack)])] const string Sign = "touch signed";
        [Hook] const string Audit = "touch audited";
        """;

    [TestMethod]
    public async Task A_finding_is_an_error_at_its_place_and_the_failure_follows_it()
    {
        var repository = await TestRepository.CreateAsync(Failing);
        var run = (await repository.BuildAsync()).ShouldExitWith(1);
        run.Errors.Count.ShouldBe(2, run.Output);
        run.Errors[0].ShouldStartWith(repository.FullPath("src/X.cs") + "(3,5): error ABC123: bad");
        run.Errors[1].ShouldStartWith(repository.FullPath(TestRepository.Source) + "(2,");
        run.Errors[1].ShouldMatch(@"error HOOK1001: Hook 'Lint' failed after \d+(\.\d s| ms): exit code 1\. Log: .*Lint\.log");
        repository.Read("build/obj/Debug/net10.0/hooks/Lint.log").ShouldContain("src/X.cs(3,5): error ABC123: bad");
    }

    [TestMethod]
    public async Task Dependents_of_a_failed_hook_are_named_as_skipped_and_independent_hooks_run()
    {
        var repository = await TestRepository.CreateBuiltAsync(Failing);
        var run = (await repository.TargetAsync("RunHooks")).ShouldExitWith(1);
        run.Summaries.ShouldHaveSingleItem().ShouldContain("; skipped: Pack, Sign; logs: ");
        run.Lines.ShouldContain(line => line.Contains("HOOK1004: Hook 'Pack' was skipped: "), run.Output);
        run.Lines.ShouldContain(line => line.Contains("HOOK1004: Hook 'Sign' was skipped: "), run.Output);
        repository.Has("audited").ShouldBeTrue();
        repository.Has("packed").ShouldBeFalse();
        repository.Has("signed").ShouldBeFalse();
    }

    [TestMethod]
    public async Task A_hook_of_severity_Warning_warns_and_its_dependents_run()
    {
        var repository = await TestRepository.CreateBuiltAsync(Warning);
        var run = (await repository.TargetAsync("RunHooks")).ShouldExitWith(0);
        run.Errors.ShouldBeEmpty();
        run.Warnings.Count.ShouldBe(2, run.Output);
        run.Warnings[0].ShouldStartWith(repository.FullPath("src/X.cs") + "(3,5): warning ABC123: bad");
        run.Warnings[1].ShouldContain("warning HOOK1001: Hook 'Lint' failed after ");
        repository.Has("packed").ShouldBeTrue();
    }

    [TestMethod]
    public async Task Warnaserror_turns_the_warnings_of_hooks_into_errors()
    {
        var repository = await TestRepository.CreateBuiltAsync(Warning);
        var run = (await repository.TargetAsync("RunHooks", "-warnaserror")).ShouldExitWith(1);
        run.Errors.Count.ShouldBe(2, run.Output);
        run.Warnings.ShouldBeEmpty();
    }

    [TestMethod]
    public async Task NoWarn_of_the_project_silences_the_warnings_of_hooks()
    {
        var repository = await TestRepository.CreateAsync(Warning);
        repository.WriteProject("<TargetFramework>net10.0</TargetFramework><NoWarn>$(NoWarn);HOOK1001;ABC123</NoWarn>");
        var run = (await repository.BuildAsync()).ShouldExitWith(0);
        run.Warnings.ShouldBeEmpty();
        run.Summaries.ShouldHaveSingleItem().ShouldContain("1 warned");
    }

    [TestMethod]
    public async Task NoWarn_of_the_command_line_silences_the_warnings_of_hooks()
    {
        var repository = await TestRepository.CreateBuiltAsync(Warning);
        var run = (await repository.TargetAsync("RunHooks", "-p:NoWarn=HOOK1001%3BABC123")).ShouldExitWith(0);
        run.Warnings.ShouldBeEmpty();
    }

    [TestMethod]
    public async Task WarningsAsErrors_of_the_project_holds_for_the_codes_of_hooks()
    {
        var repository = await TestRepository.CreateAsync(Warning);
        repository.WriteProject("<TargetFramework>net10.0</TargetFramework><WarningsAsErrors>$(WarningsAsErrors);ABC123</WarningsAsErrors>");
        var run = (await repository.BuildAsync()).ShouldExitWith(1);
        run.Errors.ShouldHaveSingleItem().ShouldContain("error ABC123: bad");
        run.Warnings.ShouldHaveSingleItem().ShouldContain("warning HOOK1001");
    }

    [TestMethod]
    public async Task TreatWarningsAsErrors_of_the_project_holds_for_the_warnings_of_hooks_but_for_those_it_excepts()
    {
        var repository = await TestRepository.CreateAsync(Warning);
        repository.WriteProject("<TargetFramework>net10.0</TargetFramework><TreatWarningsAsErrors>true</TreatWarningsAsErrors>");
        (await repository.BuildAsync()).ShouldExitWith(1).Errors.Count.ShouldBe(2);

        repository.WriteProject(
            "<TargetFramework>net10.0</TargetFramework><TreatWarningsAsErrors>true</TreatWarningsAsErrors><WarningsNotAsErrors>$(WarningsNotAsErrors);HOOK1001</WarningsNotAsErrors>");
        var run = (await repository.BuildAsync()).ShouldExitWith(1);
        run.Errors.ShouldHaveSingleItem().ShouldContain("error ABC123");
        run.Warnings.ShouldHaveSingleItem().ShouldContain("warning HOOK1001");
    }

    [TestMethod]
    public async Task A_finding_that_NoWarn_silences_is_not_counted()
    {
        var repository = await TestRepository.CreateAsync(
            """[Hook] static void Look(HookContext hook) { hook.Warning("a.txt", 1, 1, "ABC123", "one"); hook.Warning("a.txt", 2, 1, "ABC124", "two"); }""");
        repository.WriteProject("<TargetFramework>net10.0</TargetFramework><NoWarn>$(NoWarn);ABC123</NoWarn>");
        var run = (await repository.BuildAsync()).ShouldExitWith(0);
        run.Warnings.ShouldHaveSingleItem().ShouldContain("ABC124");
        run.Summaries.ShouldHaveSingleItem().ShouldContain("1 passed, 1 warning in ");
    }

    [TestMethod]
    public async Task Findings_of_a_CSharp_hook_are_errors_and_warnings_at_their_place()
    {
        var repository = await TestRepository.CreateAsync("""
            [Hook(Files = ["src/*.txt"])]
            static void NoTodo(HookContext hook)
            {
                foreach (var file in hook.Files)
                {
                    hook.Error(file, 2, 7, "TODO001", "not done");
                    hook.Warning(file, 3, 1, "TODO002", "odd");
                }
            }
            """);
        repository.Write("src/a.txt", "x");
        var run = (await repository.BuildAsync()).ShouldExitWith(1);
        run.Errors[0].ShouldStartWith(repository.FullPath("src/a.txt") + "(2,7): error TODO001: not done");
        run.Errors[1].ShouldContain("error HOOK1001: Hook 'NoTodo' failed after ");
        run.Warnings.ShouldHaveSingleItem().ShouldStartWith(repository.FullPath("src/a.txt") + "(3,1): warning TODO002: odd");
    }

    [TestMethod]
    public async Task A_hook_that_throws_crashes_alone_and_shows_no_stack_trace()
    {
        var repository = await TestRepository.CreateAsync("""
            [Hook] static void Bad() => _ = File.ReadAllText("/no/such");
            [Hook] static void Good(HookContext hook) => File.WriteAllText(Path.Combine(hook.RepositoryRoot, "good"), "");
            """);
        var run = (await repository.BuildAsync()).ShouldExitWith(1);
        run.Errors.ShouldHaveSingleItem()
            .ShouldMatch(
                @"RepoHooks\.cs\(2,\d+\): error HOOK1003: Hook 'Bad' crashed after \d+(\.\d s| ms): System\.IO\.DirectoryNotFoundException: Could not find a part of the path '/no/such'\. Log: \S+Bad\.log \[");
        repository.Has("good").ShouldBeTrue();
    }

    [TestMethod]
    public async Task The_further_lines_of_an_exception_follow_the_first()
    {
        var repository = await TestRepository.CreateBuiltAsync("""[Hook] static void Bad() => throw new InvalidOperationException("first\nsecond\nthird");""");
        var run = (await repository.TargetAsync("RunHooks")).ShouldExitWith(1);
        run.Errors.Count.ShouldBe(3, run.Output);
        run.Errors[0].ShouldContain("System.InvalidOperationException: first. Log: ");
        run.Errors[1].ShouldContain("| second");
        run.Errors[2].ShouldContain("| third");
    }

    [TestMethod]
    public async Task A_hook_that_ends_its_process_is_HOOK1003_and_the_others_are_not_lost()
    {
        var repository = await TestRepository.CreateAsync("""
            [Hook] static void Leave() => Environment.Exit(0);
            [Hook] static void Good(HookContext hook) => File.WriteAllText(Path.Combine(hook.RepositoryRoot, "good"), "");
            """);
        var run = (await repository.WithOwnDotnet().BuildAsync("-p:NoWarn=HOOK0023")).ShouldExitWith(1);
        run.Errors.ShouldHaveSingleItem().ShouldContain("error HOOK1003: Hook 'Leave' crashed after ");
        repository.Has("good").ShouldBeTrue();
    }

    private static string Warning => Failing.Replace("[Hook] const string Lint", "[Hook(Severity = HookSeverity.Warning)] const string Lint");
}
