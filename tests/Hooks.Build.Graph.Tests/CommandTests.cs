namespace Hooks.Build.Graph.Tests;

[TestClass]
public sealed class CommandTests
{
    // Steps are separated by ';' and arguments by '|' in the expectation.
    [TestMethod]
    [DataRow("tool", "tool")]
    [DataRow("  tool \t a  ", "tool|a")]
    [DataRow("tool 'a b' \"c d\"", "tool|a b|c d")]
    [DataRow("tool a\"b c\"d'e f'", "tool|ab cde f")]
    [DataRow("tool '' \"\"", "tool||")]
    [DataRow("tool a''", "tool|a")]
    [DataRow("tool \"a\\\"b\\\\c\\d\"", "tool|a\"b\\c\\d")]
    [DataRow("tool 'a\\b\\'", "tool|a\\b\\")]
    [DataRow("tool \\\"a\\' b\\ c", "tool|\"a'|b c")]
    [DataRow("C:\\bin\\tool.exe \\\\x", "C:\\bin\\tool.exe|\\\\x")]
    [DataRow("tool a\\", "tool|a\\")]
    [DataRow("one a\ntwo b", "one|a;two|b")]
    [DataRow("one a\r\ntwo b\r\n", "one|a;two|b")]
    [DataRow("\n\n one \n \t \r\n two\n", "one;two")]
    [DataRow("tool 'a\nb' c", "tool|a\nb|c")]
    [DataRow("tool \"a\r\nb\"", "tool|a\r\nb")]
    [DataRow("tool {files}", "tool|{files}")]
    [DataRow("tool \"{files}\"", "tool|{files}")]
    [DataRow("one {files}\ntwo {files}", "one|{files};two|{files}")]
    [DataRow("{root}/tool -m:{cores} '-c {configuration}' --log={log}", "{root}/tool|-m:{cores}|-c {configuration}|--log={log}")]
    [DataRow("tool {{}} {{files}}", "tool|{{}}|{{files}}")]
    [DataRow("tool {{{root}}}", "tool|{{{root}}}")]
    [DataRow("tool # a '&&' b '|' c '>' d '$X' %Y%", "tool|#|a|&&|b|||c|>|d|$X|%Y%")]
    [DataRow("tool ünïcode 😀", "tool|ünïcode|😀")]
    public void A_command_is_cut_into_steps_and_arguments(string text, string expected)
    {
        CommandTemplate.TryParse(text, out var command, out var error).ShouldBeTrue(error.Message);
        string.Join(';', command!.Steps.Select(step => string.Join('|', step))).ShouldBe(expected);
        error.Message.ShouldBeEmpty();
    }

    [TestMethod]
    [DataRow(null, 0, "empty")]
    [DataRow("", 0, "empty")]
    [DataRow(" \r\n\t", 0, "empty")]
    [DataRow("tool 'a b", 5, "write \\' for")]
    [DataRow("tool \"a\\\" b", 5, "write \\\" for")]
    [DataRow("tool a'", 6, "not closed")]
    [DataRow("tool {fils}", 5, "did you mean {files}? Double the braces for a literal one, {{fils}}.")]
    [DataRow("tool 'x y' \"a{Root}\"", 13, "did you mean {root}?")]
    [DataRow("tool {something}", 5, "known are {files}, {root}, {cores}, {configuration}, {log}, {command}, {item}.")]
    [DataRow("tool a{", 6, "double it, {{,")]
    [DataRow("tool }", 5, "double it, }},")]
    [DataRow("find -exec {}", 11, "double it, {{,")]
    [DataRow("tool '{\"a\": 1}'", 6, "double it, {{,")]
    [DataRow("tool {{a}", 8, "double it, }},")]
    [DataRow("tool --in={files}", 10, "by itself; put spaces around it.")]
    [DataRow("tool {files}{files}", 5, "by itself")]
    [DataRow("tool '{files} x'", 6, "by itself")]
    [DataRow("sh -c '! grep {files}'", 14, "by itself; in a script: sh -c 'check \"$@\"' _ {files}.")]
    [DataRow("tool {files} {files}", 13, "once in a step")]
    [DataRow("ok\n  '' a", 5, "name is empty")]
    [DataRow("ok\n{files} a", 3, "cannot be the program")]
    [DataRow("tool a\0b", 6, "NUL")]
    public void A_malformed_command_is_refused_at_its_place(string? text, int position, string part)
    {
        CommandTemplate.TryParse(text, out var command, out var error).ShouldBeFalse();
        command.ShouldBeNull();
        error.Message.ShouldContain(part, Case.Sensitive);
        error.Position.ShouldBe(position);
    }

    [TestMethod]
    public void A_plan_has_null_between_steps_and_keeps_empty_arguments()
    {
        CommandTemplate.TryParse("one ''\ntwo b", out var command, out _).ShouldBeTrue();
        command!.ToPlan().ShouldBe(["one", "", null, "two", "b"]);
        CommandTemplate.FromPlan(command.ToPlan()).ShouldBe(command.Steps);
    }

    [TestMethod]
    public void A_plan_of_an_older_version_may_hold_words_that_are_refused_today() =>
        CommandTemplate.FromPlan(["echo", "a", "&&", "b"]).Single().ShouldBe(["echo", "a", "&&", "b"]);

    [TestMethod]
    public void An_empty_plan_has_no_steps() => CommandTemplate.FromPlan([]).ShouldBeEmpty();

    [TestMethod]
    public void Any_arguments_survive_being_quoted_cut_and_expanded() =>
        Property.Holds(RandomCommands.Steps(), steps =>
        {
            var text = string.Join('\n', steps.Select(step => string.Join(' ', step.Select(RandomCommands.Quote))));
            CommandTemplate.TryParse(text, out var command, out var error).ShouldBeTrue(error.Message + text);
            command!.Steps.Select(step => step.Select(argument => ArgumentTemplate.Expand(argument, _ => "no")).ToArray()).ShouldBe(steps);
            CommandTemplate.FromPlan(command.ToPlan()).ShouldBe(command.Steps);
        });

    [TestMethod]
    public void No_text_makes_the_reader_fall_over_and_every_error_has_a_place() =>
        Property.Holds(RandomCommands.Texts(), text =>
        {
            if (CommandTemplate.TryParse(text, out var command, out var error))
                command.Steps.ShouldAllBe(step => step.Count > 0 && step[0].Length > 0);
            else
                (error.Message.Length > 0 && error.Position >= 0 && error.Position <= text.Length).ShouldBeTrue(error.ToString());
        }, times: 2000);
}
