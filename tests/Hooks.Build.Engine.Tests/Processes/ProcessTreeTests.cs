namespace Hooks.Build.Engine.Tests.Processes;

[TestClass]
[OSCondition(OperatingSystems.Linux, IgnoreMessage = "Only Linux tells.")]
public sealed class ProcessTreeTests
{
    private const string Compute = "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done";
    private static readonly TimeSpan Little = TimeSpan.FromMilliseconds(20);

    [TestMethod]
    [DataRow(Compute + "; echo ready; sleep 1000", DisplayName = "by itself")]
    [DataRow("(" + Compute + "); echo ready; sleep 1000", DisplayName = "by a child that has ended")]
    [DataRow("(" + Compute + "; echo ready; sleep 1000); true", DisplayName = "by a child that goes on")]
    public async Task What_a_process_has_computed_is_seen_while_it_runs(string script)
    {
        var child = Child.Shell(script);
        await child.HasWrittenAsync();
        child.Process.Wanted.ShouldNotBeNull().ShouldBeGreaterThan(Little);
        child.Process.Kill();
        _ = await child.EndAsync();
        child.Process.Wanted.ShouldBeNull();
    }

    [TestMethod]
    public async Task A_process_that_waits_has_wanted_less_than_one_that_computes()
    {
        var (waits, computes) = (Child.Shell("echo ready; sleep 1000"), Child.Shell(Compute + "; echo ready; sleep 1000"));
        await waits.HasWrittenAsync();
        await computes.HasWrittenAsync();
        waits.Process.Wanted.ShouldNotBeNull().ShouldBeLessThan(computes.Process.Wanted.ShouldNotBeNull());
        waits.Process.Kill();
        computes.Process.Kill();
    }
}
