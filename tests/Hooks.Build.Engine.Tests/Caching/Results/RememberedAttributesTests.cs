using Hooks.Build.Engine.Caching.Results;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Caching.Results;

/// <summary>What git's attributes say decides what a check finds, wherever they are written: a result is used only where they say the same.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class RememberedAttributesTests : IDisposable
{
    private static readonly PlannedHook Check = Make.Check("Blanks", "hooks:trailing-whitespace");

    private readonly CachingRepository _repository = new();

    public RememberedAttributesTests() => _ = _repository.Files.Edit("a.dat", "one \n").Stage("a.dat").Commit("x.txt");

    public void Dispose() => _repository.Dispose();

    [TestMethod]
    [DataRow("clone")]
    [DataRow("user")]
    [DataRow("named")]
    [DataRow("tree")]
    public async Task What_is_declared_binary_anywhere_passes_only_as_long_as_it_is(string place)
    {
        var file = PlaceOf(place);
        (await OutcomeAsync()).ShouldBe(HookOutcome.Failed);
        Write(file, "*.dat binary\n");
        (await OutcomeAsync()).ShouldBe(HookOutcome.Succeeded);
        (await OutcomeAsync()).ShouldBe(HookOutcome.Succeeded);
        (await _repository.SourceAsync(Check)).ShouldBe(ResultSource.Local);
        File.Delete(file);
        (await OutcomeAsync()).ShouldBe(HookOutcome.Failed);
        Write(file, "*.dat text\n");
        (await OutcomeAsync()).ShouldBe(HookOutcome.Failed);
    }

    [TestMethod]
    public async Task A_result_does_not_depend_on_where_the_same_is_said()
    {
        Write(PlaceOf("user"), "*.dat binary\n");
        (await OutcomeAsync()).ShouldBe(HookOutcome.Succeeded);
        File.Delete(PlaceOf("user"));
        Write(PlaceOf("named"), "*.dat binary\n");
        (await _repository.SourceAsync(Check)).ShouldBe(ResultSource.Local);
    }

    [TestMethod]
    public async Task Attributes_that_are_read_from_a_commit_are_in_no_key_so_nothing_is_remembered()
    {
        _ = _repository.Files.Git("config", "attr.tree", "HEAD");
        _ = await OutcomeAsync();
        (await _repository.SourceAsync(Check)).ShouldBe(ResultSource.NotRemembered);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("git update-index --skip-worktree .gitattributes", DisplayName = "as in a sparse checkout")]
    public async Task What_git_has_of_rules_that_are_not_on_disk_counts(string told)
    {
        Write(PlaceOf("tree"), "*.dat binary\n");
        _ = _repository.Files.Stage(".gitattributes").Shell("rm .gitattributes; " + told);
        (await OutcomeAsync()).ShouldBe(HookOutcome.Succeeded);
        (await _repository.SourceAsync(Check)).ShouldBe(ResultSource.Local);
        _ = _repository.Files.Shell("git update-index --cacheinfo 100644,$(echo | git hash-object -w --stdin),.gitattributes; " + told);
        (await OutcomeAsync()).ShouldBe(HookOutcome.Failed);
    }

    [TestMethod]
    public async Task Another_check_is_remembered_whatever_they_say()
    {
        _ = _repository.Files.Edit("x.json", "{}").Stage("x.json");
        var json = Make.Check("Json", "hooks:check-json");
        _ = await _repository.SourceAsync(json);
        Write(PlaceOf("clone"), "*.dat binary\n");
        (await _repository.SourceAsync(json)).ShouldBe(ResultSource.Local);
    }

    [TestMethod]
    [DataRow("git rm -q --cached .gitattributes", DisplayName = "not tracked")]
    [DataRow("true", DisplayName = "tracked")]
    [DataRow("git update-index --assume-unchanged .gitattributes", DisplayName = "not looked at")]
    [DataRow("git update-index --skip-worktree .gitattributes", DisplayName = "left out")]
    public async Task What_a_file_on_disk_says_that_is_not_staged_says_nothing_of_a_commit(string told)
    {
        _ = _repository.Files.Edit(".gitattributes", "\n").Stage(".gitattributes").Commit("y.txt").Shell(told);

        _ = _repository.Files.Edit(".gitattributes", "*.dat binary\n").Edit("a.dat", "two \n").Stage("a.dat");
        (await _repository.RunAsync(null, Check)).Succeeded.ShouldBeTrue();
        // What takes long is looked up at a commit, too.
        var commit = _repository.Request with { Stage = HookStages.PreCommit, Fix = FixMode.Never };
        new LastRunFile(Path.Combine(commit.LogDirectory, "last", nameof(HookStages.PreCommit)))
            .Write(Check.Name, new LastRunRecord { Time = DateTimeOffset.UnixEpoch, Duration = TimeSpan.FromSeconds(1) });
        (await _repository.RunAsync(commit, Check)).Succeeded.ShouldBeFalse();
    }

    private async Task<HookOutcome> OutcomeAsync() => (await _repository.RunAsync(null, Check)).Hooks.Single().Outcome;

    private static void Write(string file, string text)
    {
        _ = Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    private string PlaceOf(string place)
    {
        _repository.Set("XDG_CONFIG_HOME", _repository.Outside.In("home/.config"));
        if (place == "named")
        {
            _ = _repository.Files.Git("config", "core.attributesFile", _repository.Outside.In("named"));
        }

        return place switch
        {
            "clone" => _repository.Files.In(".git/info/attributes"),
            "user" => _repository.Outside.In("home/.config/git/attributes"),
            "named" => _repository.Outside.In("named"),
            _ => _repository.Files.In(".gitattributes"),
        };
    }
}
