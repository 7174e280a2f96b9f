using System.Diagnostics;
using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Client;

namespace Hooks.Build.Runner.Tests.Mcp;

/// <summary>Clients that are not ours: the official SDKs for C# and for TypeScript list the tools, run hooks, see progress and cancel.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Its hooks are shell scripts.")]
public sealed class OtherClientTests
{
    public required TestContext TestContext { get; init; }

    [TestMethod]
    public async Task The_sdk_for_csharp_lists_runs_and_cancels()
    {
        using var repository = McpRepository.Create();
        repository.Write("a.txt", "TODO\n");
        StdioClientTransport transport = new(new StdioClientTransportOptions
        {
            Name = "hooks",
            Command = "dotnet",
            Arguments = ["exec", McpProgram.Assembly, "mcp"],
            WorkingDirectory = repository.Root,
        });
        await using var client = await McpClient.CreateAsync(transport, cancellationToken: TestContext.CancellationToken);
        client.ServerInfo.ShouldNotBeNull().Name.ShouldBe("hooks");
        (await client.ListToolsAsync(cancellationToken: TestContext.CancellationToken))
            .Select(tool => tool.Name)
            .ShouldBe(["list", "graph", "plan", "run", "fix", "findings", "log", "explain", "report"]);

        Steps steps = new();
        var run = await client.CallToolAsync("run", progress: steps, cancellationToken: TestContext.CancellationToken);
        run.IsError.ShouldNotBe(true);
        JsonSerializer.SerializeToElement(run.StructuredContent).GetProperty("total").GetInt32().ShouldBe(1);
        steps.Seen.ShouldNotBeEmpty();
        (await client.CallToolAsync(
            "run",
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["limit"] = "x" },
            cancellationToken: TestContext.CancellationToken)).IsError.ShouldBe(true);

        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.CancellationToken);
        var slow = client.CallToolAsync(
            "run",
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["stage"] = "Manual", ["profiles"] = new[] { "slow" } },
            cancellationToken: cancellation.Token);
        while (!repository.Has("started"))
        {
            await Task.Yield();
        }

        await cancellation.CancelAsync();
        _ = await Should.ThrowAsync<OperationCanceledException>(async () => await slow);
        (await client.CallToolAsync("run", cancellationToken: TestContext.CancellationToken)).IsError.ShouldNotBe(true);
    }

    [TestMethod]
    public async Task The_sdk_for_typescript_lists_runs_and_cancels()
    {
        if (Environment.GetEnvironmentVariable("HOOKS_TEST_MCP_SDK") is not { Length: > 0 } modules)
        {
            Assert.Inconclusive(
                "HOOKS_TEST_MCP_SDK names no folder with node_modules/@modelcontextprotocol/sdk. .ci/run installs it and sets the variable where there are node and npm.");
            return;
        }

        using var repository = McpRepository.Create();
        repository.Write("a.txt", "TODO\n");
        File.Copy(Documentation.Repository.PathOf("eng/mcp/client.mjs"), Path.Combine(modules, "client.mjs"), overwrite: true);
        using var node = Process.Start(new ProcessStartInfo(
            "node", [Path.Combine(modules, "client.mjs"), repository.Root, "dotnet", "exec", McpProgram.Assembly, "mcp"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, errors) =
            (node.StandardOutput.ReadToEndAsync(TestContext.CancellationToken), node.StandardError.ReadToEndAsync(TestContext.CancellationToken));
        await node.WaitForExitAsync(TestContext.CancellationToken);
        node.ExitCode.ShouldBe(0, await output + await errors);
        (await output).ShouldEndWith("all as it should be\n");
    }

    private sealed class Steps : IProgress<ProgressNotificationValue>
    {
        public System.Collections.Concurrent.ConcurrentQueue<string?> Seen { get; } = [];

        public void Report(ProgressNotificationValue value) => Seen.Enqueue(value.Message);
    }
}
