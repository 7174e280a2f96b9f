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
