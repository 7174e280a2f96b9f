using Hooks.Build.Testing;
using Microsoft.VisualStudio.TestTools.UnitTesting;

[assembly: DoNotParallelize]

namespace Acme.Hooks.Tests;

[TestClass]
public sealed class TeamHooksTests
{
    [TestMethod]
    public async Task A_tab_is_found()
    {
        var result = await HookTest.RunAsync(TeamHooks.NoTabs, ("src/A.cs", "\tint x;"));
        Assert.AreEqual("src/A.cs(1,1): error TEAM001: tabs are not wanted", result.Findings[0].ToString());
    }

    [TestMethod]
    public async Task Broken_JSON_is_found() => Assert.IsFalse((await HookTest.RunAsync(TeamHooks.Json, ("a.json", "{"))).Passed);
}
