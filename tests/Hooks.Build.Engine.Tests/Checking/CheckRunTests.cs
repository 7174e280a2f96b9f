using Hooks.Build.Engine.Checking;
using Hooks.Build.Engine.Jobs;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Running;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Checking;

/// <summary>Ready-made checks in whole runs of the engine, on real files.</summary>
[TestClass]
public sealed class CheckRunTests : IDisposable
{
    private static readonly PlannedHook Whitespace = Make.Check("Whitespace", "hooks:trailing-whitespace");
    private static readonly PlannedHook End = Make.Check("End", "hooks:end-of-file-fixer");
    private static readonly PlannedHook Json = Make.Check("Json", "hooks:check-json");

    private readonly CachingRepository _repository = new();

    public void Dispose() => _repository.Dispose();

    [TestMethod]
    public async Task Each_finding_belongs_to_the_hook_that_found_it()
    {
        _ = _repository.Files.Edit("a.txt", "one \ntwo").Edit("b.json", "{\"a\": }\n");

        var report = await RunAsync(FixMode.Never, Whitespace, End, Json);

        Found(report, "Whitespace").ShouldBe(["a.txt:1"]);
        Found(report, "End").ShouldBe(["a.txt:2"]);
        Found(report, "Json").ShouldBe(["b.json:1"]);
        report.Hooks.ShouldAllBe(hook => hook.Outcome == HookOutcome.Failed);
    }

    [TestMethod]
    public async Task A_check_ends_with_the_run_only_when_it_is_told_so_itself()
    {
        _ = _repository.Files.Edit("a.txt", "one \n");
        var selection = HookSelection.Select(Make.Plan(Whitespace), _repository.Request);
        var services = EngineServices.Create(worker: null);
        PassContext context = new(selection, _repository.Request, services, listing: null, staged: null, new CancellationToken(canceled: true));
        await using CheckRunner checks = new(selection, [["a.txt"]], context);
        using var output = new LogFolder(_repository.Request.LogDirectory, _ => { }).Open("Whitespace");
        HookJob job = new(selection.Plan.Hooks[0], _repository.Request, ["a.txt"], 1, output, new HookView(_repository.Files.Path));
        (await checks.RunAsync(job, CancellationToken.None)).Outcome.ShouldBe(HookOutcome.Failed);
    }

    [TestMethod]
    public async Task Repairs_are_made_one_upon_the_other_and_written_once()
    {
        _ = _repository.Files.Edit("a.txt", "one \ntwo ");

        var report = await RunAsync(FixMode.Always, Whitespace, End);

        report.Succeeded.ShouldBeTrue();
        File.ReadAllText(_repository.Files.In("a.txt")).ShouldBe("one\ntwo\n");
        report.Hooks.ShouldAllBe(hook => hook.Changed.Single() == "a.txt");
    }

    [TestMethod]
    public async Task A_repair_keeps_the_mode_of_a_file()
    {
        _ = _repository.Files.Edit("run", "#!/bin/sh \n");
        _ = _repository.Files.Shell("chmod 755 run");

        _ = await RunAsync(FixMode.Always, Whitespace);

        _repository.Files.Shell("test -x run && echo yes").ShouldBe("yes");
        File.ReadAllText(_repository.Files.In("run")).ShouldBe("#!/bin/sh\n");
    }

    [TestMethod]
    public async Task A_check_sees_what_those_before_it_repaired()
    {
        _ = _repository.Files.Edit("a.json", "\uFEFF{}\n");

        var report = await RunAsync(FixMode.Always, Json, Make.Check("Mark", "hooks:fix-byte-order-marker"));

        report.Succeeded.ShouldBeTrue();
        report.Hooks.Single(hook => hook.Hook.Name == "Mark").Changed.ShouldBe(["a.json"]);
    }

    [TestMethod]
    public async Task A_repair_does_not_count_where_what_it_depends_on_failed()
    {
        _ = _repository.Files.Edit("a.json", "{ \n");

        var report = await RunAsync(FixMode.Always, Json, Whitespace with { DependsOn = ["Json"] });

        report.Hooks.Single(hook => hook.Hook.Name == "Whitespace").Outcome.ShouldBe(HookOutcome.Skipped);
        File.ReadAllText(_repository.Files.In("a.json")).ShouldBe("{ \n");
    }

    [TestMethod]
    public async Task Binary_files_are_passed_over_by_checks_of_text()
    {
        File.WriteAllBytes(_repository.Files.In("a.bin"), [0, 1, .. " \n"u8]);

        (await RunAsync(FixMode.Never, Whitespace)).Succeeded.ShouldBeTrue();
    }

    [TestMethod]
    [DataRow("hooks:fix-byte-order-marker")]
    [DataRow("hooks:fix-byte-order-marker", "hooks:check-shebang-scripts-are-executable")]
    [DataRow("hooks:fix-byte-order-marker", "hooks:trailing-whitespace")]
    public async Task A_repair_of_the_beginning_keeps_the_rest(params string[] commands)
    {
        var text = string.Concat(Enumerable.Repeat("a line of text\n", 4000));
        _ = _repository.Files.Edit("a.txt", "\uFEFF" + text);

        (await RunAsync(FixMode.Always, [.. commands.Select((command, i) => Make.Check("Check" + i, command))])).Succeeded.ShouldBeTrue();

        File.ReadAllText(_repository.Files.In("a.txt")).ShouldBe(text);
    }

    [TestMethod]
    public async Task A_file_that_does_not_fit_into_memory_is_told_and_not_repaired()
    {
        _ = _repository.Files.Edit("a.txt", "\uFEFF" + string.Concat(Enumerable.Repeat(new string('x', 1023) + "\n", 40_000)));
        var size = new FileInfo(_repository.Files.In("a.txt")).Length;

        var report = await RunAsync(FixMode.Always, Make.Check("Mark", "hooks:fix-byte-order-marker"));

        report.Hooks.Single().Findings[^1].Message.ShouldBe("was not repaired, since it is larger than 32 MiB");
        new FileInfo(_repository.Files.In("a.txt")).Length.ShouldBe(size);
    }

    [TestMethod]
    public async Task A_pipe_in_the_place_of_a_file_is_told_and_not_waited_for()
    {
        _ = _repository.Files.Commit("a.txt");
        _ = _repository.Files.Shell("rm a.txt && mkfifo a.txt");

        var report = await RunAsync(FixMode.Never, Whitespace);

        report.Hooks.Single().Findings.Single().Message.ShouldBe("cannot be checked: it is no file but a folder, a pipe or a device");
    }

    [TestMethod]
    public async Task Names_of_one_file_are_both_repaired()
    {
        _ = _repository.Files.Edit("a.txt", "one \n");
        _ = _repository.Files.Shell("ln a.txt b.txt");

        (await RunAsync(FixMode.Always, Whitespace)).Succeeded.ShouldBeTrue();

        File.ReadAllText(_repository.Files.In("a.txt")).ShouldBe("one\n");
        File.ReadAllText(_repository.Files.In("b.txt")).ShouldBe("one\n");
    }

    [TestMethod]
    public async Task A_repair_keeps_owner_and_mode_of_a_file_together()
    {
        _ = _repository.Files.Edit("run", "#!/bin/sh \n");
        if (_repository.Files.Shell("id -u") != "0")
        {
            Assert.Inconclusive("Only root can give files away.");
        }

        _ = _repository.Files.Shell("chown 65534:65534 run && chmod 4755 run");

        _ = await RunAsync(FixMode.Always, Whitespace);

        _repository.Files.Shell("stat -c '%u %g %a' run").ShouldBe("65534 65534 4755");
    }

    [TestMethod]
    public async Task A_link_is_not_followed()
    {
        _ = _repository.Outside.File("target.txt", "one \n");
        File.CreateSymbolicLink(_repository.Files.In("link.txt"), _repository.Outside.In("target.txt"));

        (await RunAsync(FixMode.Always, Whitespace)).Succeeded.ShouldBeTrue();

        File.ReadAllText(_repository.Outside.In("target.txt")).ShouldBe("one \n");
    }

    [TestMethod]
    public async Task A_file_whose_name_is_not_utf8_is_checked()
    {
        _ = _repository.Files.Shell("printf 'one \\n' > \"$(printf 'a\\377.txt')\"");

        var report = await RunAsync(FixMode.Never, Whitespace);

        report.Hooks.Single().Findings.Count.ShouldBe(1);
    }

    [TestMethod]
    public async Task A_large_file_is_checked_in_blocks()
    {
        var line = new string('x', 1023) + "\n";
        using (var writer = File.CreateText(_repository.Files.In("large.txt")))
        {
            for (var i = 0; i < 40_000; i++)
            {
                await writer.WriteAsync(i == 35_000 ? "bad \n" : line);
            }
        }

        Found(await RunAsync(FixMode.Always, Whitespace), "Whitespace").ShouldBe(["large.txt:35001"]);
    }

    [TestMethod]
    public async Task A_sparse_file_of_gigabytes_costs_nothing()
    {
        using (var handle = File.OpenHandle(_repository.Files.In("disk.img"), FileMode.CreateNew, FileAccess.Write))
        {
            RandomAccess.SetLength(handle, 5L * 1024 * 1024 * 1024);
        }

        (await RunAsync(FixMode.Always, Whitespace, End, Make.Check("Keys", "hooks:detect-private-key"))).Succeeded.ShouldBeTrue();
    }

    [TestMethod]
    public async Task Results_are_remembered_by_file()
    {
        _ = _repository.Files.Edit("a.txt", "one\n").Edit("b.txt", "two\n");
        _ = await RunAsync(FixMode.Never, Whitespace, Json);
        _ = await RunAsync(FixMode.Never, Whitespace, Json);

        var report = await RunAsync(FixMode.Never, Whitespace, Json);

        report.Hooks.Single(hook => hook.Hook.Name == "Whitespace").Outcome.ShouldBe(HookOutcome.Succeeded);
        report.Succeeded.ShouldBeTrue();
    }

    [TestMethod]
    public async Task A_check_that_this_version_does_not_know_is_refused()
    {
        var unknown = Whitespace with { Command = [["hooks:tomorrow"]] };

        var e = await Should.ThrowAsync<HooksException>(() => RunAsync(FixMode.Never, unknown));

        e.Problems.Single().Message.ShouldBe(
            "Hook 'Whitespace': this version of Hooks.Build has no ready-made hook hooks:tomorrow; build the project with the version that runs it");
    }

    [TestMethod]
    public async Task Many_files_are_checked_on_several_threads_with_the_same_result()
    {
        for (var i = 0; i < 500; i++)
        {
            _ = _repository.Files.Edit($"f{i:000}.txt", i % 100 == 7 ? "bad \n" : "good\n");
        }

        Found(await RunAsync(FixMode.Never, Whitespace, End), "Whitespace").ShouldBe(["f007.txt:1", "f107.txt:1", "f207.txt:1", "f307.txt:1", "f407.txt:1"]);
    }

    private Task<RunReport> RunAsync(FixMode fix, params PlannedHook[] hooks) => _repository.RunAsync(_repository.Request with { Fix = fix }, hooks);

    private List<string> Found(RunReport report, string hook) =>
        [.. report.Hooks.Single(ended => ended.Hook.Name == hook).Findings.Select(finding =>
            $"{Path.GetRelativePath(_repository.Files.Path, finding.File)}:{finding.Line}")];
}
