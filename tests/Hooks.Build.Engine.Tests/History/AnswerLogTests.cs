using Hooks.Build.Engine.History;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.History;

[TestClass]
public sealed class AnswerLogTests
{
    [TestMethod]
    public void What_was_answered_is_read_as_it_was_written()
    {
        using TempFolder folder = new();
        LoggedAnswer answer = new()
        {
            Run = AnswerLog.IdOf(DateTimeOffset.UnixEpoch),
            Time = DateTimeOffset.UnixEpoch,
            Stage = HookStages.BeforeTool,
            Platform = Engine.Native.Platform.Name,
            Duration = TimeSpan.FromMilliseconds(7.125),
            Agent = "claude",
            Tool = "Shell",
            Held = true,
            HeldBy = [("Guard", "it is \"forbidden\" \u202e é\n")],
            ContextBytes = 12,
        };
        AnswerLog.Append(folder.Path, answer);
        AnswerLog.Append(folder.Path, answer with { Tool = "", Held = false, HeldBy = [], ContextBytes = 0 });
        var read = new RunLogReader(folder.Path, RunLogFormat.Agents).Read().Cast<LoggedAnswer>().ToList();
        read.Count.ShouldBe(2);
        read[0].HeldBy.ShouldBe(answer.HeldBy);
        (read[0] with { HeldBy = answer.HeldBy }).ShouldBe(answer);
        (read[1].Held, read[1].Tool, read[1].HeldBy.Count).ShouldBe((false, "", 0));
        File.ReadAllText(folder.In("agents.jsonl")).ShouldAllBe(character => character < 127);
    }

    [TestMethod]
    public void Where_it_cannot_be_written_nothing_is_thrown_and_what_is_in_the_way_stays()
    {
        using TempFolder folder = new();
        var file = folder.File("file");
        var content = File.ReadAllText(file);
        Should.NotThrow(() => AnswerLog.Append(file, new LoggedAnswer { Run = "x", Time = DateTimeOffset.UnixEpoch, Agent = "claude" }));
        File.ReadAllText(file).ShouldBe(content);
        Directory.GetFileSystemEntries(folder.Path).ShouldBe([file]);
    }
}
