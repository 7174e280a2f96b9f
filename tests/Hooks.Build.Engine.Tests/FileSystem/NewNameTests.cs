using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.FileSystem;

/// <summary>A file gets a name that nothing has.</summary>
[TestClass]
public sealed class NewNameTests
{
    private const int Writers = 8;

    [TestMethod]
    public void Of_several_files_that_are_to_have_one_name_at_once_the_first_stays()
    {
        using TempFolder folder = new();
        using Barrier start = new(Writers);
        var moved = new bool[Writers];
        for (var round = 0; round < 200; round++)
        {
            var name = folder.In($"{round}");
            var threads = Enumerable.Range(0, Writers).Select(i => new Thread(() =>
            {
                var draft = $"{name}.{i}";
                File.WriteAllText(draft, $"{i}");
                start.SignalAndWait();
                moved[i] = NewName.TryMove(draft, name);
            })).ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());
            moved.Count(each => each).ShouldBe(1);
            File.ReadAllText(name).ShouldBe($"{Array.IndexOf(moved, true)}");
        }
    }

    [TestMethod]
    public void What_is_there_stays_be_it_a_link_to_nothing()
    {
        using TempFolder folder = new();
        File.WriteAllText(folder.In("draft"), "");
        _ = File.CreateSymbolicLink(folder.In("name"), "nowhere");
        NewName.TryMove(folder.In("draft"), folder.In("name")).ShouldBeFalse();
        new FileInfo(folder.In("name")).LinkTarget.ShouldBe("nowhere");
    }

    [TestMethod]
    public void A_file_that_is_not_there_is_told_of()
    {
        using TempFolder folder = new();
        _ = Should.Throw<FileNotFoundException>(() => NewName.TryMove(folder.In("draft"), folder.In("name")));
    }
}
