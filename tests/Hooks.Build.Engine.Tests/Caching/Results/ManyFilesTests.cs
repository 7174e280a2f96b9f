using System.Runtime.Versioning;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Caching.Results;

/// <summary>Where looking at all files takes longer than hooks, it is done once for all of them, after the last.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
[UnsupportedOSPlatform("windows")]
public sealed class ManyFilesTests : IDisposable
{
    private readonly CachingRepository _repository = new();

    public ManyFilesTests()
    {
        _ = _repository.Files.Shell(
            "mkdir many; cd many; seq 1 3000 | xargs touch; cd ..; printf 'good\\n' > a.cs; printf 'b\\n' > b.cs; git add -A; git commit -qm many");
        _ = _repository.Files.Shell("find . -exec touch -h -d '-1 minute' {} +; sleep 0.05");
        Script("nothing", "exit 0");
    }

    public void Dispose() => _repository.Dispose();

    [TestMethod]
    public async Task What_came_of_each_hook_is_remembered_when_the_run_ends()
    {
        (await SourcesAsync(Hook("One"), Hook("Two"), Hook("Three"))).ShouldAllBe(source => source == ResultSource.Miss);
        (await SourcesAsync(Hook("One"), Hook("Two"), Hook("Three"))).ShouldAllBe(source => source == ResultSource.Local);
    }

    [TestMethod]
    public async Task What_a_hook_saw_of_a_file_that_was_changed_and_changed_back_is_not_remembered_of_the_file_as_it_was()
    {
        Script("spoil", "printf 'evil\\n' > a.cs");
        Script("mend", "printf 'good\\n' > a.cs");
        _ = await SourcesAsync(Hook("First"), Hook("Spoil", "spoil"), Hook("Check"), Hook("Mend", "mend"));
        (await SourcesAsync(Hook("Check"))).ShouldBe([ResultSource.Miss]);
    }

    [TestMethod]
    public async Task What_another_hook_changed_before_is_not_taken_for_what_is_remembered_whether_or_not_it_said_so()
    {
        (await SourcesAsync(Hook("Check"))).ShouldBe([ResultSource.Miss]);
        (await SourcesAsync(Hook("Check"))).ShouldBe([ResultSource.Local]);
        Script("spoil", "printf 'evil\\n' > a.cs");
        (await SourcesAsync(Hook("Spoil", "spoil"), Hook("Check"))).ShouldBe([ResultSource.Miss, ResultSource.Miss]);
    }

    [TestMethod]
    public async Task A_hook_that_comes_after_one_that_writes_is_remembered_of_what_that_wrote()
    {
        Script("make", "cp wanted.txt a.cs");
        _ = _repository.Files.Edit("wanted.txt", "one\n");
        var make = Hook("Make", "make") with { Files = [] };
        PlannedHook check = Make.Hook("Check", "Make") with { Command = [["nothing"]], Files = ["**/*.cs"], Hash = "check" };
        (await SourcesAsync(make, check))[1].ShouldBe(ResultSource.Miss);
        _ = _repository.Files.Edit("wanted.txt", "two\n");
        (await SourcesAsync(make, check))[1].ShouldBe(ResultSource.Miss);
        _repository.Files.Shell("sleep 0.05");
        (await SourcesAsync(make, check))[1].ShouldBe(ResultSource.Local);
    }

    [TestMethod]
    public async Task A_hook_that_reads_what_one_writes_that_is_never_remembered_is_remembered_itself()
    {
        Script("make", "printf 'same\\n' > a.cs");
        PlannedHook[] hooks = [Hook("First"), Hook("Make", "make") with { Files = [], Writes = ["a.cs"], NoCache = true }, Hook("Check")];
        _ = await SourcesAsync(hooks);
        _ = _repository.Files.Shell("sleep 0.05");
        _ = await SourcesAsync(hooks);
        _ = _repository.Files.Shell("sleep 0.05");
        (await SourcesAsync(hooks))[2].ShouldBe(ResultSource.Local);
    }

    [TestMethod]
    public async Task What_a_hook_saw_of_a_file_that_came_and_went_is_not_remembered_of_its_absence()
    {
        Script("come", "printf 'x\\n' > extra.txt");
        Script("go", "rm extra.txt");
        var check = Hook("Check") with { Reads = ["extra.txt"] };
        _ = await SourcesAsync(Hook("First") with { Reads = ["extra.txt"] }, Hook("Come", "come"), check, Hook("Go", "go"));
        (await SourcesAsync(check)).ShouldBe([ResultSource.Miss]);
    }

    [TestMethod]
    public async Task Hooks_with_the_same_files_share_the_list_of_what_these_were_and_those_of_runs_before_are_gone()
    {
        _ = await SourcesAsync(Hook("One"), Hook("Two"));
        _ = _repository.Files.Edit("a.cs", "other\n");
        _ = await SourcesAsync(Hook("One"), Hook("Two"));
        Directory.GetFiles(_repository.Outside.In("logs/last/Build.files")).ShouldHaveSingleItem();
    }

    private void Script(string name, string text) => _ = _repository.Outside.Script("bin/" + name, "#!/bin/sh\n" + text + "\n");

    private static PlannedHook Hook(string name, string command = "nothing") => CachingRepository.Hook(name) with { Command = [[command]] };

    // One after another, in the order of declaration.
    private async Task<IReadOnlyList<ResultSource>> SourcesAsync(params PlannedHook[] hooks)
    {
        var report = await _repository.RunAsync(_repository.Request with { Schedule = HookSchedule.Sequential }, hooks);
        report.Succeeded.ShouldBeTrue();
        return [.. report.Hooks.OrderBy(hook => hook.Hook.Index).Select(hook => hook.Source)];
    }
}
