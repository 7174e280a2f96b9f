using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Tests.Model;

[TestClass]
public sealed class FindingTests
{
    [TestMethod]
    public void A_line_below_the_first_is_no_line() =>
        new Finding(HookFindingLevel.Error, "/a.c", -3, -1, int.MinValue, -2, "", "bad")
            .ShouldBe(new Finding(HookFindingLevel.Error, "/a.c", 0, 0, 0, 0, "", "bad"));
}
