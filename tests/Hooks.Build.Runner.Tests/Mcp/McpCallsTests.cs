using System.Globalization;
using System.Text.Json;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Runner.Mcp;

namespace Hooks.Build.Runner.Tests.Mcp;

/// <summary>Whose turn it is, whichever thread asks first.</summary>
[TestClass]
public sealed class McpCallsTests
{
    private readonly McpHost _host = new(SystemLauncher.Create(), []);
    private readonly List<string> _turns = [];
    private int _id;

    private McpCalls Calls => _host.Calls;

    [TestMethod]
    public void The_turn_is_that_of_the_call_that_came_first_though_another_asked_before_it()
    {
        var (first, second, third) = (Add("run"), Add("fix"), Add("run"));
        var threads = (Thread[])[StartWaiting(third), StartWaiting(second)];
        Take(first);
        Array.ForEach(threads, thread => thread.Join());
        _turns.ShouldBe(["1", "2", "3"]);
    }

    [TestMethod]
    public void A_waiting_call_that_is_cancelled_holds_up_nobody_and_lets_nobody_in_before_its_turn()
    {
        var (first, second, third) = (Add("run"), Add("run"), Add("run"));
        var (waiting, last) = (StartWaiting(second), StartWaiting(third));
        second.Cancel();
        waiting.Join();
        Calls.Remove(second);
        Take(first);
        last.Join();
        _turns.ShouldBe(["1", "3"]);
    }

    [TestMethod]
    public void What_runs_no_hooks_is_in_nobodys_way()
    {
        _ = Add("list");
        Take(Add("run"));
        _turns.ShouldBe(["2"]);
    }

    [TestMethod]
    public void Where_all_were_cancelled_no_more_are_taken()
    {
        var call = Add("run");
        Calls.CancelAll();
        Calls.AwaitTurn(call).ShouldBeFalse();
        Calls.TryAdd(New("list")).ShouldNotBeNull().ShouldContain("comes to its end");
    }

    private McpCall New(string tool) => new((++_id).ToString(CultureInfo.InvariantCulture), tool, default(JsonElement), _host, (_, _, _) => { });

    private McpCall Add(string tool)
    {
        var call = New(tool);
        Calls.TryAdd(call).ShouldBeNull();
        return call;
    }

    private void Take(McpCall call)
    {
        if (Calls.AwaitTurn(call))
        {
            _turns.Add(call.Id);
            Calls.Remove(call);
        }
    }

    private Thread StartWaiting(McpCall call)
    {
        Thread thread = new(() => Take(call));
        thread.Start();
        while (thread.ThreadState is not (ThreadState.WaitSleepJoin or ThreadState.Stopped))
        {
            _ = Thread.Yield();
        }

        return thread;
    }
}
