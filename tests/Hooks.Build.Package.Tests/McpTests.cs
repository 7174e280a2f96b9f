using System.Text.Json;
using Hooks.Build.Package.Tests.Kit;

namespace Hooks.Build.Package.Tests;

/// <summary>The package's own program as an MCP server, the native one where it is: with C# hooks, whose worker prints what it likes.</summary>
[TestClass]
public sealed class McpTests
{
    private const string Hooks = """
        [Hook] static HookResult Code(HookContext hook) { System.Console.WriteLine("{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{}}"); return HookResult.Success; }
        [Hook(Files = ["**/*.txt"])] const string Todo = "sh -c '! grep -n TODO \"$@\"' sh {files}";
        """;

    // The input is open until the answer is there: its end ends a run.
    private const string Talk = """
        mkfifo in
        "$@" mcp < in > out &
        exec 3> in
        cat messages >&3
        until grep -q '"id":2' out; do sleep 0.05; done
        exec 3>&-
        wait $!
        echo "exit $?" >> out
        """;

    [TestMethod]
    public async Task The_program_of_the_package_runs_hooks_for_a_client_and_ends_with_it()
    {
        var repository = await CommitRepository.CreateAsync(Hooks);
        repository.Write("a.txt", "TODO\n");
        repository.Write("messages", """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}
            {"jsonrpc":"2.0","method":"notifications/initialized"}
            {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"run","arguments":{"files":["a.txt"]}}}

            """);
        var program = repository.Read(".git/hooks/pre-commit").Split('\n').Single(line => line.StartsWith("runner=", StringComparison.Ordinal)).Split('\'')[1];
        _ = (await SdkRun.RunAsync(
            repository.Root,
            "sh",
            ["-c", Talk, "sh", .. program.EndsWith(".dll", StringComparison.Ordinal) ? (string[])["dotnet", "exec", program] : [program]])).ShouldExitWith(0);

        var lines = repository.Read("out").TrimEnd('\n').Split('\n');
        lines[^1].ShouldBe("exit 0");
        var answers = lines[..^1].Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToList();
        answers.Count.ShouldBe(2, "nobody but the server writes to its output");
        answers[0].GetProperty("result").GetProperty("serverInfo").GetProperty("version").GetString().ShouldBe(PackedPackage.Version);
        var run = answers[1].GetProperty("result").GetProperty("structuredContent");
        run.GetProperty("succeeded").GetBoolean().ShouldBeFalse();
        run.GetProperty("summary").GetString().ShouldNotBeNull().ShouldStartWith("1 passed, 1 failed");
        run.GetProperty("hooks")[0].GetProperty("output").GetString().ShouldNotBeNull().ShouldContain("1:TODO");
    }
}
