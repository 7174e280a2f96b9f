using Hooks.Build.Runner.Doors;

namespace Hooks.Build.Runner.Tests.Doors;

[TestClass]
public sealed class DoorRunTests
{
    [TestMethod]
    [DataRow("Build", "stamp", false, true)]
    [DataRow("Build", "stamp", true, false)]
    [DataRow("Build", "", false, false)]
    [DataRow("PreCommit", "", false, false)]
    [DataRow("PreCommit", "stamp", false, false)]
    [DataRow("PrePush", "", false, false)]
    [DataRow("Manual", "", false, false)]
    public void Hooks_of_packages_join_by_themselves_only_in_a_build_that_somebody_looks_at(string stage, string stamp, bool server, bool may)
    {
        DoorRequest request = new();
        request.Add("stage", stage);
        request.Add("stamp", stamp);
        request.Add("server", server ? "true" : "");
        DoorRun.MayAccept(request).ShouldBe(may);
    }
}
