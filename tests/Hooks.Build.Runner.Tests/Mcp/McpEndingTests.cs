using System.Diagnostics;
using System.Globalization;

namespace Hooks.Build.Runner.Tests.Mcp;

/// <summary>Runs that are cancelled, and clients that go away: nothing is left behind, and nobody is answered who wants no answer.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Its hooks are shell scripts.")]
public sealed class McpEndingTests
{
    private const string Slow = """{"stage":"Manual","profiles":["slow"]}""";

    [TestMethod]
    public void A_cancelled_run_ends_with_its_processes_and_has_no_answer()
    {
        using var repository = McpRepository.Create();
        using McpProgram program = new(repository.Root);
        var hook = Start(program, repository, out var id);
        Cancel(program, id);
        AwaitEnd(hook);
        program.Value("run").GetProperty("succeeded").GetBoolean().ShouldBeTrue("the next run is not held up");
        program.Notifications.ShouldAllBe(message => message.GetProperty("method").GetString() == "notifications/progress");
    }

    [TestMethod]
    public void A_run_that_waits_for_another_can_be_cancelled_before_it_starts()
    {
        using var repository = McpRepository.Create();
        using McpProgram program = new(repository.Root);
        var hook = Start(program, repository, out var first);
        var second = program.Start("run", Slow);
        Cancel(program, second);
        program.Value("list").GetProperty("total").GetInt32().ShouldBe(7, "what runs nothing waits for nobody");
        ProcessFiles.IsRunning(hook).ShouldBeTrue();
        Cancel(program, first);
        AwaitEnd(hook);
        program.Value("run").GetProperty("run").GetString().ShouldBe("1", "neither counts as a run");
    }

    [TestMethod]
    public void Calls_that_run_hooks_do_so_in_the_order_in_which_they_came()
    {
        using var repository = McpRepository.Create();
        using McpProgram program = new(repository.Root);
        var hook = Start(program, repository, out var first);
        var waiting = Enumerable.Range(0, 6).Select(number => program.Start(number % 2 == 0 ? "run" : "fix")).ToList();
        Cancel(program, waiting[2]);
        waiting.RemoveAt(2);
        Cancel(program, first);
        AwaitEnd(hook);
        waiting.ConvertAll(id => program.Answer(id).GetProperty("result").GetProperty("structuredContent").GetProperty("run").GetString())
            .ShouldBe(["1", "2", "3", "4", "5"]);
    }

    [TestMethod]
    public void A_client_that_goes_away_ends_everything()
    {
        using var repository = McpRepository.Create();
        using McpProgram program = new(repository.Root);
        var hook = Start(program, repository, out _);
        program.End().ShouldBe(0);
        AwaitEnd(hook);
    }

    [TestMethod]
    public void A_server_that_is_killed_leaves_nothing_that_runs()
    {
        using var repository = McpRepository.Create();
        using McpProgram program = new(repository.Root);
        var hook = Start(program, repository, out _);
        program.Kill();
        AwaitEnd(hook);
    }

    [TestMethod]
    public void A_server_that_is_asked_to_end_ends_what_runs_first()
    {
        using var repository = McpRepository.Create();
        using McpProgram program = new(repository.Root);
        var hook = Start(program, repository, out _);
        using var kill = Process.Start("kill", ["-TERM", program.Id.ToString(CultureInfo.InvariantCulture)])!;
        while (program.Next() is not null)
        {
            // Until it has ended.
        }

        AwaitEnd(hook);
    }

    [TestMethod]
    public void Two_clients_run_hooks_at_once()
    {
        using var repository = McpRepository.Create();
        repository.Write("a.txt", "TODO\n");
        using McpProgram one = new(repository.Root);
        using McpProgram other = new(repository.Root);
        var (first, second) = (one.Start("run"), other.Start("run"));
        foreach (var answer in (System.Text.Json.JsonElement[])[one.Answer(first), other.Answer(second)])
        {
            answer.GetProperty("result").GetProperty("structuredContent").GetProperty("total").GetInt32().ShouldBe(1);
        }
    }

    [TestMethod]
    public void An_id_is_for_one_call_at_a_time_and_there_are_16_at_most()
    {
        using var repository = McpRepository.Create();
        using McpProgram program = new(repository.Root);
        var hook = Start(program, repository, out var id);
        program.Write($$"""{"jsonrpc":"2.0","id":{{id}},"method":"tools/call","params":{"name":"list"} }""");
        program.Answer(id).GetProperty("error").GetProperty("message").GetString().ShouldNotBeNull().ShouldContain("an id of its own");
        var waiting = Enumerable.Range(0, 15).Select(_ => program.Start("run", Slow)).ToList();
        program.Answer(program.Start("run"))
            .GetProperty("error")
            .GetProperty("message")
            .GetString()
            .ShouldNotBeNull()
            .ShouldContain("16 calls run or wait already");
        waiting.ForEach(call => Cancel(program, call));
        Cancel(program, id);
        AwaitEnd(hook);
    }

    // The process of the hook.
    private static int Start(McpProgram program, McpRepository repository, out int id)
    {
        id = program.Start("run", Slow);
        while (!repository.Has("started"))
        {
            _ = Thread.Yield();
        }

        return int.Parse(repository.Read("slow.pid"), CultureInfo.InvariantCulture);
    }

    private static void Cancel(McpProgram program, int id) =>
        program.Write($$"""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":{{id}},"reason":"test"} }""");

    private static void AwaitEnd(int process)
    {
        while (ProcessFiles.IsRunning(process))
        {
            _ = Thread.Yield();
        }
    }
}
