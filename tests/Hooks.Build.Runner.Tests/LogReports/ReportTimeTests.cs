using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Commands;
using Hooks.Build.Runner.LogReports;

namespace Hooks.Build.Runner.Tests.LogReports;

[TestClass]
public sealed class ReportTimeTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    [TestMethod]
    [DataRow("12h", 12)]
    [DataRow("7d", 168)]
    [DataRow(" 2w ", 336)]
    public void A_number_of_hours_days_or_weeks_counts_back_from_now(string text, int hours) =>
        ReportTime.Since(text, "--since", Now).ShouldBe(Now - TimeSpan.FromHours(hours));

    [TestMethod]
    public void A_date_is_of_this_machines_clock_unless_it_says_otherwise()
    {
        ReportTime.Since("2026-04-30", "--since", Now).DateTime.ShouldBe(new DateTime(2026, 4, 30));
        ReportTime.Since("2026-04-30T12:30", "--since", Now).DateTime.ShouldBe(new DateTime(2026, 4, 30, 12, 30, 0));
        ReportTime.Since("2026-04-30T12:30Z", "--since", Now).UtcDateTime.ShouldBe(new DateTime(2026, 4, 30, 12, 30, 0));
    }

    [TestMethod]
    [DataRow("yesterday", "allowed: a number of hours, days or weeks")]
    [DataRow("7", "allowed: ")]
    [DataRow("d", "allowed: ")]
    [DataRow("", "allowed: ")]
    [DataRow("-7d", "allowed: ")]
    [DataRow("2026-02-30", "allowed: ")]
    [DataRow("0d", "a time of the past is wanted")]
    [DataRow("99999w", "a time of the past is wanted")]
    [DataRow("99999999999d", "allowed: ")]
    [DataRow("2027-01-01", "that is not over yet")]
    [DataRow("0001-01-01", "a time of the last hundred years is wanted")]
    public void What_is_no_time_is_told_with_what_is_allowed(string text, string expected)
    {
        var problem = Should.Throw<HooksException>(() => ReportTime.Since(text, "--since", Now)).Problems.ShouldHaveSingleItem();
        problem.Code.ShouldBe("HOOK9002");
        problem.Message.ShouldStartWith($"--since is '{text}'; {expected}");
    }

    [TestMethod]
    [DataRow("7d", "5", null, "--since and --last were given together: choose one")]
    [DataRow(null, "0", null, "--last is '0'; allowed: a whole number from 1 to 1000000")]
    [DataRow(null, "five", null, "--last is 'five'; allowed: a whole number from 1 to 1000000")]
    [DataRow(null, null, "PreComit", "--stage is 'PreComit', which is no stage; did you mean PreCommit? The stages are Build, PreCommit, ")]
    public void Options_that_are_wrong_are_told(string? since, string? last, string? stage, string expected) =>
        Should.Throw<HooksException>(() => ReportCommand.Query(
            Now, since, last, stage, branch: null, [])).Problems.ShouldHaveSingleItem().Message.ShouldStartWith(expected);

    [TestMethod]
    [DataRow("before-tool", HookStages.BeforeTool)]
    [DataRow("AgentStop", HookStages.AgentStop)]
    [DataRow("pre-commit", HookStages.PreCommit)]
    public void Stages_of_agents_are_stages(string text, HookStages stage) =>
        ReportCommand.Query(Now, since: null, last: null, text, branch: null, []).Stage.ShouldBe(stage);

    [TestMethod]
    public void Without_options_it_is_the_last_week_of_all()
    {
        var query = ReportCommand.Query(Now, since: null, last: null, stage: null, branch: null, ["a;b", "c"]);
        (query.Since, query.Last, query.Stage, query.Branch).ShouldBe((Now - TimeSpan.FromDays(7), null, null, null));
        query.Hooks.ShouldBe(["a", "b", "c"]);
    }
}
