using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Engine.Tests.FileSystem;

[TestClass]
public sealed class StatMarginTests
{
    [TestMethod]
    [DataRow(0u, false, DisplayName = "seconds")]
    [DataRow(1u, true, DisplayName = "less than seconds")]
    public void A_file_of_a_system_that_counts_seconds_may_change_unseen_for_longer(uint nanoseconds, bool isFine)
    {
        FileTime time = new(100, nanoseconds);
        FileStatus status = new() { Kind = FileKind.File, IsDetailed = true, Modified = time, Changed = time };
        StatMargin.IsFine(status).ShouldBe(isFine);
        StatMargin.IsSettled(status, new FileTime(101, 0)).ShouldBe(isFine);
        StatMargin.IsSettled(status, new FileTime(104, 0)).ShouldBeTrue();
    }
}
