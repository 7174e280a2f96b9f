using System.Text;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Fakes;
using Hooks.Build.Engine.Tests.Staging;
using Hooks.Build.Engine.Workers;
using Hooks.Build.Plan;

namespace Hooks.Build.Engine.Tests.Workers;

/// <summary>What the process of ready-made hooks is told of configuration: what is committed is judged by what is committed.</summary>
[TestClass]
public sealed class ToolMeasureTests : IDisposable
{
    private static readonly PlannedHook Format = Make.Hook("Format") with { Kind = HookKind.Tool, Command = [["csharp:format"]], Files = ["**/*.cs"] };

    private readonly CommitBench _bench = new();
    private readonly TaskCompletionSource<ToolRequest> _request = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Dispose() => _bench.Dispose();

    [TestMethod]
    [DataRow(".editorconfig")]
    [DataRow("sub/.editorconfig")]
    [DataRow(".globalconfig")]
    public async Task An_unstaged_edit_of_configuration_is_told_as_it_is_staged(string file)
    {
        _ = _bench.Committed(file, "staged").Staged("sub/A.cs", "class A;\n").OnDisk(file, "edited");
        (await StagedAsync()).ShouldBe([(file, "staged")]);
    }

    [TestMethod]
    public async Task Configuration_that_is_gone_from_disk_is_told()
    {
        _ = _bench.Committed(".editorconfig", "staged").Staged("A.cs", "class A;\n");
        File.Delete(_bench.Repository.In(".editorconfig"));
        (await StagedAsync()).ShouldBe([(".editorconfig", "staged")]);
    }

    [TestMethod]
    public async Task Configuration_that_is_on_disk_as_it_is_staged_is_not_told()
    {
        _ = _bench.Committed(".editorconfig", "staged").Staged("A.cs", "class A;\n");
        (await StagedAsync()).ShouldBeEmpty();
    }

    private async Task<IEnumerable<(string, string)>> StagedAsync()
    {
        _bench.Tools = new FakeLauncher { OnStart = process => _ = ToolAnswers.SucceedAsync(process, _request.SetResult) };
        (await _bench.RunAsync(Format)).Hooks.Single().Reason.ShouldBeNullOrEmpty();
        return (await _request.Task).Staged.Select(file => (file.Key, Encoding.UTF8.GetString(file.Value)));
    }
}
