using Hooks.Build.Engine.Agents;

namespace Hooks.Build.Engine.Tests.Agents;

[TestClass]
public sealed class AgentSessionTests : IDisposable
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    private readonly string _folder = Directory.CreateTempSubdirectory("hooks-sessions-").FullName;

    [TestMethod]
    public void What_was_told_in_a_session_is_not_told_again_and_in_another_it_is()
    {
        var session = Open("a");
        session.TellsFirst("old").ShouldBeTrue();
        session.TellsFirst("old").ShouldBeFalse();
        session.Keep(Now);
        Open("a").TellsFirst("old").ShouldBeFalse();
        Open("a").TellsFirst("other").ShouldBeTrue();
        Open("b").TellsFirst("old").ShouldBeTrue();
    }

    [TestMethod]
    [DataRow("1+ 1 1 1", "1 2 3 4", DisplayName = "one that names turns and says that it was sent on")]
    [DataRow("1+ 1+ 1+ 1+", "1 2 3 4", DisplayName = "one that names turns alone")]
    [DataRow("-+ -+ -+ -+", "1 2 3 4", DisplayName = "one that says nothing")]
    [DataRow("1+ 2 3 4", "1 2 3 4", DisplayName = "one that has a new name each time and says that it was sent on")]
    [DataRow("1+ 1 2+ 2", "1 2 1 2", DisplayName = "the next turn")]
    [DataRow("-+ -+ end -+", "1 2 1", DisplayName = "a turn that ended in between")]
    public void It_is_counted_how_often_an_agent_was_sent_on(string stops, string expected)
    {
        List<int> counts = [];
        foreach (var stop in stops.Split(' '))
        {
            var session = Open("a");
            if (stop == "end")
            {
                session.EndTurn();
            }
            else
            {
                counts.Add(session.SendOn(stop[0] == '-' ? "" : stop[..1], isFirst: stop.EndsWith('+')));
            }

            session.Keep(Now);
        }

        string.Join(' ', counts).ShouldBe(expected);
    }

    [TestMethod]
    public void A_damaged_file_begins_anew()
    {
        var session = Open("a");
        _ = session.TellsFirst("old");
        session.Keep(Now);
        File.WriteAllBytes(Directory.GetFiles(_folder).ShouldHaveSingleItem(), [0xff, 0, (byte)'\n', 1]);
        Open("a").TellsFirst("old").ShouldBeTrue();
        Open("a").SendOn("1", isFirst: false).ShouldBe(1);
    }

    [TestMethod]
    public void What_is_of_long_ago_is_removed_and_nothing_else()
    {
        foreach (var name in (string[])["event-1", "x.session", "mine.txt"])
        {
            File.WriteAllText(Path.Combine(_folder, name), "");
            File.SetLastWriteTimeUtc(Path.Combine(_folder, name), Now.UtcDateTime.AddDays(-30));
        }

        var session = Open("a");
        _ = session.TellsFirst("old");
        session.Keep(Now);
        Directory.GetFiles(_folder).Select(Path.GetFileName).Where(name => name is "event-1" or "x.session").ShouldBeEmpty();
        File.Exists(Path.Combine(_folder, "mine.txt")).ShouldBeTrue();
    }

    [TestMethod]
    public void Without_a_folder_that_can_be_written_nothing_is_lost_but_memory()
    {
        File.WriteAllText(Path.Combine(_folder, "file"), "");
        var session = AgentSession.Open(Path.Combine(_folder, "file"), new AgentEvent());
        session.TellsFirst("old").ShouldBeTrue();
        session.Keep(Now);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private AgentSession Open(string session) => AgentSession.Open(_folder, new AgentEvent { Agent = "claude", Session = session });
}
