namespace Hooks.Build.CSharp.Tests;

[TestClass]
public sealed class ToolCommandsTests
{
    [TestMethod]
    public void A_hook_that_does_not_exist_is_not_found() => ToolCommands.Find("nope").ShouldBeNull();
}
