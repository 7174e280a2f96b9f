using System.Text.Json;
using Hooks.Build.CSharp.Tests.Formatting;

namespace Hooks.Build.CSharp.Tests;

[TestClass]
public sealed class ToolServerTests
{
    [TestMethod]
    public async Task A_request_is_answered_with_its_lines_and_its_end()
    {
        using SourceFolder folder = new();
        folder.Write("A.cs", "class A {\n}\n");
        using WorkerProcess worker = new();
        await worker.SendAsync(Request(7, folder.Root, "A.cs"));
        var line = await worker.AnswerAsync();
        line.GetProperty("id").GetInt32().ShouldBe(7);
        line.GetProperty("line").GetString().ShouldBe("A.cs(1,8): error WHITESPACE: Fix whitespace formatting. Replace 1 characters with '\\n'.");
        var end = await worker.AnswerAsync();
        end.GetProperty("id").GetInt32().ShouldBe(7);
        end.GetProperty("exit").GetInt32().ShouldBe(1);
        if (!OperatingSystem.IsWindows())
            end.GetProperty("cpu").GetDouble().ShouldBeGreaterThan(0);
        (await worker.EndAsync()).ShouldBe(0);
    }

    [TestMethod]
    public async Task Staged_configuration_counts_and_not_the_one_on_disk()
    {
        using SourceFolder folder = new("[*.cs]\nindent_size = 2\n");
        folder.Write("sub/.editorconfig", "[*.cs]\nindent_size = 8\n");
        folder.Write("A.cs", "class A\n{\n    int a;\n}\n");
        folder.Write("sub/B.cs", "class B\n{\n   int b;\n}\n");
        using WorkerProcess worker = new();
        await worker.SendAsync(JsonSerializer.Serialize(new
        {
            id = 1,
            hook = "format",
            root = folder.Root,
            files = (string[])["A.cs", "sub/B.cs"],
            staged = new Dictionary<string, byte[]> { [".editorconfig"] = "root = true\n"u8.ToArray(), ["sub/.editorconfig"] = "[*.cs]\nindent_size = 3\n"u8.ToArray() },
        }));
        (await worker.AnswerAsync()).GetProperty("exit").GetInt32().ShouldBe(0);
    }

    [TestMethod]
    public async Task Several_requests_are_each_answered()
    {
        using SourceFolder folder = new();
        folder.Write("A.cs", "class A\n{\n}\n");
        using WorkerProcess worker = new();
        for (var id = 1; id <= 5; id++)
            await worker.SendAsync(Request(id, folder.Root, "A.cs"));
        List<int> ended = [];
        while (ended.Count < 5)
        {
            var end = await worker.AnswerAsync();
            end.GetProperty("exit").GetInt32().ShouldBe(0);
            ended.Add(end.GetProperty("id").GetInt32());
        }

        ended.ShouldBe([1, 2, 3, 4, 5], ignoreOrder: true);
    }

    [TestMethod]
    [DataRow("x")]
    [DataRow("[]")]
    [DataRow("""{"id":"one"}""")]
    [DataRow("""{"id":0,"hook":"format"}""")]
    [DataRow("""{"id":1}""")]
    [DataRow("""{"id":1,"hook":"format","files":[3]}""")]
    [DataRow("""{"id":1,"hook":"format","staged":[]}""")]
    [DataRow("""{"id":1,"hook":"format","staged":{".editorconfig":3}}""")]
    [DataRow("""{"id":1,"hook":"format","staged":{".editorconfig":"*"}}""")]
    [DataRow("""{"id":99999999999,"hook":"format"}""")]
    [DataRow("""{"id":1,"hook":"format"} more""")]
    public async Task A_broken_request_is_answered_and_the_next_is_served(string request)
    {
        using WorkerProcess worker = new();
        await worker.SendAsync(request);
        var refusal = await worker.AnswerAsync();
        refusal.GetProperty("id").GetInt32().ShouldBe(0);
        refusal.GetProperty("exit").GetInt32().ShouldBe(2);
        refusal.GetProperty("line").GetString().ShouldNotBeNull().ShouldStartWith("The request is not understood: ");
        await worker.SendAsync("""{"id":2,"hook":"nope"}""");
        (await worker.AnswerAsync()).GetProperty("line").GetString().ShouldBe("There is no hook nope in this worker.");
        (await worker.AnswerAsync()).GetProperty("exit").GetInt32().ShouldBe(2);
    }

    [TestMethod]
    public async Task To_cancel_what_is_over_is_no_error()
    {
        using WorkerProcess worker = new();
        await worker.SendAsync("""{"id":4,"cancel":true}""");
        (await worker.EndAsync()).ShouldBe(0);
    }

    [TestMethod]
    public async Task A_request_is_ended_by_the_engine()
    {
        using SourceFolder folder = new();
        var files = new string[2000];
        for (var i = 0; i < files.Length; i++)
            folder.Write(files[i] = $"F{i}.cs", "class A {\n}\n");
        using WorkerProcess worker = new();
        await worker.SendAsync(Request(1, folder.Root, files));
        await worker.SendAsync("""{"id":1,"cancel":true}""");
        var end = await worker.AnswerAsync();
        end.GetProperty("exit").GetInt32().ShouldBe(2);
    }

    private static string Request(int id, string root, params string[] files) =>
        JsonSerializer.Serialize(new { id, hook = "format", root, files, arguments = (string[])["--whitespace"] });
}
