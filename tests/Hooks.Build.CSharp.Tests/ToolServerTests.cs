using Hooks.Build.CSharp.Tests.Formatting;
using Hooks.Build.Engine.Workers;

namespace Hooks.Build.CSharp.Tests;

[TestClass]
public sealed class ToolServerTests
{
    [TestMethod]
    public async Task A_request_is_answered_with_its_lines_and_its_end()
    {
        using SourceFolder folder = new();
        folder.Write("A.cs", "class A {\n}\n");
        using var worker = await WorkerProcess.StartAsync();
        worker.Send(Request(7, folder.Root, "A.cs"));
        (await worker.AnswerAsync()).ShouldBe(new ToolAnswer(7, "A.cs(1,8): error WHITESPACE: Fix whitespace formatting. Replace 1 characters with '\\n'."));
        var end = await worker.AnswerAsync();
        (end with { Ticks = 0 }).ShouldBe(new ToolAnswer(7, null, RunEnd.Failed, 1, "", 0));
        if (!OperatingSystem.IsWindows())
            end.Ticks.ShouldBeGreaterThan(0);
        (await worker.EndAsync()).ShouldBe(0);
    }

    [TestMethod]
    public async Task Staged_configuration_counts_and_not_the_one_on_disk()
    {
        using SourceFolder folder = new("[*.cs]\nindent_size = 2\n");
        folder.Write("sub/.editorconfig", "[*.cs]\nindent_size = 8\n");
        folder.Write("A.cs", "class A\n{\n    int a;\n}\n");
        folder.Write("sub/B.cs", "class B\n{\n   int b;\n}\n");
        using var worker = await WorkerProcess.StartAsync();
        worker.Send(new ToolRequest(1, "format", folder.Root, [], ["A.cs", "sub/B.cs"])
        {
            Staged = new Dictionary<string, byte[]>
            {
                [".editorconfig"] = "root = true\n"u8.ToArray(),
                ["sub/.editorconfig"] = "[*.cs]\nindent_size = 3\n"u8.ToArray(),
            },
        });
        (await worker.AnswerAsync()).Exit.ShouldBe(0);
    }

    [TestMethod]
    public async Task Several_requests_are_each_answered()
    {
        using SourceFolder folder = new();
        folder.Write("A.cs", "class A\n{\n}\n");
        using var worker = await WorkerProcess.StartAsync();
        for (var run = 1; run <= 5; run++)
            worker.Send(Request(run, folder.Root, "A.cs"));
        List<int> ended = [];
        while (ended.Count < 5)
        {
            var end = await worker.AnswerAsync();
            end.End.ShouldBe(RunEnd.Succeeded);
            ended.Add(end.Run);
        }

        ended.ShouldBe([1, 2, 3, 4, 5], ignoreOrder: true);
    }

    [TestMethod]
    public async Task A_hook_that_it_does_not_have_is_named()
    {
        using var worker = await WorkerProcess.StartAsync();
        worker.Send(new ToolRequest(2, "nope", "/", [], []));
        (await worker.AnswerAsync()).Line.ShouldBe("There is no hook nope in this worker.");
        (await worker.AnswerAsync()).Exit.ShouldBe(2);
    }

    [TestMethod]
    public async Task Where_there_was_nothing_to_do_the_end_says_why()
    {
        using SourceFolder folder = new();
        using var worker = await WorkerProcess.StartAsync();
        worker.Send(new ToolRequest(1, "build", folder.Root, [], []));
        var end = await worker.AnswerAsync();
        (end.End, end.Reason).ShouldBe((RunEnd.Idle, "no project is affected"));
    }

    [TestMethod]
    public async Task To_cancel_what_is_over_is_no_error()
    {
        using var worker = await WorkerProcess.StartAsync();
        worker.Cancel(4);
        (await worker.EndAsync()).ShouldBe(0);
    }

    [TestMethod]
    public async Task A_request_is_ended_by_the_engine()
    {
        using SourceFolder folder = new();
        var files = new string[2000];
        for (var i = 0; i < files.Length; i++)
            folder.Write(files[i] = $"F{i}.cs", "class A {\n}\n");
        using var worker = await WorkerProcess.StartAsync();
        worker.Send(Request(1, folder.Root, files));
        worker.Cancel(1);
        (await worker.AnswerAsync()).End.ShouldBe(RunEnd.Cancelled);
    }

    private static ToolRequest Request(int run, string root, params string[] files) => new(run, "format", root, ["--whitespace"], files);
}
