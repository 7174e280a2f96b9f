using System.Runtime.Versioning;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Fakes;
using Hooks.Build.Engine.UpToDate;

namespace Hooks.Build.Engine.Tests.UpToDate;

/// <summary>A stamp also tells of folders in which git ignores what a hook reads or writes.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux, IgnoreMessage = "Other systems have no statx.")]
[SupportedOSPlatform("linux")]
public sealed class StampedFoldersTests : IDisposable
{
    private const string Identity = "what is run";

    private readonly CachingRepository _repository = new();

    public StampedFoldersTests()
    {
        _ = _repository.Files.Edit(".gitignore", "*.ign\nown/\nobj/\nmade/\n").Stage(".gitignore").Commit("a.cs", "data/a.txt", "data/deep/b.txt");
        _ = _repository.Files.Edit("data/x.ign", "1").Edit("data/own/y.txt", "1");
        _ = _repository.Outside.Script("bin/make", "#!/bin/sh\nrm -rf made; mkdir -p made/deep; echo 1 > made/deep/z.txt\n");
    }

    private string Stamp => _repository.Outside.In("logs/uptodate");

    private bool IsUpToDate => UpToDateCheck.CountUnchanged(Stamp, Identity) >= 0;

    public void Dispose() => _repository.Dispose();

    [TestMethod]
    [DataRow("echo 2 > data/x.ign", DisplayName = "an ignored file changed in a folder that is read")]
    [DataRow("echo > data/deep/new.ign", DisplayName = "a new ignored file in it")]
    [DataRow("echo > data/own/new.txt", DisplayName = "a new file in an ignored folder in it")]
    [DataRow("echo > made/new.txt", DisplayName = "a new file where a hook writes")]
    [DataRow("echo > made/deep/new.txt", DisplayName = "a new file in a folder there")]
    public async Task Something_that_counts_changed(string command)
    {
        await RunAsync();
        IsUpToDate.ShouldBeTrue();
        _ = _repository.Files.Shell(command);
        IsUpToDate.ShouldBeFalse();
    }

    [TestMethod]
    public async Task What_is_built_in_a_folder_that_is_read_does_not_count()
    {
        _ = _repository.Files.Edit("data/obj/one.txt", "1");
        await RunAsync();
        _ = _repository.Files.Shell("echo > data/obj/two.txt");
        IsUpToDate.ShouldBeTrue();
    }

    [TestMethod]
    [DataRow("*", "echo '*.other' > new/.gitignore", DisplayName = "the .gitignore that ignores all in a folder")]
    [DataRow("*", "echo > beside/new.txt", DisplayName = "a new file above such a folder")]
    [DataRow("*.txt\n.gitignore", "echo > new/new.cs", DisplayName = "a new file in a folder where all was ignored so far")]
    [DataRow("*.txt\n.gitignore", "echo > new/deep/new.cs", DisplayName = "a new file in a folder in it")]
    public async Task A_folder_in_which_all_is_ignored_by_what_is_in_it_counts(string ignored, string command)
    {
        foreach (var folder in (string[])["new", "beside/new"])
        {
            _ = _repository.Files.Edit(folder + "/.gitignore", ignored + "\n").Edit(folder + "/x.txt", "1").Edit(folder + "/deep/y.txt", "1");
        }

        await RunAsync();
        IsUpToDate.ShouldBeTrue();
        _ = _repository.Files.Shell(command);
        IsUpToDate.ShouldBeFalse();
    }

    // The first run makes what it needs beside its inputs; the second finds all as it was.
    private async Task RunAsync()
    {
        var request = _repository.Request with { StampFile = Stamp, StampIdentity = Identity };
        PlannedHook[] hooks =
        [
            CachingRepository.Hook("Read") with { Reads = ["data"], Command = [["true"]] },
            CachingRepository.Hook("Make") with { Command = [["make"]], Writes = ["made/**"] },
        ];
        for (var i = 0; i < 2; i++)
        {
            _ = _repository.Files.Shell("sleep 0.05");
            (await _repository.RunAsync(request, hooks)).Succeeded.ShouldBeTrue();
        }
    }
}
