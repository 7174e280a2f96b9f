using Hooks.Build.Runner.Agents;

namespace Hooks.Build.Runner.Tests.Agents;

[TestClass]
public sealed class AgentCallTests
{
    [TestMethod]
    [DataRow("", "", "", false, 0)]
    [DataRow("claude", "claude", "", false, 0)]
    [DataRow("claude PreToolUse", "claude", "PreToolUse", false, 0)]
    [DataRow("cursor preToolUse --fail-closed build/Hooks.csproj build/obj/hooks.state", "cursor", "preToolUse", true, 1)]
    [DataRow("a.csproj a.state b.csproj b.state", "", "", false, 2)]
    public void The_line_says_who_when_and_which_hooks(string line, string agent, string name, bool closed, int projects)
    {
        var call = AgentCall.TryParse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ShouldNotBeNull();
        (call.Agent, call.EventName, call.FailsClosed, call.Places("/repo").Count).ShouldBe((agent, name, closed, projects));
    }

    [TestMethod]
    [DataRow("claude PreToolUse build/Hooks.csproj")]
    [DataRow("claude --fail-open")]
    [DataRow("clause PreToolUse a.csproj")]
    public void What_is_no_such_line_is_refused(string line) => AgentCall.TryParse(line.Split(' ')).ShouldBeNull();
}
