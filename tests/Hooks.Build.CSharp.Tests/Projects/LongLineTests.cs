using Hooks.Build.CSharp.Projects;
using Hooks.Build.Tests;

namespace Hooks.Build.CSharp.Tests.Projects;

[TestClass]
public sealed class LongLineTests
{
    [TestMethod]
    public void No_expression_takes_the_square_of_a_lines_length() =>
        LongLines.GivenUp(typeof(TestOutput).Assembly, typeof(TestOutput).Namespace!).ShouldBeEmpty();
}
