using System.Runtime.Versioning;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Caching.Results;

/// <summary>A worker loads the hooks that are there when it starts, which may be long after the run has read what they are.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
[UnsupportedOSPlatform("windows")]
public sealed class RebuiltMeanwhileTests : IDisposable
{
    private readonly CachingRepository _repository = new();

    public void Dispose() => _repository.Dispose();

    [TestMethod]
    public async Task What_hooks_say_that_were_built_while_others_ran_is_not_remembered() =>
        (await AgainAfterAsync($"touch -d '1 minute' '{_repository.Outside.In("build/RepoHooks.dll")}'")).ShouldBe(ResultSource.Miss);

    [TestMethod]
    public async Task What_they_say_whose_files_are_as_they_were_is() =>
        (await AgainAfterAsync("true")).ShouldBe(ResultSource.Local);

    // The last hook runs in a process of its own, which starts when the command is done.
    private async Task<ResultSource> AgainAfterAsync(string command)
    {
        _ = _repository.Files.Commit("a.cs");
        _ = _repository.Outside.Script("bin/check", $"#!/bin/sh\n{command}\n");
        var hooks = _repository.MethodHooks(
            """
            static class RepoHooks
            {
                [Hook(Files = ["**/*.cs"])] static void First() { }
                [Hook(DependsOn = [nameof(First)], Cache = false)] const string Meanwhile = "check";
                [Hook(DependsOn = [nameof(Meanwhile)], Files = ["**/*.cs"], Environment = ["RAN"])] static void Last() { }
            }
            """).ToArray();
        (await _repository.RunAsync(null, hooks)).Succeeded.ShouldBeTrue();
        return (await _repository.RunAsync(null, hooks)).Hooks.Single(report => report.Hook.Name == "Last").Source;
    }
}
