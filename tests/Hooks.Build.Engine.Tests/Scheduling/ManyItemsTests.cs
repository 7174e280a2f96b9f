using System.Globalization;
using Hooks.Build.Engine.Scheduling;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Scheduling;

/// <summary>Who runs beside whom among as many items as there may be.</summary>
[TestClass]
public sealed class ManyItemsTests
{
    [TestMethod]
    [DataRow("p{0:D4}/", "*/")]
    [DataRow("p{0:D4}/a.csproj", "**/*.csproj")]
    public async Task A_thousand_items_repair_side_by_side_and_their_globs_are_read_once(string path, string matrixOf)
    {
        FakeFiles files = new([.. Enumerable.Range(0, FoundItems.Most)
            .Select(i => string.Format(CultureInfo.InvariantCulture, path.TrimEnd('/'), i) + (path.EndsWith('/') ? "/a.cs" : ""))]);
        var hook = Make.Hook("Format") with { MatrixOf = [matrixOf], Files = ["**/*"], Command = [["check", "{files}"]], Fix = [["fix", "{files}"]] };
        var plan = await FoundItems.ExpandAsync(Make.Plan(hook), "/repository", files, CancellationToken.None);
        var selection = HookSelection.Select(plan, Make.Request());
        var before = GC.GetAllocatedBytesForCurrentThread();
        ConflictTable table = new(selection, fixing: true);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        plan.Hooks.Count.ShouldBe(FoundItems.Most);
        plan.Hooks.ShouldAllBe(item => table.Of(item.Index).Count == 0);
        allocated.ShouldBeLessThan(FoundItems.Most * 32L * 1024, "a share for each item, and none for each pair");
    }
}
