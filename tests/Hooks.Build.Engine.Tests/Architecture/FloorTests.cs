namespace Hooks.Build.Engine.Tests.Architecture;

[TestClass]
public sealed class FloorTests
{
    private static readonly Lazy<EngineSources> Sources = new(EngineSources.Read);

    [TestMethod]
    public void A_room_uses_only_rooms_that_stand_before_it_in_the_table()
    {
        var names = Floors.All.Select(room => room.Name).ToList();
        names.ShouldBeUnique();
        Floors.All.SelectMany((room, floor) => room.Uses.Where(used => !names.Take(floor).Contains(used)).Select(used => $"{room.Name} -> {used}")).ShouldBeEmpty();
    }

    [TestMethod]
    public void Every_room_is_in_the_table() => Sources.Value.Rooms.ShouldBe(Floors.All.Select(room => room.Name), ignoreOrder: true);

    [TestMethod]
    public void A_file_is_in_the_namespace_of_its_room() => Sources.Value.Misplaced.ShouldBeEmpty();

    [TestMethod]
    public void A_room_uses_only_what_the_table_says()
    {
        var allowed = Floors.All.SelectMany(room => room.Uses.Select(used => (room.Name, used))).ToHashSet();
        Sources.Value.Arrows().Where(arrow => !allowed.Contains((arrow.From, arrow.To))).Select(arrow => arrow.ToString()).ShouldBeEmpty(
            "a room uses another that is not in its row of Floors.cs: see docs/architecture.md, then move the file, or add the room to the row");
    }

    [TestMethod]
    public void The_table_names_no_room_that_is_not_used()
    {
        var arrows = Sources.Value.Arrows().Select(arrow => (arrow.From, arrow.To)).ToHashSet();
        Floors.All.SelectMany(room => room.Uses.Where(used => !arrows.Contains((room.Name, used))).Select(used => $"{room.Name} -> {used}")).ShouldBeEmpty();
    }

    [TestMethod]
    public void The_page_about_the_architecture_has_the_same_table() =>
        File.ReadLines(Path.Combine(EngineSources.Repository(), "docs", "architecture.md"))
            .SkipWhile(line => !line.StartsWith("| Room |", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|') is [var room, _, var uses] ? $"{room.Trim(' ', '`')}: {uses.Trim()}" : line)
            .ShouldBe(Floors.All.Select(room => $"{room.Name}: {(room.Uses.Length == 0 ? "-" : string.Join(' ', room.Uses))}"));

    [TestMethod]
    [DataRow("using Hooks.Build.Engine.Git; namespace Hooks.Build.Engine.Jobs; class A;", "Git")]
    [DataRow("namespace Hooks.Build.Engine.Jobs; class A { Git.Index index; }", "Git")]
    [DataRow("namespace Hooks.Build.Engine.Jobs; class A { object index = Engine.Git.Index.Read(); }", "Git")]
    [DataRow("namespace Hooks.Build.Engine.Jobs; /// <see cref=\"Git.Index\"/>\nclass A;", "Git")]
    [DataRow("using static Hooks.Build.Engine.Caching.Store.Layout; namespace Hooks.Build.Engine.Jobs; class A;", "Caching.Store")]
    [DataRow("using L = Hooks.Build.Engine.Caching.Store.Layout; namespace Hooks.Build.Engine.Jobs; class A;", "Caching.Store")]
    [DataRow("namespace Hooks.Build.Engine.Jobs; class A { object index = Git.Read(this.Git.Index); }", null)]
    [DataRow("namespace Hooks.Build.Engine.Jobs; class A { /* Git.Index */ string index = \"Git.Index\"; }", null)]
    [DataRow("using Hooks.Build.Plan; namespace Hooks.Build.Engine.Jobs; class A;", null)]
    public void What_reaches_another_room_is_found(string text, string? to) => ArrowsOf("Jobs/A.cs", text).Select(arrow => arrow.To).ShouldBe(to is null ? [] : [to]);

    [TestMethod]
    public void A_room_beside_is_reached_by_the_last_part_of_its_name() =>
        ArrowsOf("Caching/Keys/A.cs", "namespace Hooks.Build.Engine.Caching.Keys; class A { Store.Layout layout; }").ShouldHaveSingleItem().To.ShouldBe("Caching.Store");

    [TestMethod]
    public void An_arrow_tells_file_and_line() =>
        ArrowsOf("Jobs/A.cs", "namespace Hooks.Build.Engine.Jobs;\n\nclass A { Git.Index index; }").ShouldHaveSingleItem().ToString().ShouldBe("src/Hooks.Build.Engine/Jobs/A.cs(3): Jobs -> Git");

    private static IReadOnlyList<Arrow> ArrowsOf(string file, string text) => new EngineSources(
    [
        (file, text),
        ("Git/Index.cs", "namespace Hooks.Build.Engine.Git; class Index;"),
        ("Caching/Store/Layout.cs", "namespace Hooks.Build.Engine.Caching.Store; class Layout;"),
    ]).Arrows();
}
