using System.CommandLine;
using System.Globalization;
using Hooks.Build.Runner.Commands;
using Hooks.Build.Runner.Tests.Serving;

namespace Hooks.Build.Runner.Tests.Commands;

[TestClass]
public sealed class CheckCommandTests
{
    [TestMethod]
    public void Its_help_speaks_of_no_other_program_and_closes_what_it_opens()
    {
        using StringWriter help = new(CultureInfo.InvariantCulture);
        HooksCommandLine.Create().Parse("check --help").Invoke(new InvocationConfiguration { Output = help }).ShouldBe(0);
        var text = help.ToString();
        text.ShouldNotContain("Additional Arguments");
        text.Count(character => character == ']').ShouldBe(text.Count(character => character == '['));
    }

    [TestMethod]
    public void What_looks_like_an_option_is_the_checks_behind_another_option_too() =>
        HooksCommandLine.Create().Parse(["--project", "x", "check", "--no-fix", "check-json", "--no-nan", "a.json"]).Errors.ShouldBeEmpty();

    [TestMethod]
    [DataRow("format")]
    [DataRow("csharp:format")]
    public void A_check_of_another_process_is_known_by_its_command_as_well(string check) =>
        UiProgram.Run(".", "check", check, "A.cs").Output.ShouldContain($"'{check}' runs in the worker of Hooks.Build.CSharp: declare it as a hook");
}
