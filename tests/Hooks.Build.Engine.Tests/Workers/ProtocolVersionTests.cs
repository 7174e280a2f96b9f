using System.Security.Cryptography;
using Hooks.Build.Engine.Workers;

namespace Hooks.Build.Engine.Tests.Workers;

/// <summary>Engine and workers may come from packages of different versions, so what they say has a number.</summary>
[TestClass]
public sealed class ProtocolVersionTests
{
    [TestMethod]
    public void A_message_that_changes_changes_the_version()
    {
        Dictionary<string, string> properties = new(StringComparer.Ordinal) { ["Configuration"] = "Debug" };
        using MemoryStream messages = new();
        using BinaryWriter writer = new(messages);
        new RunCommand(1, "T", "N", true, 2, "root", "write", true, 3, ["a"], properties)
        {
            Item = "item",
            Agent = new AgentEvent { Agent = "agent", Paths = ["p"], Raw = "{}" },
        }.Write(writer);
        new ListenCommand("T", "M", true, "N", 1, "root", properties).Write(writer);
        new ToolRequest(1, "format", "root", ["--usings"], ["a.cs"]) { Staged = new Dictionary<string, byte[]> { ["b"] = [1] } }.Write(writer);
        new EndedRun(1, RunEnd.Failed, 2, "reason", 3).Write(writer);
        foreach (var said in Enum.GetValues<WorkerMessage>()
            .Select(message => $"{message} {(int)message}")
            .Concat(Enum.GetValues<RunEnd>().Select(end => $"{end} {(int)end}")))
        {
            writer.Write(said);
        }

        (WorkerChannel.Version, Convert.ToHexString(SHA256.HashData(messages.ToArray()))[..16]).ShouldBe(
            (1, "0C97523C397238FD"), "what is said has changed: raise WorkerChannel.Version, and write both here");
    }
}
