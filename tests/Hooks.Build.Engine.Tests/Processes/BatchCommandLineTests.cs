using Hooks.Build.Engine.Processes;

namespace Hooks.Build.Engine.Tests.Processes;

[TestClass]
public sealed class BatchCommandLineTests
{
    [TestMethod]
    [DataRow(@"C:\node\npx.cmd", true)]
    [DataRow(@"C:\repo\make.BAT", true)]
    [DataRow(@"C:\repo\make.bat. .", true)]
    [DataRow(@"C:\node\node.exe", false)]
    [DataRow(@"C:\repo\cmd", false)]
    [DataRow(@"C:\repo.cmd\node.exe", false)]
    public void What_cmd_runs_is_told_by_its_name(string program, bool expected) => BatchCommandLine.IsFor(program).ShouldBe(expected);

    [TestMethod]
    [DataRow("a&calc.js", "&")]
    [DataRow("a|b", "|")]
    [DataRow("a<b", "<")]
    [DataRow("a>b", ">")]
    [DataRow("a^b", "^")]
    [DataRow("%CMDCMDLINE:~-1%&calc", "%")]
    [DataRow("\"&calc&\"", "\"")]
    [DataRow("a b&calc", "&")]
    [DataRow("a\ncalc", "the control character 10")]
    [DataRow("a\tb\rcalc", "the control character 13")]
    [DataRow("a\0b", "the control character 0")]
    public void What_cmd_would_read_is_refused(string argument, string told)
    {
        var message = Should.Throw<ArgumentRefusedException>(() => BatchCommandLine.Of(@"C:\node\npx.cmd", ["eslint", argument])).Message;
        message.ShouldContain(
            $"would read {told} in the argument {argument.Replace('\n', '\uFFFD').Replace('\r', '\uFFFD').Replace('\0', '\uFFFD').Replace('\t', '\uFFFD')} ");
        message.ShouldStartWith(@"C:\node\npx.cmd is a batch file");
    }

    // Outside of quotes , ; and = part arguments, and a bracket ends a block of the batch file.
    [TestMethod]
    [DataRow("src/a-b_c.d.js", "src/a-b_c.d.js")]
    [DataRow(@"src\a.js", @"src\a.js")]
    [DataRow("", "\"\"")]
    [DataRow("a b.js", "\"a b.js\"")]
    [DataRow("!dist", "\"!dist\"")]
    [DataRow("a\tb", "\"a\tb\"")]
    [DataRow("app/(group)/page.tsx", "\"app/(group)/page.tsx\"")]
    [DataRow("--fix=a,b;c", "\"--fix=a,b;c\"")]
    [DataRow("'ä~`[{}]", "\"'ä~`[{}]\"")]
    [DataRow(@"a b\\", @"""a b\\\\""")]
    [DataRow(@"a\", @"a\")]
    public void All_else_is_one_argument(string argument, string written) => BatchCommandLine.Of("x.cmd", ["first", argument]).ShouldBe("first " + written);

    [TestMethod]
    public void No_arguments_are_no_text() => BatchCommandLine.Of("x.cmd", []).ShouldBeEmpty();

    [TestMethod]
    public void A_long_argument_is_told_in_part() =>
        Should.Throw<ArgumentRefusedException>(() => BatchCommandLine.Of("x.cmd", [new string('a', 10_000) + "&"])).Message.Length.ShouldBeLessThan(1000);
}
