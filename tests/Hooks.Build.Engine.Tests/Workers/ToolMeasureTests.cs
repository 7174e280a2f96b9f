using System.IO.Pipes;
using System.Text;
using System.Text.Json;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Fakes;
using Hooks.Build.Engine.Tests.Staging;
using Hooks.Build.Plan;

namespace Hooks.Build.Engine.Tests.Workers;

/// <summary>What the process of ready-made hooks is told of configuration: what is committed is judged by what is committed.</summary>
[TestClass]
public sealed class ToolMeasureTests : IDisposable
{
    private static readonly PlannedHook Format = Make.Hook("Format") with { Kind = HookKind.Tool, Command = [["csharp:format"]], Files = ["**/*.cs"] };

    private readonly CommitBench _bench = new();
    private readonly TaskCompletionSource<JsonElement> _request = new(TaskCreationOptions.RunContinuationsAsynchronously);

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
        _bench.Tools = new FakeLauncher { OnStart = process => _ = AnswerAsync(process) };
        (await _bench.RunAsync(Format)).Hooks.Single().Reason.ShouldBeNullOrEmpty();
        var request = await _request.Task;
        return request.GetProperty("staged").EnumerateObject().Select(file => (file.Name, Encoding.UTF8.GetString(file.Value.GetBytesFromBase64())));
    }

    private async Task AnswerAsync(FakeProcess process)
    {
        await using NamedPipeClientStream pipe = new(".", process.Asked.Arguments[^1], PipeDirection.InOut, PipeOptions.Asynchronous);
        await pipe.ConnectAsync();
        using StreamReader reader = new(pipe, Encoding.UTF8, leaveOpen: true);
        using var request = JsonDocument.Parse((await reader.ReadLineAsync())!);
        _request.SetResult(request.RootElement.Clone());
        await pipe.WriteAsync(Encoding.UTF8.GetBytes($$"""{"id":{{request.RootElement.GetProperty("id").GetInt32()}},"exit":0}""" + "\n"));
        _ = await reader.ReadLineAsync();
        process.Exit(0);
    }
}
