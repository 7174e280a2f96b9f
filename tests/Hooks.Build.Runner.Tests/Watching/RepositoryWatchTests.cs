using System.Globalization;
using Hooks.Build.Runner.Watching;

namespace Hooks.Build.Runner.Tests.Watching;

[TestClass]
public sealed class RepositoryWatchTests : IDisposable
{
    private readonly string _parent = Directory.CreateTempSubdirectory("hooks-watch-").FullName;
    private readonly string _root;

    public RepositoryWatchTests()
    {
        _root = Path.Combine(_parent, "repository");
        _ = Directory.CreateDirectory(Path.Combine(_root, ".git"));
    }

    public void Dispose() => Directory.Delete(_parent, recursive: true);

    [TestMethod]
    public void What_is_saved_made_renamed_and_deleted_is_heard_of()
    {
        _ = Directory.CreateDirectory(Path.Combine(_root, "src"));
        Write("src/gone.cs");
        using RepositoryWatch watch = new(_root);
        Write(".git/index");
        Write("src/a.cs");
        File.Move(Path.Combine(_root, "src", "a.cs"), Path.Combine(_root, "src", "b.cs"));
        File.Delete(Path.Combine(_root, "src", "gone.cs"));
        HashSet<string> heard = [];
        while (!heard.IsSupersetOf(["src/a.cs", "src/b.cs", "src/gone.cs"]))
        {
            heard.UnionWith(watch.Changes.Wait(TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(1), CancellationToken.None)!);
        }

        heard.ShouldNotContain(path => path.StartsWith(".git", StringComparison.Ordinal));
    }

    [TestMethod]
    [DataRow("obj/logs")]
    [DataRow("obj/logs/", DisplayName = "as MSBuild names folders")]
    [DataRow("../logs", DisplayName = "outside of the repository")]
    public void All_that_was_written_before_is_among_the_changes_once_it_has_caught_up(string folder)
    {
        using RepositoryWatch watch = new(_root, Path.Combine(_root, folder));
        for (var i = 0; i < 300; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{i}.cs");
            Write(name);
            watch.CatchUp(Timeout.InfiniteTimeSpan, CancellationToken.None).ShouldBeTrue();
            watch.Changes.Take().ShouldBe([name]);
        }

        Directory.GetFiles(_root, "*heard*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [TestMethod]
    public void Where_nothing_in_the_repository_can_be_marked_it_says_that_it_cannot_catch_up()
    {
        // As in a linked working tree.
        Directory.Delete(Path.Combine(_root, ".git"));
        Write(".git");
        using RepositoryWatch watch = new(_root, Path.Combine(_parent, "logs"));
        watch.CatchUp(Timeout.InfiniteTimeSpan, CancellationToken.None).ShouldBeFalse();
    }

    [TestMethod]
    public void It_catches_up_again_after_it_once_took_too_long()
    {
        using RepositoryWatch watch = new(_root, Path.Combine(_root, "obj"));
        watch.CatchUp(Timeout.InfiniteTimeSpan, CancellationToken.None).ShouldBeTrue();
        while (watch.CatchUp(TimeSpan.Zero, CancellationToken.None))
        {
        }

        watch.CatchUp(Timeout.InfiniteTimeSpan, CancellationToken.None).ShouldBeTrue();
    }

    [TestMethod]
    public void It_does_not_wait_again_where_it_never_heard_of_a_mark()
    {
        // The system does not follow links to folders.
        _ = Directory.CreateSymbolicLink(Path.Combine(_root, "obj"), Directory.CreateDirectory(Path.Combine(_parent, "logs")).FullName);
        using RepositoryWatch watch = new(_root, Path.Combine(_root, "obj"));
        watch.CatchUp(TimeSpan.FromMilliseconds(1), CancellationToken.None).ShouldBeFalse();
        watch.CatchUp(Timeout.InfiniteTimeSpan, CancellationToken.None).ShouldBeFalse();
    }

    private void Write(string file) => File.WriteAllText(Path.Combine(_root, file), "");
}
