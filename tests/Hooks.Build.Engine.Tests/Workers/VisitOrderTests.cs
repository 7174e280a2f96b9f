using Hooks.Build.Engine.Tests.Fakes;
using Hooks.Build.Testing;

namespace Hooks.Build.Engine.Tests.Workers;

[TestClass]
public sealed class VisitOrderTests
{
    [TestMethod]
    public async Task Several_at_a_time_large_files_are_visited_first()
    {
        using TempFolder folder = new();
        using TestHookContext context = new() { TestRepositoryRoot = folder.Path, TestCores = 2 };
        foreach (var name in new[] { "a", "b", "c", "large", "d", "larger" })
        {
            _ = folder.File(name, new string('x', name.Length));
            _ = context.AddFile(name, "");
        }

        using Barrier pair = new(2);
        List<string> visited = [];
        await context.ForEachFileAsync((file, cancel) =>
        {
            lock (visited)
            {
                visited.Add(file.Path);
            }

            pair.SignalAndWait(cancel);
            return Task.CompletedTask;
        });
        visited[..2].ShouldBe(["large", "larger"], ignoreOrder: true);
        visited.ShouldBe(["a", "b", "c", "d", "large", "larger"], ignoreOrder: true);
    }

    [TestMethod]
    public async Task One_at_a_time_files_are_visited_as_they_come()
    {
        using TempFolder folder = new();
        using TestHookContext context = new() { TestRepositoryRoot = folder.Path };
        _ = folder.File("b", "large");
        List<string> visited = [];
        await context.AddFile("a", "").AddFile("b", "").AddFile("c", "").ForEachFileAsync((file, _) =>
        {
            visited.Add(file.Path);
            return Task.CompletedTask;
        });
        visited.ShouldBe(["a", "b", "c"]);
    }
}
