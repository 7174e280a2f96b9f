using System.Runtime.Versioning;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Running;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Caching.Results;

/// <summary>Where a remembered result is used, all that its hook wrote is there as if it had run.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
[UnsupportedOSPlatform("windows")]
public sealed class RememberedOutputTests : IDisposable
{
    private readonly CachingRepository _repository = new();

    public RememberedOutputTests()
    {
        _ = _repository.Files.Edit(".gitignore", "*.g.txt\ngen/\nown/\nobj/\n").Stage(".gitignore").Commit("in.cs", "src/a.txt", "src/deep/b.txt");
        _ = _repository.Outside.Script("bin/generate", "#!/bin/sh\nfor f; do mkdir -p $(dirname $f); [ -e $f ] || echo made > $f; done\n");
    }

    public void Dispose() => _repository.Dispose();

    public static IEnumerable<object[]> Forms =>
        from glob in (string[])["src/*.g.txt", "src/**/*.g.txt", "**/*.g.txt", "**/a.g.txt", "src/**", "**", "src/a.g.txt", "{src,lib}/*.g.txt"]
        select new object[] { glob, "src/a.g.txt" };

    // The law, for whatever form of glob: git ignores the file, or git lists nothing around it, or it lies in an ignored folder among listed ones.
    [TestMethod]
    [DynamicData(nameof(Forms))]
    [DataRow("src/**/*.g.txt", "src/deep/c.g.txt")]
    [DataRow("src/**/*.txt", "src/gen/c.txt")]
    [DataRow("**/gen/*.txt", "src/gen/c.txt")]
    [DataRow("own/**", "own/deep/c.txt")]
    [DataRow("own/", "own/c.txt")]
    [DataRow("**/*.txt", "own/c.txt")]
    public async Task A_deleted_output_is_there_again_after_a_run(string glob, string output)
    {
        var hook = CachingRepository.Hook() with { Files = ["in.cs"], Command = [["generate", output]], Writes = [glob] };
        for (var i = 0; i < 3; i++)
        {
            (await _repository.RunAsync(null, hook)).Succeeded.ShouldBeTrue();
        }

        File.Delete(_repository.Files.In(output));
        (await _repository.RunAsync(null, hook)).Succeeded.ShouldBeTrue();
        File.ReadAllText(_repository.Files.In(output)).ShouldBe("made\n");
    }

    [TestMethod]
    [DataRow("src/**/*.g.txt", "src/a.g.txt")]
    [DataRow("own/**", "own/c.txt")]
    public async Task A_hook_with_outputs_is_remembered(string glob, string output)
    {
        var hook = CachingRepository.Hook() with { Files = ["in.cs"], Command = [["generate", output]], Writes = [glob] };
        _ = await _repository.SourceAsync(hook);
        _ = await _repository.SourceAsync(hook);
        (await _repository.SourceAsync(hook)).ShouldBe(ResultSource.Local);
    }

    [TestMethod]
    public async Task What_the_hook_would_have_deleted_does_not_stay_for_those_who_read_it()
    {
        _ = _repository.Outside.Script("bin/copy", "#!/bin/sh\nrm -rf gen; mkdir gen; for f in parts/*.txt; do cp $f gen/; done\n");
        _ = _repository.Outside.Script("bin/list", "#!/bin/sh\nls gen > $SEEN\n");
        _repository.Set("SEEN", _repository.Outside.In("seen"));
        PlannedHook[] hooks =
        [
            CachingRepository.Hook("Copy") with { Files = ["parts/**"], Command = [["copy"]], Writes = ["gen/**"] },
            CachingRepository.Hook("List", "Copy") with { Files = ["in.cs"], Reads = ["gen/**"], Command = [["list"]], Environment = ["SEEN"] },
        ];
        _ = _repository.Files.Edit("parts/1.txt", "1");
        _ = await _repository.SourcesAsync(hooks);
        _ = _repository.Files.Edit("parts/2.txt", "2");
        _ = await _repository.SourcesAsync(hooks);
        File.Delete(_repository.Files.In("parts/2.txt"));
        _ = await _repository.SourcesAsync(hooks);
        Directory.GetFiles(_repository.Files.In("gen")).Select(Path.GetFileName).ShouldBe(["1.txt"]);
        (await _repository.SourcesAsync(hooks)).ShouldBe(["Copy Succeeded Local", "List Succeeded Local"]);
        // There nothing is to be deleted.
        Directory.Delete(_repository.Files.In("gen"), recursive: true);
        (await _repository.SourcesAsync(hooks)).ShouldBe(["Copy Succeeded Local", "List Succeeded Local"]);
    }

    [TestMethod]
    public async Task A_hook_that_only_deletes_runs_where_there_is_something_to_delete()
    {
        var hook = CachingRepository.Hook() with { Files = ["in.cs"], Command = [["rm", "-rf", "own"]], Writes = ["own/**"] };
        _ = await _repository.SourceAsync(hook);
        (await _repository.SourceAsync(hook)).ShouldBe(ResultSource.Local);
        _ = _repository.Files.Edit("own/x.txt", "x");
        (await _repository.SourceAsync(hook)).ShouldBe(ResultSource.Miss);
        File.Exists(_repository.Files.In("own/x.txt")).ShouldBeFalse();
    }

    [TestMethod]
    public async Task A_file_that_somebody_put_among_outputs_stays_and_the_hook_is_remembered_again()
    {
        var hook = CachingRepository.Hook() with { Files = ["in.cs"], Command = [["generate", "own/c.txt"]], Writes = ["own/**"] };
        _ = await _repository.SourceAsync(hook);
        _ = _repository.Files.Edit("own/mine.txt", "mine");
        (await ExplainAsync(hook)).ShouldContain("own/mine.txt is there, which is none of what its remembered result wrote");
        (await _repository.SourceAsync(hook)).ShouldBe(ResultSource.Miss);
        (await _repository.SourceAsync(hook)).ShouldBe(ResultSource.Local);
        File.ReadAllText(_repository.Files.In("own/mine.txt")).ShouldBe("mine");
    }

    [TestMethod]
    public async Task What_is_ignored_beside_the_files_of_a_formatter_is_nobody_s_input()
    {
        var hook = CachingRepository.Hook() with { Files = ["**/*.txt"], Writes = ["**/*.txt"] };
        _ = _repository.Files.Edit("src/mine.g.txt", "mine");
        _ = await _repository.SourceAsync(hook);
        _ = _repository.Files.Edit("src/mine.g.txt", "edited");
        (await _repository.SourceAsync(hook)).ShouldBe(ResultSource.Local);
        File.ReadAllText(_repository.Files.In("src/mine.g.txt")).ShouldBe("edited");
    }

    [TestMethod]
    public async Task Why_a_hook_is_not_remembered_that_writes_what_is_never_put_back_is_told()
    {
        var hook = CachingRepository.Hook() with { Files = ["in.cs"], Command = [["generate", "obj/x.txt"]], Writes = ["obj/*.txt"] };
        _ = await _repository.SourceAsync(hook);
        _ = await _repository.SourceAsync(hook);
        (await _repository.SourceAsync(hook)).ShouldBe(ResultSource.Miss);
        (await ExplainAsync(hook)).ShouldContain("of what it writes obj/x.txt is never put back");
    }

    private async Task<string> ExplainAsync(PlannedHook hook)
    {
        var launcher = SystemLauncher.Create();
        using var disposable = launcher as IDisposable;
        var services = EngineServices.Create(null, launcher) with { Environment = _repository.Environment };
        return (await HookExplainer.ExplainAsync(Make.Plan(hook), _repository.Request, services, CancellationToken.None))[0];
    }
}
