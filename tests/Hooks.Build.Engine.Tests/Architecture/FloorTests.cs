namespace Hooks.Build.Engine.Tests.Architecture;

[TestClass]
public sealed class FloorTests
{
    private static readonly Dictionary<string, Lazy<ProjectSources>> Sources = Floors.All.ToDictionary(
        project => project.Name, project => new Lazy<ProjectSources>(() => ProjectSources.Read(project.Name, project.Namespace)));

    /// <summary>The projects by name: each test is told of each.</summary>
    public static IEnumerable<object[]> Projects => Floors.All.Select(project => new object[] { project.Name });

    [TestMethod]
    public void Every_project_with_rooms_has_a_table() => ProjectSources.WithRooms().ShouldBe(Floors.All.Select(project => project.Name), ignoreOrder: true);

    [TestMethod]
    [DynamicData(nameof(Projects))]
    public void A_room_uses_only_rooms_that_stand_before_it_in_the_table(string project)
    {
        var names = RoomsOf(project).Select(room => room.Name).ToList();
        names.ShouldBeUnique();
        RoomsOf(project)
            .SelectMany((room, floor) => room.Uses.Where(used => !names.Take(floor).Contains(used)).Select(used => $"{room.Name} -> {used}"))
            .ShouldBeEmpty();
    }

    [TestMethod]
    [DynamicData(nameof(Projects))]
    public void Every_room_is_in_the_table(string project) =>
        Sources[project].Value.Rooms.ShouldBe(RoomsOf(project).Select(room => room.Name), ignoreOrder: true);

    [TestMethod]
    [DynamicData(nameof(Projects))]
    public void A_file_is_in_the_namespace_of_its_room(string project) => Sources[project].Value.Misplaced.ShouldBeEmpty();

    [TestMethod]
    [DynamicData(nameof(Projects))]
    public void A_room_uses_only_what_the_table_says(string project)
    {
        var allowed = RoomsOf(project).SelectMany(room => room.Uses.Select(used => (room.Name, used))).ToHashSet();
        Sources[project].Value.Arrows().Where(arrow => !allowed.Contains((arrow.From, arrow.To))).Select(arrow => arrow.ToString()).ShouldBeEmpty(
            "a room uses another that is not in its row of Floors: see docs/architecture.md, then move the file, or add the room to the row");
    }

    [TestMethod]
    [DynamicData(nameof(Projects))]
    public void The_table_names_no_room_that_is_not_used(string project)
    {
        var arrows = Sources[project].Value.Arrows().Select(arrow => (arrow.From, arrow.To)).ToHashSet();
        RoomsOf(project)
            .SelectMany(room => room.Uses.Where(used => !arrows.Contains((room.Name, used))).Select(used => $"{room.Name} -> {used}"))
            .ShouldBeEmpty();
    }

    [TestMethod]
    [DynamicData(nameof(Projects))]
    public void The_page_about_the_architecture_has_the_same_table(string project) =>
        File.ReadLines(Path.Combine(ProjectSources.Repository(), "docs", "architecture.md"))
            .SkipWhile(line => line != $"### `{project}`")
            .Skip(1)
            .TakeWhile(line => !line.StartsWith('#'))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Trim('|').Split('|') is [var room, _, var uses] ? $"{room.Trim(' ', '`')}: {uses.Trim()}" : line)
            .ShouldBe(RoomsOf(project).Select(room => $"{room.Name}: {(room.Uses.Length == 0 ? "-" : string.Join(' ', room.Uses))}"));

    [TestMethod]
    [DataRow("using Hooks.Build.Engine.Git; namespace Hooks.Build.Engine.Jobs; class A;", "Git")]
    [DataRow("namespace Hooks.Build.Engine.Jobs; class A { Git.Index index; }", "Git")]
    [DataRow("namespace Hooks.Build.Engine.Jobs; class A { object index = Engine.Git.Index.Read(); }", "Git")]
    [DataRow("namespace Hooks.Build.Engine.Jobs; /// <see cref=\"Git.Index\"/>\nclass A;", "Git")]
    [DataRow("using static Hooks.Build.Engine.Caching.Store.Layout; namespace Hooks.Build.Engine.Jobs; class A;", "Caching.Store")]
    [DataRow("using L = Hooks.Build.Engine.Caching.Store.Layout; namespace Hooks.Build.Engine.Jobs; class A;", "Caching.Store")]
    [DataRow("using Hooks.Build.Engine.Caching; namespace Hooks.Build.Engine.Jobs; class A;", "Caching")]
    [DataRow("namespace Hooks.Build.Engine.Jobs; class A { object index = Git.Read(this.Git.Index); }", null)]
    [DataRow("namespace Hooks.Build.Engine.Jobs; class A { /* Git.Index */ string index = \"Git.Index\"; }", null)]
    [DataRow("using Hooks.Build.Plan; namespace Hooks.Build.Engine.Jobs; class A;", null)]
    public void What_reaches_another_room_is_found(string text, string? to) =>
        ArrowsOf("Jobs/A.cs", text).Select(arrow => arrow.To).ShouldBe(to is null ? [] : [to]);

    [TestMethod]
    [DataRow("namespace Hooks.Build.Engine.Caching.Keys; class A { Store.Layout layout; }", "Caching.Store")]
    [DataRow("namespace Hooks.Build.Engine.Caching.Keys; class A { Cache cache; }", "Caching")]
    [DataRow("namespace Hooks.Build.Engine.Caching.Keys; class A { object limits = Limits.Most; }", ProjectSources.Root)]
    [DataRow("namespace Hooks.Build.Engine.Caching.Keys; class A { int Limits(B other) => F(Cache: other.Limits); }", null)]
    [DataRow("namespace Hooks.Build.Engine.Caching.Keys; class Cache { Cache cache; }", null)]
    public void What_is_around_a_room_is_reached_without_a_using(string text, string? to) =>
        ArrowsOf("Caching/Keys/A.cs", text).Select(arrow => arrow.To).ShouldBe(to is null ? [] : [to]);

    [TestMethod]
    public void A_room_reaches_one_within_it_by_the_last_part_of_its_name() =>
        ArrowsOf("Caching/A.cs", "namespace Hooks.Build.Engine.Caching; class A { Store.Layout layout; }").ShouldHaveSingleItem().To.ShouldBe("Caching.Store");

    [TestMethod]
    public void An_arrow_tells_file_and_line() =>
        ArrowsOf("Jobs/A.cs", "namespace Hooks.Build.Engine.Jobs;\n\nclass A { Git.Index index; }")
            .ShouldHaveSingleItem()
            .ToString()
            .ShouldBe("src/Hooks.Build.Engine/Jobs/A.cs(3): Jobs -> Git");

    private static IReadOnlyList<Floors.Room> RoomsOf(string project) => Floors.All.Single(one => one.Name == project).Rooms;

    private static IReadOnlyList<Arrow> ArrowsOf(string file, string text) => new ProjectSources(
        "Hooks.Build.Engine",
        "Hooks.Build.Engine",
        [
            (file, text),
            ("Limits.cs", "namespace Hooks.Build.Engine; class Limits;"),
            ("Git/Index.cs", "namespace Hooks.Build.Engine.Git; class Index;"),
            ("Caching/Cache.cs", "namespace Hooks.Build.Engine.Caching; class Cache;"),
            ("Caching/Store/Layout.cs", "namespace Hooks.Build.Engine.Caching.Store; class Layout;"),
        ]).Arrows();
}
