using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Commands;

namespace Hooks.Build.Runner.Tests.Commands;

[TestClass]
public sealed class ProjectFinderTests
{
    private const string WithHooks = """<Project><ItemGroup><PackageReference Include="Hooks.Build" /></ItemGroup></Project>""";
    private readonly string _root = Directory.CreateTempSubdirectory("hooks-test-").FullName;

    [TestInitialize]
    public void MakeRepository() => Repository(".");

    [TestCleanup]
    public void CleanUp() => Directory.Delete(_root, recursive: true);

    [TestMethod]
    public void The_usual_place_is_looked_at_first()
    {
        Write("build/Hooks.csproj", WithHooks);
        Write("other/Other.csproj", WithHooks);
        ProjectFinder.Find(null, Folder("src/deep")).ShouldBe(Path.Combine(_root, "build/Hooks.csproj"));
    }

    [TestMethod]
    public void Elsewhere_the_one_project_that_references_the_package_is_found()
    {
        Write("App/App.csproj", "<Project />");
        Write("tools/Checks.csproj", WithHooks);
        ProjectFinder.Find(null, _root).ShouldBe(Path.Combine(_root, "tools/Checks.csproj"));
    }

    [TestMethod]
    public void Several_are_named()
    {
        Write("a/A.csproj", WithHooks);
        Write("b/B.csproj", WithHooks);
        Should.Throw<HooksException>(() => ProjectFinder.Find(null, _root)).Message.ShouldContain($"{_root}/a/A.csproj, {_root}/b/B.csproj. Name one with --project");
    }

    [TestMethod]
    public void Of_many_the_first_are_named()
    {
        for (var i = 10; i < 30; i++)
        {
            Write($"p{i}/P.csproj", WithHooks);
        }

        Should.Throw<HooksException>(() => ProjectFinder.Find(null, _root)).Message.ShouldContain("p17/P.csproj and 12 more. Name one");
    }

    [TestMethod]
    public void What_is_found_can_be_named_from_the_current_folder()
    {
        Write("a/A.csproj", WithHooks);
        Write("b/B.csproj", WithHooks);
        var named = Should.Throw<HooksException>(() => ProjectFinder.Find(null, Folder("src/deep"))).Message.Split("have hooks: ")[1].Split(". Name")[0].Split(", ");
        named.ShouldAllBe(project => File.Exists(project));
    }

    [TestMethod]
    [DataRow("", DisplayName = "as a folder")]
    [DataRow("gitdir: ../../.git", DisplayName = "as a file")]
    public void Another_repository_below_is_not_searched(string link)
    {
        Write("x/stranger/build/Hooks.csproj", WithHooks);
        Repository("x/stranger", link);
        Should.Throw<HooksException>(() => ProjectFinder.Find(null, _root)).Message.ShouldContain("No project below");
    }

    [TestMethod]
    public void Another_repository_in_the_usual_place_is_not_taken()
    {
        Write("build/Hooks.csproj", WithHooks);
        Repository("build");
        Should.Throw<HooksException>(() => ProjectFinder.Find(null, _root)).Message.ShouldContain("No project below");
        ProjectFinder.Find("build", _root).ShouldBe(Path.Combine(_root, "build/Hooks.csproj"));
    }

    [TestMethod]
    public void Outside_of_a_repository_nothing_is_searched_and_it_is_said_what_to_do()
    {
        Directory.Delete(Path.Combine(_root, ".git"), recursive: true);
        Write("build/Hooks.csproj", WithHooks);
        Write("tools/Checks.csproj", WithHooks);
        var message = Should.Throw<HooksException>(() => ProjectFinder.Find(null, _root)).Message;
        message.ShouldContain("is not in a git repository");
        message.ShouldContain("'git init'");
        message.ShouldContain("--project");
        ProjectFinder.Find("tools", _root).ShouldBe(Path.Combine(_root, "tools/Checks.csproj"));
    }

    [TestMethod]
    public void Without_any_it_is_said_how_to_start() =>
        Should.Throw<HooksException>(() => ProjectFinder.Find(null, _root)).Message.ShouldContain("dotnet new hooks");

    [TestMethod]
    public void A_project_may_be_named_by_its_folder()
    {
        Write("tools/Checks.csproj", "<Project />");
        ProjectFinder.Find("tools", _root).ShouldBe(Path.Combine(_root, "tools/Checks.csproj"));
    }

    [TestMethod]
    public void A_named_project_must_exist() =>
        Should.Throw<HooksException>(() => ProjectFinder.Find("nowhere.csproj", _root)).Message.ShouldContain("does not exist");

    private void Repository(string folder, string link = "")
    {
        var entry = Path.Combine(_root, folder, ".git");
        if (link.Length > 0)
        {
            File.WriteAllText(entry, link);
            return;
        }

        _ = Directory.CreateDirectory(Path.Combine(entry, "objects"));
        File.WriteAllText(Path.Combine(entry, "HEAD"), "ref: refs/heads/main");
    }

    private string Folder(string name) => Directory.CreateDirectory(Path.Combine(_root, name)).FullName;

    private void Write(string file, string text)
    {
        _ = Folder(Path.GetDirectoryName(file)!);
        File.WriteAllText(Path.Combine(_root, file), text);
    }
}
