namespace Hooks.Build.Testing.Tests;

[TestClass]
public sealed class HookTestTests
{
    [TestMethod]
    public async Task A_method_of_every_form_is_a_hook()
    {
        (await HookTest.RunAsync(() => { })).Passed.ShouldBeTrue();
        (await HookTest.RunAsync(() => false)).Passed.ShouldBeFalse();
        (await HookTest.RunAsync(() => HookResult.Failure("no"))).Message.ShouldBe("no");
        (await HookTest.RunAsync(() => Task.CompletedTask)).Passed.ShouldBeTrue();
        (await HookTest.RunAsync(() => Task.FromResult(false))).Passed.ShouldBeFalse();
        (await HookTest.RunAsync(() => Task.FromResult(HookResult.Success))).Passed.ShouldBeTrue();
        (await HookTest.RunAsync((HookContext hook) => hook.Error("bad"))).Findings.ShouldHaveSingleItem().Message.ShouldBe("bad");
        (await HookTest.RunAsync((HookContext hook) => hook.Files.Count == 1, ("a", ""))).Passed.ShouldBeTrue();
        (await HookTest.RunAsync((HookContext hook) => HookResult.Success)).Passed.ShouldBeTrue();
        (await HookTest.RunAsync(async (HookContext hook) => await hook.Files[0].ReadTextAsync(hook.Cancellation) == "b", ("a", "b"))).Passed.ShouldBeTrue();
        (await HookTest.RunAsync((HookContext hook) => Task.FromResult(HookResult.Success))).Passed.ShouldBeTrue();
        (await HookTest.RunAsync(
            async (HookContext hook) => await hook.ForEachFileAsync((file, _) => { hook.Warning(file, 1, 1, "W", "w"); return Task.CompletedTask; }),
            ("a", ""))).Passed.ShouldBeTrue();
        (await Should.ThrowAsync<ArgumentException>(() => HookTest.RunAsync((string _) => { }))).Message.ShouldContain("cannot be a hook");
    }

    [TestMethod]
    public async Task What_a_hook_throws_is_its_failure_and_null_is_no_success()
    {
        (await HookTest.RunAsync(bool (HookContext _) => throw new InvalidOperationException("broken"))).Message.ShouldContain("broken");
        (await HookTest.RunAsync((HookContext _) => (HookResult)null!)).Passed.ShouldBeFalse();
#pragma warning disable MA0022 // this is what is tested
        (await HookTest.RunAsync((HookContext _) => (Task)null!)).Passed.ShouldBeFalse();
#pragma warning restore MA0022
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public async Task One_process_looks_after_those_of_all_tests()
    {
        (await HookTest.RunAsync("true")).Passed.ShouldBeTrue();
        (await HookTest.RunAsync("true")).Passed.ShouldBeTrue();
        (await HookTest.RunAsync(async (HookContext hook) => (await hook.RunAsync("true")).Succeeded)).Passed.ShouldBeTrue();
        var own = Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture);
        ProcessFiles.All()
            .Count(process => ProcessFiles.CommandLine(process).Contains("hooks-watchdog", StringComparison.Ordinal)
                && ProcessFiles.Stat(process) is [_, var parent, ..]
                && parent == own)
            .ShouldBe(1);
    }

    [TestMethod]
    public async Task A_command_of_a_matrix_without_an_item_is_told_what_to_set()
    {
        (await Should.ThrowAsync<ArgumentException>(() =>
            HookTest.RunAsync("echo test {item}"))).Message.ShouldStartWith("The command has {item}: set HookTestOptions.Item");
        (await Should.ThrowAsync<ArgumentException>(() => HookTest.RunAsync(
            "echo", new HookTestOptions { Fix = "fix {item}" }))).Message.ShouldStartWith("The Fix has {item}: set HookTestOptions.Item");
        (await Should.ThrowAsync<ArgumentException>(() => HookTest.RunAsync(
            "echo", new HookTestOptions { Problems = "{item}.xml" }))).Message.ShouldStartWith("Problems has {item}: set HookTestOptions.Item");
    }

    [TestMethod]
    public async Task Findings_are_read_as_Problems_says()
    {
        var printed = await HookTest.RunAsync(
            "sh -c 'echo \"AT a.txt LINE 3 SAYS it is bad\"; exit 1'",
            new HookTestOptions { Problems = "AT (?<file>\\S+) LINE (?<line>\\d+) SAYS (?<text>.+)" },
            ("a.txt", ""));
        printed.Findings.ShouldHaveSingleItem().ToString().ShouldBe("a.txt(3): error: it is bad");
        const string Report = """<testsuite><testcase classname="C" name="T"><failure message="broken"/></testcase></testsuite>""";
        var written = await HookTest.RunAsync(
            "sh -c 'cp given.xml api.xml; exit 1'", new HookTestOptions { Problems = "{item}.xml", Item = "api" }, ("given.xml", Report));
        written.Findings.ShouldHaveSingleItem().Message.ShouldContain("broken");
    }

    [TestMethod]
    public async Task Problems_that_say_nothing_are_refused()
    {
        (await Should.ThrowAsync<ArgumentException>(() => HookTest.RunAsync(
            "echo", new HookTestOptions { Problems = "(?<file>.+)" }))).Message.ShouldContain("which has no group named text");
        (await Should.ThrowAsync<ArgumentException>(() => HookTest.RunAsync(
            "echo", new HookTestOptions { Problems = "(?<text>.+" }))).Message.ShouldContain("malformed regular expression");
        (await Should.ThrowAsync<ArgumentException>(() => HookTest.RunAsync(
            "echo", new HookTestOptions { Problems = "(" }))).Message.ShouldStartWith("Problems is '(', which is neither the path of a report nor a pattern");
        (await Should.ThrowAsync<ArgumentException>(() => HookTest.RunAsync(
            "echo", new HookTestOptions { Problems = "^error (.*)$" }))).Message.ShouldContain("which is neither the path of a report nor a pattern");
        (await Should.ThrowAsync<ArgumentException>(() => HookTest.RunAsync(
            "echo", new HookTestOptions { Problems = "../a.xml" }))).Message.ShouldContain("must not leave the repository");
        (await Should.ThrowAsync<ArgumentException>(() => HookTest.RunAsync(
            "echo", new HookTestOptions { Problems = " " }))).Message.ShouldContain("is blank; leave it out");
        (await Should.ThrowAsync<ArgumentException>(() => HookTest.RunAsync(
            StandardHooks.CheckJson, new HookTestOptions { Problems = "a.xml" }))).Message.ShouldContain("takes no Problems");
    }

    [TestMethod]
    public async Task A_hook_repairs_only_when_it_may()
    {
        Delegate hook = async (HookContext hook) => await hook.Files[0].WriteTextAsync("new", hook.Cancellation);
        (await HookTest.RunAsync(hook, ("a/b.txt", "old"))).ToString().ShouldContain("is not fixing");
        var result = await HookTest.RunAsync(hook, new HookTestOptions { Fixing = true }, ("a/b.txt", "old"));
        (result.Passed, result.Text("a/b.txt")).ShouldBe((true, "new"));
        Should.Throw<KeyNotFoundException>(() => result.Text("c")).Message.ShouldBe("The hook left no file c; there are: a/b.txt.");
    }

    [TestMethod]
    public async Task A_hook_that_runs_into_its_time_limit_has_failed()
    {
        var result = await HookTest.RunAsync(
            async (HookContext hook) => await Task.Delay(Timeout.Infinite, hook.Cancellation), new HookTestOptions { Timeout = TimeSpan.FromMilliseconds(1) });
        (result.Passed, result.Message).ShouldBe((false, "it ran into its time limit of 00:00:00.0010000"));
    }

    [TestMethod]
    public async Task A_hook_that_does_not_look_at_its_token_has_failed_when_its_time_is_over()
    {
        using SemaphoreSlim never = new(0);
        var result = await HookTest.RunAsync(() => never.Wait(Timeout.Infinite), new HookTestOptions { Timeout = TimeSpan.FromMilliseconds(1) });
        (result.Passed, result.Message).ShouldBe((false, "it ran into its time limit of 00:00:00.0010000"));
        _ = never.Release();
    }

    [TestMethod]
    public async Task An_item_of_a_matrix_is_known_to_method_and_command()
    {
        (await HookTest.RunAsync((HookContext hook) => hook.Item == "api", new HookTestOptions { Item = "api" })).Passed.ShouldBeTrue();
        (await HookTest.RunAsync("echo test {item}", new HookTestOptions { Item = "api" })).Output.ShouldBe("test api");
    }

    [TestMethod]
    public async Task An_item_that_may_be_found_is_one_argument_as_in_a_run()
    {
        (await HookTest.RunAsync("printf %s,%s. a {item}", new HookTestOptions { Item = "$(touch x) it's" })).Output.ShouldBe("a,$(touch x) it's.");
        (await HookTest.RunAsync("sh -c 'echo $1' sh {item}", new HookTestOptions { Item = "my app" })).Output.ShouldBe("my app");
        (await HookTest.RunAsync((HookContext hook) => hook.Item == "my app", new HookTestOptions { Item = "my app" })).Passed.ShouldBeTrue();
    }

    [TestMethod]
    public async Task An_item_that_no_run_takes_is_refused()
    {
        var script = await Should.ThrowAsync<ArgumentException>(() => HookTest.RunAsync("sh -c 'echo {item}'", new HookTestOptions { Item = "$(touch x)" }));
        script.Message.ShouldStartWith(
            "No run takes the Item: MatrixOf of 'Hook' has $(touch%20x) among its items, and its name has characters that a shell would take for its own in 'echo {item}'");
        (await Should.ThrowAsync<ArgumentException>(() => HookTest.RunAsync(
            "true", new HookTestOptions { Fix = "bash -c 'cd {item}'", Item = "a;b" }))).Message.ShouldStartWith("No run takes the Item: ");
        (await Should.ThrowAsync<ArgumentException>(() => HookTest.RunAsync(
            (HookContext _) => true, new HookTestOptions { Item = new string('a', 201) }))).Message.ShouldContain("200 is the most");
    }

    [TestMethod]
    public async Task A_hook_runs_processes_in_the_folder()
    {
        var result = await HookTest.RunAsync(
            async (HookContext hook) =>
            {
                var run = await hook.RunAsync("git", "status", "--porcelain");
                hook.Info(run.Output);
                return run.Succeeded;
            },
            new HookTestOptions { Prepare = folder => RunGitAsync(folder, "init", "-q") },
            ("a.txt", "a"));
        result.ToString().ShouldBe("passed\nhook: info: ?? a.txt\n");
        result.Files.Keys.ShouldBe(["a.txt"]);
        (await HookTest.RunAsync(async (HookContext hook) =>
            await hook.RunAsync("no-such-program"))).Message.ShouldContain("'no-such-program' was not found; searched ");
    }

    [TestMethod]
    public async Task A_command_runs_as_the_engine_runs_it()
    {
        (await HookTest.RunAsync("grep -c 'a b' {files}", ("a.txt", "a b"), ("c.txt", "a b"))).Passed.ShouldBeTrue();
        var failed = await HookTest.RunAsync("sh -c 'echo \"$1(2,3): error E1: bad\"; exit 3' sh {files}", ("src/a.txt", ""));
        failed.Passed.ShouldBeFalse();
        failed.Findings.ShouldHaveSingleItem().ToString().ShouldBe("src/a.txt(2,3): error E1: bad");
        failed.Message.ShouldContain("3");
        (await HookTest.RunAsync("true")).Passed.ShouldBeTrue();
        (await HookTest.RunAsync("no-such-program")).Message.ShouldContain("was not found");
    }

    [TestMethod]
    public async Task A_command_with_files_is_not_run_without_any_and_the_test_is_told_so() =>
        (await Should.ThrowAsync<ArgumentException>(() =>
            HookTest.RunAsync("no-such-program {files}"))).Message.ShouldStartWith(
                "The hook was not run, as no file matches: it is about files, so give the test one.");

    [TestMethod]
    public async Task A_command_that_finds_its_files_itself_needs_none() =>
        (await HookTest.RunAsync(
            "grep -q b a.txt", new HookTestOptions { Prepare = folder => File.WriteAllTextAsync(Path.Combine(folder, "a.txt"), "b") })).Passed.ShouldBeTrue();

    [TestMethod]
    public async Task A_command_is_repaired_by_its_fix()
    {
        var result = await HookTest.RunAsync(
            "grep -q good {files}", new HookTestOptions { Fixing = true, Fix = "sed -i s/bad/good/ {files}" }, ("a.txt", "bad\n"));
        (result.Passed, result.Text("a.txt")).ShouldBe((true, "good\n"), result.ToString());
    }

    [TestMethod]
    public async Task A_ready_made_check_is_a_command()
    {
        (await HookTest.RunAsync(StandardHooks.CheckJson, ("a.json", "{"), ("b.json", "{}"))).Findings.ShouldHaveSingleItem().File.ShouldBe("a.json");
        (await HookTest.RunAsync(StandardHooks.TrailingWhitespace, new HookTestOptions { Fixing = true }, ("a.txt", "a  \n"))).Text("a.txt").ShouldBe("a\n");
        _ = await Should.ThrowAsync<NotSupportedException>(() => HookTest.RunAsync(CSharpHooks.Format));
        (await Should.ThrowAsync<NotSupportedException>(() => HookTest.RunAsync(AgentHooks.NoVerifyGuard))).Message.ShouldContain("coding agents");
        (await Should.ThrowAsync<NotSupportedException>(() => HookTest.RunAsync(
            AgentHooks.CommitChecks, new AgentEvent { Stage = HookStages.AfterTool }))).Message.ShouldContain("other hooks");
        _ = await Should.ThrowAsync<ArgumentException>(() => HookTest.RunAsync("hooks:check-jsn"));
    }

    [TestMethod]
    [DataRow("'open")]
    [DataRow("")]
    [DataRow("echo {nonsense}")]
    public async Task A_malformed_command_is_told(string command) =>
        (await Should.ThrowAsync<ArgumentException>(() => HookTest.RunAsync(command))).Message.ShouldStartWith("The command is malformed: ");

    [TestMethod]
    [DataRow("../a")]
    [DataRow("/a")]
    [DataRow("a//b")]
    [DataRow("")]
    public async Task A_file_outside_the_folder_is_refused(string path) =>
        (await Should.ThrowAsync<ArgumentException>(() => HookTest.RunAsync(
            () => true, (path, "")))).Message.ShouldContain("is no path from the repository's root");

    [TestMethod]
    public async Task Nothing_is_left_behind()
    {
        var root = "";
        _ = await HookTest.RunAsync((HookContext hook) => { root = hook.RepositoryRoot; }, ("a", "b"));
        Directory.Exists(Path.GetDirectoryName(root)).ShouldBeFalse();
    }

    private static async Task RunGitAsync(string folder, params string[] arguments)
    {
        using var git = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("git", arguments) { WorkingDirectory = folder })!;
        await git.WaitForExitAsync();
    }
}
