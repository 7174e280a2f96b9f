using System.Text.Json;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Guarding;

/// <summary>Who starts agents one after another is told to start them together. A script says what happens: + starts an agent, - ends it.</summary>
[TestClass]
public sealed class SerialAgentsTests : IDisposable
{
    private readonly GuardedRepository _repository = new(Make.Guard("Guard", "agent:parallel-agents --deny"));

    [TestMethod]
    [DataRow("+a -a", "..", DisplayName = "One alone")]
    [DataRow("+a -a +b -b", "..c.", DisplayName = "The second alone is told")]
    [DataRow("+a -a +b -b +c", "..c.d", DisplayName = "The third is denied")]
    [DataRow("+a -a +b -b +c +c -c", "..c.d..", DisplayName = "What was denied passes when it is started again")]
    [DataRow("+a -a +b -b +c +c +d -d -c", "..c.d....", DisplayName = "After a denial they are started together")]
    [DataRow("+a -a +b -b +c +c -c +d -d +e", "..c.d..c.d", DisplayName = "Who goes on one by one is told and denied again")]
    [DataRow("+a +b -a -b +c -c", "......", DisplayName = "One after several that ran together")]
    [DataRow("+a +b +c -c -b +d -a -d +e +f", "..........", DisplayName = "Together, and more of them while others run")]
    [DataRow("+a +a -a +b", "...c", DisplayName = "A start that is told twice is one")]
    [DataRow("-x +a -a -a +b", "....c", DisplayName = "An end of what nobody started counts for nothing")]
    [DataRow("+a +b -a +c", "....", DisplayName = "One whose end is never told")]
    public async Task It_is_told_at_the_second_and_denied_at_the_third(string script, string answers)
    {
        List<char> given = [];
        foreach (var step in script.Split(' '))
        {
            given.Add(await StepAsync(step));
        }

        new string([.. given]).ShouldBe(answers);
    }

    [TestMethod]
    public async Task Those_that_come_at_once_pass_whatever_came_before()
    {
        foreach (var step in (string[])["+a", "-a", "+b", "-b"])
        {
            _ = await StepAsync(step);
        }

        (await Task.WhenAll(((string[])["+c", "+d", "+e"]).Select(step => Task.Run(() => StepAsync(step))))).ShouldBe(['.', '.', '.']);
    }

    [TestMethod]
    public async Task Other_sessions_turns_and_agents_in_the_background_have_no_part_in_it()
    {
        foreach (var step in (string[])["+a", "-a"])
        {
            _ = await StepAsync(step);
        }

        (await StepAsync("+b", session: "other")).ShouldBe('.');
        (await StepAsync("+b", turn: "next")).ShouldBe('.');
        (await StepAsync("+b", name: "spawn_agent")).ShouldBe('.');
        (await StepAsync("+b", isBackground: true)).ShouldBe('.');
        (await StepAsync("+b")).ShouldBe('c');
    }

    [TestMethod]
    public async Task Without_deny_it_is_told_once_in_a_row()
    {
        _repository.Hooks = [Make.Guard("Guard", "agent:parallel-agents")];
        var answers = "";
        foreach (var step in (string[])["+a", "-a", "+b", "-b", "+c", "-c", "+d", "-d"])
        {
            answers += await StepAsync(step);
        }

        answers.ShouldBe("..c.....");
    }

    [TestMethod]
    public async Task What_is_remembered_is_private_without_the_agents_words_and_begins_anew_where_it_is_damaged_or_long()
    {
        _ = await StepAsync("+a", session: "secret session");
        var file = Directory.GetFiles(_repository.Home + "/logs/agents", "*.starts").ShouldHaveSingleItem();
        File.ReadAllText(file).ShouldNotContain("secret");
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        File.WriteAllBytes(file, [0xff, 0, (byte)'\n', .. "Start\nEnd x\n9 y z\nStart a b c"u8]);
        (await StepAsync("+a", session: "secret session")).ShouldBe('.');
        (await StepAsync("-a", session: "secret session")).ShouldBe('.');
        (await StepAsync("+b", session: "secret session")).ShouldBe('c');
        File.AppendAllText(file, new string('x', 100_000));
        (await StepAsync("+c", session: "secret session")).ShouldBe('.');
        new FileInfo(file).Length.ShouldBeLessThan(1000);
    }

    public void Dispose() => _repository.Dispose();

    // Passes (.), is told (c) or denied (d).
    private async Task<char> StepAsync(string step, string session = "s", string turn = "t", string name = "Task", bool isBackground = false)
    {
        AgentEvent agent = new()
        {
            Agent = "claude",
            Session = session,
            Turn = turn,
            Stage = step[0] == '+' ? HookStages.BeforeTool : HookStages.AfterTool,
            Tool = AgentTool.Agent,
            ToolName = name,
            Raw = JsonSerializer.Serialize(new { tool_use_id = step[1..], tool_input = new { run_in_background = isBackground } }),
        };
        var report = (await _repository.RunAsync(agent)).Hooks.ShouldHaveSingleItem();
        report.Outcome.ShouldBe(report.Answer == HookAnswer.Deny ? HookOutcome.Failed : HookOutcome.Succeeded, report.Reason);
        return report.Answer switch
        {
            HookAnswer.Context => 'c',
            HookAnswer.Deny => 'd',
            _ => '.',
        };
    }
}
