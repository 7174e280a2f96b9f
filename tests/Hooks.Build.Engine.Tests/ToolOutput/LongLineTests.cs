using Hooks.Build.Engine.Tests.Fakes;
using Hooks.Build.Engine.ToolOutput;
using Hooks.Build.Tests;

namespace Hooks.Build.Engine.Tests.ToolOutput;

[TestClass]
public sealed class LongLineTests
{
    [TestMethod]
    public void No_expression_takes_the_square_of_a_lines_length() =>
        LongLines.GivenUp(typeof(CanonicalLine).Assembly, typeof(CanonicalLine).Namespace!).ShouldBeEmpty();

    [TestMethod]
    public void What_a_log_writes_before_a_name_is_passed_over_once()
    {
        // By a copy for each part it would take hours.
        using TempFolder folder = new();
        FoundFile.BeforeLine(string.Concat(Enumerable.Repeat("1 ", 4_000_000)) + "src/x.c", folder.Path).ShouldBe(folder.In("src/x.c"));
    }
}
