using System.Diagnostics.CodeAnalysis;
using Hooks.Build.Engine.Checking;

namespace Hooks.Build.Engine.Tests.Checking;

[TestClass]
public sealed class PathListsTests
{
    [TestMethod]
    public void A_list_that_has_all_is_not_copied()
    {
        string[] all = ["a", "b", "c"];
        PathLists.Union([["b"], all, all, ["a", "c"], []]).ShouldBeSameAs(all);
    }

    [TestMethod]
    public void Of_no_list_there_is_nothing() => PathLists.Union([]).ShouldBeEmpty();

    [TestMethod]
    [SuppressMessage("Security", "CA5394", Justification = "The same in each run")]
    public void Whatever_the_lists_are_all_paths_come_once_and_in_order()
    {
        Random random = new(1);
        for (var round = 0; round < 300; round++)
        {
            var lists = new string[random.Next(5)][];
            for (var i = 0; i < lists.Length; i++)
            {
                lists[i] = [.. Enumerable.Range(0, random.Next(12)).Select(_ => $"{(char)('a' + random.Next(8))}{random.Next(3)}")];
                if (random.Next(3) > 0)
                {
                    lists[i] = [.. lists[i].Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
                }
            }

            PathLists.Union(lists).ShouldBe(lists.SelectMany(list => list).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        }
    }
}
