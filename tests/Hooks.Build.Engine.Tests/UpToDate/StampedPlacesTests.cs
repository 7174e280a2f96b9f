using System.Runtime.Versioning;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Fakes;
using Hooks.Build.Engine.UpToDate;

namespace Hooks.Build.Engine.Tests.UpToDate;

/// <summary>A stamp also tells of what is not there, or not of any use, as long as nobody changes it.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux, IgnoreMessage = "Other systems have no statx.")]
[SupportedOSPlatform("linux")]
public sealed class StampedPlacesTests : IDisposable
{
    private const string Identity = "what is run";
    private readonly CachingRepository _repository = new();
    private IReadOnlyList<string> _places = [];

    public StampedPlacesTests() => _ = _repository.Files.Edit(".gitignore", "made/\n").Stage(".gitignore").Commit("a.cs").Edit("made/x.txt", "1");

    private string Stamp => _repository.Outside.In("logs/uptodate");

    private bool IsUpToDate => UpToDateCheck.CountUnchanged(Stamp, Identity) >= 0;

    public void Dispose() => _repository.Dispose();

    [TestMethod]
    [DataRow(true, DisplayName = "in a folder of PATH")]
    [DataRow(false, DisplayName = "in a folder that PATH names from the working directory")]
    public async Task A_program_before_the_one_that_is_meant_counts_when_it_comes_and_when_it_may_be_executed(bool isRooted)
    {
        var first = isRooted ? _repository.Outside.In("first/check") : _repository.Files.In("made/check");
        _repository.Set("PATH", $"{(isRooted ? Path.GetDirectoryName(first) : "made")}:{_repository.Environment["PATH"]}");
        await RunAsync(CachingRepository.Hook());
        IsUpToDate.ShouldBeTrue();
        _ = _repository.Outside.Shell($"mkdir -p {Path.GetDirectoryName(first)}; echo > {first}");
        IsUpToDate.ShouldBeFalse();
        await RunAsync(CachingRepository.Hook());
        IsUpToDate.ShouldBeTrue();
        _ = _repository.Outside.Shell($"chmod +x {first}");
        IsUpToDate.ShouldBeFalse();
    }

    [TestMethod]
    [DataRow("touch made/flag", DisplayName = "a file")]
    [DataRow("ln -s x.txt made/flag", DisplayName = "a link")]
    [DataRow("mkdir made/flag; touch made/flag/x", DisplayName = "a folder")]
    public async Task What_a_command_names_counts_when_it_comes(string command)
    {
        await RunAsync(CachingRepository.Hook() with { Command = [["sh", "-c", "test ! -e made/flag"]] });
        IsUpToDate.ShouldBeTrue();
        _ = _repository.Files.Shell(command);
        IsUpToDate.ShouldBeFalse();
    }

    [TestMethod]
    public async Task A_file_that_decides_what_may_run_counts()
    {
        _places = [_repository.Outside.File("lock")];
        await RunAsync(CachingRepository.Hook());
        IsUpToDate.ShouldBeTrue();
        _ = _repository.Outside.Shell("echo >> lock");
        IsUpToDate.ShouldBeFalse();
    }

    [TestMethod]
    [DataRow("GIT_DIR")]
    [DataRow("GIT_WORK_TREE")]
    [DataRow("GIT_INDEX_FILE")]
    public void A_variable_that_says_which_repository_is_meant_counts(string name) =>
        GitSettings.Variables(new Dictionary<string, string>()).ShouldContain(name);

    private async Task RunAsync(PlannedHook hook)
    {
        var request = _repository.Request with { StampFile = Stamp, StampIdentity = Identity, StampPlaces = _places };
        for (var i = 0; i < 2; i++)
        {
            _ = _repository.Files.Shell("sleep 0.05");
            (await _repository.RunAsync(request, hook)).Succeeded.ShouldBeTrue();
        }
    }
}
