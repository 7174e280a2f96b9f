using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Commands;

namespace Hooks.Build.Runner.Tests.Commands;

[TestClass]
public sealed class ProjectFinderTests
{
    private const string WithHooks = """<Project><ItemGroup><PackageReference Include="Hooks.Build" /></ItemGroup></Project>""";
    private readonly string _root = Directory.CreateTempSubdirectory("hooks-test-").FullName;

    [TestInitialize]
    public void MakeRepository() => Directory.CreateDirectory(Path.Combine(_root, ".git"));

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
        Should.Throw<HooksException>(() => ProjectFinder.Find(null, _root)).Message.ShouldContain("a/A.csproj, b/B.csproj. Name one with --project");
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

    private string Folder(string name) => Directory.CreateDirectory(Path.Combine(_root, name)).FullName;

    private void Write(string file, string text)
    {
        _ = Folder(Path.GetDirectoryName(file)!);
        File.WriteAllText(Path.Combine(_root, file), text);
    }
}
