using System.Runtime.Versioning;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Caching.Results;

[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
[UnsupportedOSPlatform("windows")]
public sealed class CachingTests : IDisposable
{
    private readonly CachingRepository _repository = new();

    public void Dispose() => _repository.Dispose();

    [TestMethod]
    public async Task A_hook_whose_inputs_are_not_known_always_runs()
    {
        var hook = CachingRepository.Hook() with { Files = [], Command = [["check"]] };
        _ = await _repository.SourceAsync(hook);
        (await _repository.SourceAsync(hook)).ShouldBe(ResultSource.NotRemembered);
    }

    [TestMethod]
    public async Task A_hook_may_ask_not_to_be_remembered()
    {
        _ = _repository.Files.Commit("a.cs");
        var hook = CachingRepository.Hook() with { NoCache = true };
        _ = await _repository.SourceAsync(hook);
        (await _repository.SourceAsync(hook)).ShouldBe(ResultSource.NotRemembered);
    }

    [TestMethod]
    public async Task Nothing_is_remembered_where_that_is_off()
    {
        _ = _repository.Files.Commit("a.cs");
        var off = _repository.Request with { Cache = false };
        _ = await _repository.RunAsync(off, CachingRepository.Hook());
        (await _repository.RunAsync(off, CachingRepository.Hook())).Hooks.Single().Source.ShouldBe(ResultSource.NotRemembered);
        Directory.Exists(_repository.Cache).ShouldBeFalse();
    }

    [TestMethod]
    public async Task A_failure_that_says_where_is_told_again_at_once()
    {
        _ = _repository.Files.Commit("a.cs");
        _ = _repository.Outside.Script("bin/check", "#!/bin/sh\necho 'a.cs(3,4): error X1: bad'\nexit 1\n");
        _ = await _repository.RunAsync(null, CachingRepository.Hook());
        var again = (await _repository.RunAsync(null, CachingRepository.Hook())).Hooks.Single();
        again.Source.ShouldBe(ResultSource.Local);
        again.Outcome.ShouldBe(HookOutcome.Failed);
        again.ExitCode.ShouldBe(1);
        again.Findings.Single().File.ShouldBe(_repository.Files.In("a.cs"));
        again.Findings.Single().Line.ShouldBe(3);
    }

    [TestMethod]
    public async Task A_failure_that_may_have_any_cause_is_not()
    {
        _ = _repository.Files.Commit("a.cs");
        _ = _repository.Outside.Script("bin/check", "#!/bin/sh\necho 'network is down'\nexit 1\n");
        _ = await _repository.RunAsync(null, CachingRepository.Hook());
        (await _repository.SourceAsync(CachingRepository.Hook())).ShouldBe(ResultSource.Miss);
    }

    [TestMethod]
    public async Task Warnings_of_a_success_are_told_again()
    {
        _ = _repository.Files.Commit("a.cs");
        _ = _repository.Outside.Script("bin/check", "#!/bin/sh\necho 'a.cs(1,1): warning W1: hm'\n");
        _ = await _repository.RunAsync(null, CachingRepository.Hook());
        var again = (await _repository.RunAsync(null, CachingRepository.Hook())).Hooks.Single();
        (again.Source, again.Findings.Single().Code).ShouldBe((ResultSource.Local, "W1"));
    }

    [TestMethod]
    public async Task A_result_is_not_remembered_where_an_input_changed_while_the_hook_ran()
    {
        _ = _repository.Files.Commit("a.cs");
        _ = _repository.Outside.Script("bin/check", "#!/bin/sh\ndate +%N >> a.cs\n");
        _ = await _repository.SourceAsync(CachingRepository.Hook());
        (await _repository.SourceAsync(CachingRepository.Hook())).ShouldBe(ResultSource.Miss);
    }

    [TestMethod]
    public async Task A_formatter_that_changed_nothing_does_not_make_what_follows_run()
    {
        _ = _repository.Files.Commit("a.cs");
        var format = CachingRepository.Hook("Format") with { Files = [], Command = [["check"]], Writes = ["**/*.cs"] };
        var test = CachingRepository.Hook("Test", "Format") with { Command = [["true"]] };
        (await _repository.SourcesAsync(format, test)).ShouldBe(["Format Succeeded NotRemembered", "Test Succeeded Miss"]);
        (await _repository.SourcesAsync(format, test)).ShouldBe(["Format Succeeded NotRemembered", "Test Succeeded Local"]);
        _ = _repository.Outside.Script("bin/check", "#!/bin/sh\necho x > a.cs\n");
        _ = await _repository.SourcesAsync(format, test);
        (await _repository.SourcesAsync(format, test)).ShouldBe(["Format Succeeded NotRemembered", "Test Succeeded Local"]);
    }

    [TestMethod]
    public async Task What_a_hook_writes_is_put_back()
    {
        _ = _repository.Files.Commit("a.cs");
        _ = _repository.Outside.Script("bin/check", "#!/bin/sh\nmkdir -p out; echo made > out/x.txt; chmod +x out/x.txt\n");
        var hook = CachingRepository.Hook() with { Writes = ["out/*.txt"] };
        (await _repository.SourceAsync(hook)).ShouldBe(ResultSource.Miss);
        Directory.Delete(_repository.Files.In("out"), recursive: true);
        (await _repository.SourceAsync(hook)).ShouldBe(ResultSource.Local);
        File.ReadAllText(_repository.Files.In("out/x.txt")).ShouldBe("made\n");
        File.GetUnixFileMode(_repository.Files.In("out/x.txt")).HasFlag(UnixFileMode.UserExecute).ShouldBeTrue();
    }

    [TestMethod]
    public async Task A_file_that_the_command_is_told_to_write_is_put_back_though_it_is_named()
    {
        _ = _repository.Files.Commit("a.cs");
        _ = _repository.Files.Edit(".gitignore", "out/\n");
        var hook = CachingRepository.Hook() with { Command = [["sh", "-c", "mkdir -p out; cp a.cs out/x"]], Writes = ["out/x"] };
        (await _repository.SourceAsync(hook)).ShouldBe(ResultSource.Miss);
        (await _repository.SourceAsync(hook)).ShouldBe(ResultSource.Local);
        File.Delete(_repository.Files.In("out/x"));
        (await _repository.SourceAsync(hook)).ShouldBe(ResultSource.Local);
        File.Exists(_repository.Files.In("out/x")).ShouldBeTrue();
    }

    [TestMethod]
    public async Task A_file_of_the_repository_that_the_command_changes_is_never_put_back_over_an_edit()
    {
        _ = _repository.Files.Commit("a.cs", "notes.md");
        var hook = CachingRepository.Hook() with { Command = [["sh", "-c", "sed -i s/x/y/ notes.md"]], Writes = ["notes.md"] };
        _ = await _repository.SourceAsync(hook);
        _ = await _repository.SourceAsync(hook);
        _ = _repository.Files.Edit("notes.md", "mine");
        (await _repository.SourceAsync(hook)).ShouldBe(ResultSource.Miss);
        File.ReadAllText(_repository.Files.In("notes.md")).Trim().ShouldBe("mine");
    }

    [TestMethod]
    [DataRow(true, DisplayName = "committed")]
    [DataRow(false, DisplayName = "not yet added")]
    public async Task An_edit_of_a_file_that_a_hook_changes_is_never_lost(bool isCommitted)
    {
        _ = _repository.Files.Commit("a.cs");
        _ = isCommitted ? _repository.Files.Commit("notes.md") : _repository.Files.Edit("notes.md", "b");
        _ = _repository.Outside.Script("bin/check", "#!/bin/sh\nsort -o notes.md notes.md\n");
        var hook = CachingRepository.Hook() with { Writes = ["*.md"] };
        _ = await _repository.SourceAsync(hook);
        _ = await _repository.SourceAsync(hook);
        _ = _repository.Files.Edit("notes.md", "mine");
        (await _repository.SourceAsync(hook)).ShouldBe(ResultSource.Miss);
        File.ReadAllText(_repository.Files.In("notes.md")).Trim().ShouldBe("mine");
    }

    [TestMethod]
    public async Task Of_a_hook_that_judges_each_file_by_itself_only_changed_files_run()
    {
        _ = _repository.Files.Commit([.. Enumerable.Range(0, 50).Select(i => $"f{i}.cs")]);
        var hook = CachingRepository.Hook() with { PerFile = true };
        (await _repository.SourceAsync(hook)).ShouldBe(ResultSource.Miss);
        _ = _repository.Files.Edit("f7.cs", "new").Edit("f9.cs", "new");
        File.Delete(_repository.Outside.In("ran"));
        var report = (await _repository.RunAsync(null, hook with { Environment = ["RAN"] })).Hooks.Single();
        // Another definition of its context: all of them once more.
        report.RememberedFiles.ShouldBe(0);
        _ = _repository.Files.Edit("f7.cs", "newer").Edit("f9.cs", "newer");
        File.Delete(_repository.Outside.In("ran"));
        report = (await _repository.RunAsync(null, hook with { Environment = ["RAN"] })).Hooks.Single();
        (report.FileCount, report.RememberedFiles).ShouldBe((50, 48));
        File.ReadAllText(_repository.Outside.In("ran")).ShouldBe("ran f7.cs f9.cs\n");
    }

    [TestMethod]
    public async Task What_a_hook_writes_that_judges_each_file_by_itself_is_never_left_out()
    {
        _ = _repository.Files.Commit("a.cs", "b.cs");
        _ = _repository.Outside.Script("bin/check", "#!/bin/sh\nmkdir -p out; for f; do echo made > out/$f.txt; done\n");
        var hook = CachingRepository.Hook() with { PerFile = true, Writes = ["out/*.txt"] };
        _ = await _repository.SourceAsync(hook);
        Directory.Delete(_repository.Files.In("out"), recursive: true);
        Directory.Delete(Path.Combine(_repository.Cache, "v1", "content"), recursive: true);
        _ = await _repository.SourceAsync(hook);
        File.Exists(_repository.Files.In("out/a.cs.txt")).ShouldBeTrue();
        Directory.Delete(_repository.Files.In("out"), recursive: true);
        File.Delete(_repository.Files.In("b.cs"));
        _ = await _repository.SourceAsync(hook);
        File.Exists(_repository.Files.In("out/a.cs.txt")).ShouldBeTrue();
    }

    [TestMethod]
    public async Task What_is_put_back_counts_for_those_who_read_it_though_somebody_looked_before()
    {
        _ = _repository.Files.Commit("a.cs", "z.md");
        _ = _repository.Files.Edit(".gitignore", "out/\n");
        _ = _repository.Outside.Script("bin/make", "#!/bin/sh\nmkdir -p out; cp a.cs out/x\n");
        // The first looks at the file before it is put back.
        var before = CachingRepository.Hook("Before") with { Reads = ["out/x"], Files = ["z.md"] };
        var make = CachingRepository.Hook("Make", "Before") with { Command = [["make"]], Writes = ["out/x"] };
        var test = CachingRepository.Hook("Test", "Make") with { Files = ["z.md"], Command = [["grep", "good", "out/x"]] };
        _ = _repository.Files.Edit("a.cs", "good");
        _ = await _repository.SourcesAsync(before, make, test);
        _ = await _repository.SourcesAsync(before, make, test);
        _ = _repository.Files.Edit("a.cs", "bad!");
        _ = await _repository.SourcesAsync(before, make, test);
        _ = await _repository.SourcesAsync(before, make, test);
        _ = _repository.Files.Edit("a.cs", "good");
        (await _repository.SourcesAsync(before, make, test))[2].ShouldStartWith("Test Succeeded");
        _ = _repository.Files.Edit("a.cs", "bad!");
        (await _repository.SourcesAsync(before, make, test))[2].ShouldBe("Test Failed Miss");
    }

    [TestMethod]
    public async Task Files_that_all_passed_in_other_company_need_no_run()
    {
        _ = _repository.Files.Commit("a.cs", "b.cs", "c.cs");
        var hook = CachingRepository.Hook() with { PerFile = true };
        _ = await _repository.SourceAsync(hook);
        File.Delete(_repository.Files.In("b.cs"));
        (await _repository.SourceAsync(hook)).ShouldBe(ResultSource.Local);
    }

    [TestMethod]
    public async Task A_file_with_a_warning_is_judged_again()
    {
        _ = _repository.Files.Commit("a.cs", "b.cs");
        _ = _repository.Outside.Script("bin/check", "#!/bin/sh\ncase \" $* \" in *' a.cs '*) echo 'a.cs(1,1): warning W1: hm';; esac\n");
        var hook = CachingRepository.Hook() with { PerFile = true };
        _ = await _repository.RunAsync(null, hook);
        _ = _repository.Files.Edit("b.cs", "new");
        var report = (await _repository.RunAsync(null, hook)).Hooks.Single();
        report.RememberedFiles.ShouldBe(0);
        report.Findings.Single().Code.ShouldBe("W1");
    }

    [TestMethod]
    public async Task Without_git_results_are_remembered_too()
    {
        using TempFolder folder = new();
        _ = folder.File("a.cs", "a");
        var request = _repository.Request with { RepositoryRoot = folder.Path };
        (await _repository.RunAsync(request, CachingRepository.Hook())).Hooks.Single().Source.ShouldBe(ResultSource.Miss);
        (await _repository.RunAsync(request, CachingRepository.Hook())).Hooks.Single().Source.ShouldBe(ResultSource.Local);
        _ = folder.File("a.cs", "b");
        (await _repository.RunAsync(request, CachingRepository.Hook())).Hooks.Single().Source.ShouldBe(ResultSource.Miss);
    }

    [TestMethod]
    public async Task Runs_at_once_share_a_cache()
    {
        _ = _repository.Files.Commit([.. Enumerable.Range(0, 20).Select(i => $"f{i}.cs")]);
        var hooks = Enumerable.Range(0, 5).Select(i => CachingRepository.Hook($"H{i}") with { PerFile = true }).ToArray();
        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => _repository.RunAsync(null, hooks))));
        runs.ShouldAllBe(run => run.Succeeded);
        _repository.Observer.Warnings.ShouldBeEmpty();
        (await _repository.SourcesAsync(hooks)).ShouldAllBe(source => source.EndsWith(" Local"));
    }

    [TestMethod]
    public async Task Another_checkout_with_the_same_content_uses_the_result()
    {
        _ = _repository.Files.Commit("a.cs");
        _ = await _repository.SourceAsync(CachingRepository.Hook());
        using TempFolder other = new();
        _ = _repository.Files.Git("clone", "--quiet", _repository.Files.Path, other.In("clone"));
        var report = await _repository.RunAsync(
            _repository.Request with { RepositoryRoot = other.In("clone"), LogDirectory = other.In("logs") }, CachingRepository.Hook());
        report.Hooks.Single().Source.ShouldBe(ResultSource.Local);
    }
}
