using System.Runtime.Versioning;
using Hooks.Build.Engine.Caching.Keys;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Fingerprints;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Caching.Keys;

/// <summary>A tool is the file that really runs, however many links lead to it.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
[UnsupportedOSPlatform("windows")]
public sealed class ToolFingerprintsTests
{
    // Where the tool lies, and how PATH leads to it; "there/tool" is what runs.
    [TestMethod]
    [DataRow("ln -s there bin", DisplayName = "a folder that is a link")]
    [DataRow("mkdir bin; ln -s ../there/tool bin/tool", DisplayName = "a link")]
    [DataRow("mkdir -p deep/a deep/b; ln -s deep/a bin; ln -s ../../there/tool deep/a/tool", DisplayName = "a relative link in a folder that is a link")]
    [DataRow("mkdir -p deep/a; ln -s deep/a bin; ln -s ../b/tool deep/a/tool; ln -s ../there deep/b", DisplayName = "a link through another folder that is a link")]
    [DataRow("mkdir -p one two/three; ln -s $PWD/two/three one/up; ln -s up/../back one/tool; ln -s ../there/tool two/back; ln -s one bin", DisplayName = "what is above a folder that is a link")]
    public async Task Another_file_that_runs_is_another_tool(string links)
    {
        using CachingRepository repository = new();
        var folder = repository.Outside;
        _ = folder.Script("there/tool", "#!/bin/sh\nexit 0\n");
        _ = folder.Shell($"mv bin used; {links}; bin/tool");
        _ = repository.Files.Commit("a.cs");
        var hook = CachingRepository.Hook() with { Command = [["tool"]] };
        (await repository.SourceAsync(hook)).ShouldBe(ResultSource.Miss);
        (await repository.SourceAsync(hook)).ShouldBe(ResultSource.Local);
        _ = folder.Script("there/tool", "#!/bin/sh\nexit 0 # other\n");
        (await repository.SourceAsync(hook)).ShouldBe(ResultSource.Miss);
    }

    [TestMethod]
    [DataRow("#!$PWD/there/interp", DisplayName = "by its path")]
    [DataRow("#!/usr/bin/env interp", DisplayName = "by env")]
    [DataRow("#!$PWD/there/second", DisplayName = "by another script")]
    public async Task Another_interpreter_is_another_tool(string line)
    {
        using CachingRepository repository = new();
        var folder = repository.Outside;
        _ = folder.Script("there/interp", "#!/bin/sh\nexit 0\n");
        _ = folder.Shell(
            $"printf '%s\\n' \"#!$PWD/there/interp\" > there/second; chmod +x there/second; printf '%s\\n' \"{line}\" > bin/tool; chmod +x bin/tool; ln -s ../there/interp bin/interp");
        _ = repository.Files.Commit("a.cs");
        var hook = CachingRepository.Hook() with { Command = [["tool"]] };
        (await repository.SourceAsync(hook)).ShouldBe(ResultSource.Miss);
        (await repository.SourceAsync(hook)).ShouldBe(ResultSource.Local);
        _ = folder.Script("there/interp", "#!/bin/sh\nexit 0 # other\n");
        (await repository.SourceAsync(hook)).ShouldBe(ResultSource.Miss);
    }

    [TestMethod]
    public void What_cannot_be_known_is_nothing()
    {
        using TempFolder folder = new();
        _ = folder.Shell("mkdir bin; ln -s nowhere bin/dangling; mkfifo bin/pipe; chmod +x bin/pipe; ln -s loop bin/loop");
        ToolFingerprints fingerprints = new(
            new FileFingerprints(folder.Path, folder.In("inputs.stat")),
            new Dictionary<string, string>(StringComparer.Ordinal) { ["PATH"] = folder.In("bin") });
        foreach (var name in new[] { "pipe", folder.In("bin/pipe"), "missing" })
        {
            fingerprints.Of(name, folder.Path).ShouldBeNull(name);
        }

        RealPath.Of(folder.In("bin/dangling")).ShouldBeNull();
        RealPath.Of(folder.In("bin/loop")).ShouldBeNull();
    }
}
