using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Staging;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Staging;

/// <summary>What git holds is changed in a copy that takes its place; where the system cannot exchange files, by a rename.</summary>
[TestClass]
public sealed class HeldIndexesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Index => Path.Combine(_folder.Path, "index.lock");

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void An_index_that_nobody_holds_is_written_where_it_is()
    {
        using HeldIndexes held = new();
        var index = Path.Combine(_folder.Path, "index");
        held.PlaceOf(index).ShouldBe(index);
        held.IsCopy(index).ShouldBeFalse();
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void A_copy_takes_the_place_of_what_git_holds(bool exchanges)
    {
        using (var held = Change(exchanges))
        {
            held.Put();
        }

        File.ReadAllText(Index).ShouldBe("changed");
        Directory.GetFiles(_folder.Path).ShouldBe([Index]);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void What_git_took_away_does_not_come_back(bool exchanges)
    {
        using (var held = Change(exchanges))
        {
            File.Delete(Index);
            Should.Throw<HooksException>(held.Put).Problems.Single().Message.ShouldContain("git has ended");
        }

        Directory.GetFiles(_folder.Path).ShouldBeEmpty();
    }

    [TestMethod]
    public void What_is_gone_before_it_is_copied_is_told()
    {
        using HeldIndexes held = new();
        Should.Throw<HooksException>(() => held.PlaceOf(Index)).Problems.Single().Message.ShouldContain("git has ended");
    }

    private HeldIndexes Change(bool exchanges)
    {
        File.WriteAllText(Index, "as it was");
        HeldIndexes held = new(exchanges ? null : (_, _) => Exchange.Unknown);
        File.WriteAllText(held.PlaceOf(Index), "changed");
        return held;
    }
}
