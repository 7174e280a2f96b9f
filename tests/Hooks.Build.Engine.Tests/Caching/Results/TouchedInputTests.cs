using System.Runtime.Versioning;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Caching.Results;

/// <summary>
/// What a hook saw of a file that somebody touched while it ran is nobody's to know: it is not remembered, also if the file is in the end as it was.
/// </summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
[UnsupportedOSPlatform("windows")]
public sealed class TouchedInputTests : IDisposable
{
    private const string ChangeAndChangeBack = "cp a.cs $OUT/kept; echo evil > a.cs; cat $OUT/kept > a.cs";

    private readonly CachingRepository _repository = new();

    public TouchedInputTests()
    {
        _ = _repository.Files.Edit(".gitignore", "gen/\n").Stage(".gitignore").Commit("a.cs", "notes.md");
        _ = _repository.Files.Shell("sleep 0.05");
    }

    public void Dispose() => _repository.Dispose();

    [TestMethod]
    [DataRow(ChangeAndChangeBack, DisplayName = "changed and changed back")]
    [DataRow("mv a.cs $OUT/kept; echo evil > a.cs; mv $OUT/kept a.cs", DisplayName = "in the place of another for a while")]
    [DataRow("touch -r a.cs $OUT/when; " + ChangeAndChangeBack + "; touch -r $OUT/when a.cs", DisplayName = "changed and changed back, with its time")]
    [DataRow("chmod +x a.cs; chmod -x a.cs", DisplayName = "executable for a while")]
    [DataRow("rm notes.md; echo -n notes.md > notes.md", DisplayName = "gone for a while, and read without being given")]
    public async Task Of_a_hook_that_ran_alone_nothing_is_remembered(string meanwhile)
    {
        var hook = Meanwhile(meanwhile) with { Reads = ["*.md"] };
        (await SourceAsync(hook)).ShouldBe(ResultSource.Miss);
        (await SourceAsync(hook)).ShouldBe(ResultSource.Miss);
    }

    [TestMethod]
    public async Task Of_a_hook_that_writes_nothing_is_remembered_either()
    {
        var hook = Meanwhile(ChangeAndChangeBack + "; mkdir -p gen; echo made > gen/o.txt") with { Writes = ["gen/**"] };
        (await SourceAsync(hook)).ShouldBe(ResultSource.Miss);
        (await SourceAsync(hook)).ShouldBe(ResultSource.Miss);
    }

    [TestMethod]
    public async Task Of_a_hook_that_may_repair_nothing_is_remembered_either()
    {
        var hook = Meanwhile(ChangeAndChangeBack) with { Fix = [["true"]] };
        var fixing = _repository.Request with { Fix = FixMode.Always };
        (await _repository.RunAsync(fixing, hook)).Hooks.Single().Source.ShouldBe(ResultSource.Miss);
        (await _repository.RunAsync(fixing, hook)).Hooks.Single().Source.ShouldBe(ResultSource.Miss);
    }

    [TestMethod]
    public async Task Of_files_one_by_one_nothing_is_remembered_either()
    {
        var hook = Meanwhile(ChangeAndChangeBack) with { PerFile = true };
        (await SourceAsync(hook)).ShouldBe(ResultSource.Miss);
        (await _repository.RunAsync(null, hook)).Hooks.Single().RememberedFiles.ShouldBe(0);
    }

    [TestMethod]
    public async Task A_file_that_a_hook_says_it_writes_may_be_written_the_same_once_more()
    {
        var hook = Meanwhile("cp notes.md $OUT/kept; cat $OUT/kept > notes.md") with { Writes = ["*.md"] };
        (await SourceAsync(hook)).ShouldBe(ResultSource.Miss);
        (await SourceAsync(hook)).ShouldBe(ResultSource.Local);
    }

    [TestMethod]
    public async Task A_file_that_is_none_of_its_inputs_may_be_touched()
    {
        var hook = Meanwhile("touch notes.md");
        (await SourceAsync(hook)).ShouldBe(ResultSource.Miss);
        (await SourceAsync(hook)).ShouldBe(ResultSource.Local);
    }

    private async Task<ResultSource> SourceAsync(PlannedHook hook)
    {
        var report = (await _repository.RunAsync(null, hook)).Hooks.Single();
        report.Outcome.ShouldBe(HookOutcome.Succeeded, report.Reason);
        return report.Source;
    }

    // The hook does what somebody does while it runs.
    private PlannedHook Meanwhile(string script)
    {
        _ = _repository.Outside.Script("bin/check", "#!/bin/sh\n" + script.Replace("$OUT", _repository.Outside.Path, StringComparison.Ordinal) + "\n");
        return CachingRepository.Hook();
    }
}
