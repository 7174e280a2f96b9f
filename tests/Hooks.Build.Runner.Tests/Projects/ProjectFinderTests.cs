using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Projects;

namespace Hooks.Build.Runner.Tests.Projects;

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
        Find(null, Folder("src/deep")).ShouldBe(Path.Combine(_root, "build/Hooks.csproj"));
    }

    [TestMethod]
    public void Elsewhere_the_one_project_that_references_the_package_is_found()
    {
        Write("App/App.csproj", "<Project />");
        Write("tools/Checks.csproj", WithHooks);
        Find(null, _root).ShouldBe(Path.Combine(_root, "tools/Checks.csproj"));
    }

    [TestMethod]
    [DataRow("""<PackageReference Include='Hooks.Build' />""")]
    [DataRow("""<PackageReference Include = "Hooks.Build" />""")]
    [DataRow("""<PackageReference Include="hooks.build" Version="1.0.0" />""")]
    [DataRow("""<PackageReference PrivateAssets="all" Include="Hooks.Build" />""")]
    [DataRow("<PackageReference\n  Include=\"Hooks.Build\" />")]
    [DataRow("""<PackageReference Include="MSTest; Hooks.Build" />""")]
    [DataRow("""<PackageReference Include="Hooks.Build.CSharp" />""")]
    public void However_it_is_written_a_reference_is_found(string reference)
    {
        Write("App/App.csproj", "<Project />");
        Write("tools/Checks.csproj", $"<Project><ItemGroup>{reference}</ItemGroup></Project>");
        Find(null, _root).ShouldBe(Path.Combine(_root, "tools/Checks.csproj"));
    }

    [TestMethod]
    [DataRow("""<PackageReference Include="Hooks.Build.Testing" />""")]
    [DataRow("""<PackageReference Include="My.Hooks.Build" />""")]
    [DataRow("""<PackageVersion Include="Hooks.Build" Version="1.0.0" />""")]
    public void Another_package_and_a_version_alone_are_no_reference(string reference)
    {
        Write("Tests/Tests.csproj", $"<Project><ItemGroup>{reference}</ItemGroup></Project>");
        Should.Throw<HooksException>(() => Find(null, _root)).Message.ShouldContain("No project below");
    }

    [TestMethod]
    [DataRow("tools/Directory.Build.props", WithHooks)]
    [DataRow("tools/Directory.Build.targets", WithHooks)]
    [DataRow("tools/Directory.Packages.props", """<Project><ItemGroup><GlobalPackageReference Include="Hooks.Build" Version="1.0.0" /></ItemGroup></Project>""")]
    public void A_reference_of_a_file_around_a_project_is_found(string file, string text)
    {
        Write("App/App.csproj", "<Project />");
        Write("tools/Checks.csproj", "<Project />");
        Write(file, text);
        Find(null, _root).ShouldBe(Path.Combine(_root, "tools/Checks.csproj"));
    }

    [TestMethod]
    public void A_reference_of_a_file_around_several_is_told_with_them()
    {
        Write("a/A.csproj", "<Project />");
        Write("b/B.csproj", "<Project />");
        Write("./Directory.Build.props", WithHooks);
        var message = Should.Throw<HooksException>(() => Find(null, _root)).Message;
        message.ShouldContain("Directory.Build.props references the package Hooks.Build, and which of the projects around it have hooks is not known: ");
        message.ShouldEndWith("/b/B.csproj. Name one with --project");
    }

    [TestMethod]
    public void Of_several_around_which_a_file_references_it_the_one_is_taken_for_which_it_was_restored()
    {
        Write("a/A.csproj", "<Project />");
        Write("b/B.csproj", "<Project />");
        Write("./Directory.Build.props", WithHooks);
        Write(
            "b/obj/B.csproj.nuget.g.targets",
            """<Project><ImportGroup><Import Project="$(NuGetPackageRoot)hooks.build/1.0.0/build/Hooks.Build.targets" /></ImportGroup></Project>""");
        Find(null, _root).ShouldBe(Path.Combine(_root, "b/B.csproj"));
    }

    [TestMethod]
    public void Without_any_it_is_said_where_was_looked()
    {
        Write("a/A.csproj", "<Project />");
        Should.Throw<HooksException>(() => Find(
            null,
            _root)).Message.ShouldContain(
                "neither a .csproj, nor Directory.Build.props, Directory.Build.targets, Directory.Packages.props, nor what was restored. ");
    }

    [TestMethod]
    public void Several_are_named()
    {
        Write("a/A.csproj", WithHooks);
        Write("b/B.csproj", WithHooks);
        Should.Throw<HooksException>(() => Find(null, _root)).Message.ShouldContain($"{_root}/a/A.csproj, {_root}/b/B.csproj. Name one with --project");
    }

    [TestMethod]
    public void Several_that_own_different_folders_go_together()
    {
        Write("a/build/Hooks.csproj", WithHooks);
        Write("b/build/Hooks.csproj", WithHooks);
        var places = ProjectFinder.Find([], _root, CancellationToken.None);
        places.Select(place => Path.GetRelativePath(_root, place.Project)).ShouldBe(["a/build/Hooks.csproj", "b/build/Hooks.csproj"], ignoreOrder: true);
        places.ShouldAllBe(place => place.IsOneOfSeveral);
    }

    [TestMethod]
    public void Several_may_be_named()
    {
        Write("build/Hooks.csproj", WithHooks);
        Write("b/build/Hooks.csproj", WithHooks);
        ProjectFinder.Find(["b/build", "build", "build"], _root, CancellationToken.None)
            .Select(place => Path.GetRelativePath(_root, place.Project))
            .ShouldBe(["b/build/Hooks.csproj", "build/Hooks.csproj"]);
    }

    [TestMethod]
    public void Those_that_git_runs_together_are_taken_together()
    {
        Write("build/Hooks.csproj", WithHooks);
        Write("a b/build/Hooks.csproj", WithHooks);
        Repository(".");
        _ = Directory.CreateDirectory(Path.Combine(_root, ".git/refs"));
        Write(
            ".git/hooks/pre-commit",
            "#!/bin/sh\n# Hooks.Build 1: x\nproject='build/Hooks.csproj'\nstate='build/obj/hooks.state'\nproject2='a b/build/Hooks.csproj'\nstate2='s'\nproject3='gone/build/Hooks.csproj'\nstate3='g'\n");
        ProjectFinder.Find([], _root, CancellationToken.None)
            .Select(place => Path.GetRelativePath(_root, place.Project))
            .ShouldBe(["build/Hooks.csproj", "a b/build/Hooks.csproj"]);
    }

    [TestMethod]
    public void Of_many_the_first_are_named()
    {
        for (var i = 10; i < 30; i++)
        {
            Write($"p{i}/P.csproj", WithHooks);
        }

        Should.Throw<HooksException>(() => Find(null, _root)).Message.ShouldContain("p17/P.csproj and 12 more. Name one");
    }

    [TestMethod]
    public void What_is_found_can_be_named_from_the_current_folder()
    {
        Write("a/A.csproj", WithHooks);
        Write("b/B.csproj", WithHooks);
        var named = Should.Throw<HooksException>(() => Find(null, Folder("src/deep"))).Message.Split("have hooks: ")[1].Split(". Name")[0].Split(", ");
        named.ShouldAllBe(project => File.Exists(project));
    }

    [TestMethod]
    [DataRow("", DisplayName = "as a folder")]
    [DataRow("gitdir: ../../.git", DisplayName = "as a file")]
    public void Another_repository_below_is_not_searched(string link)
    {
        Write("x/stranger/build/Hooks.csproj", WithHooks);
        Repository("x/stranger", link);
        Should.Throw<HooksException>(() => Find(null, _root)).Message.ShouldContain("No project below");
    }

    [TestMethod]
    public void Another_repository_in_the_usual_place_is_not_taken()
    {
        Write("build/Hooks.csproj", WithHooks);
        Repository("build");
        Should.Throw<HooksException>(() => Find(null, _root)).Message.ShouldContain("No project below");
        Find("build", _root).ShouldBe(Path.Combine(_root, "build/Hooks.csproj"));
    }

    [TestMethod]
    public void Outside_of_a_repository_nothing_is_searched_and_it_is_said_what_to_do()
    {
        Directory.Delete(Path.Combine(_root, ".git"), recursive: true);
        Write("build/Hooks.csproj", WithHooks);
        Write("tools/Checks.csproj", WithHooks);
        var message = Should.Throw<HooksException>(() => Find(null, _root)).Message;
        message.ShouldContain("is not in a git repository");
        message.ShouldContain("'git init'");
        message.ShouldContain("--project");
        Find("tools", _root).ShouldBe(Path.Combine(_root, "tools/Checks.csproj"));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("objects")]
    public void In_a_bare_repository_it_is_said_that_there_is_no_working_tree(string below)
    {
        var message = Should.Throw<HooksException>(() => Find(null, Path.Combine(_root, ".git", below))).Message;
        message.ShouldContain("is in a bare repository or a git directory, and hooks run on the files of a working tree");
        message.ShouldContain("'git clone'");
    }

    [TestMethod]
    public void Without_any_it_is_said_how_to_start() =>
        Should.Throw<HooksException>(() => Find(null, _root)).Message.ShouldContain("dotnet new hooks");

    [TestMethod]
    public void A_project_may_be_named_by_its_folder()
    {
        Write("tools/Checks.csproj", "<Project />");
        Find("tools", _root).ShouldBe(Path.Combine(_root, "tools/Checks.csproj"));
    }

    [TestMethod]
    public void A_folder_that_is_named_and_has_none_tells_those_below_it()
    {
        Write("services/a/build/Hooks.csproj", WithHooks);
        Write("services/b/build/Hooks.csproj", WithHooks);
        Write("services/b/B.Tests/B.Tests.csproj", "<Project />");
        _ = Directory.CreateDirectory(Folder("docs"));
        var one = Should.Throw<HooksException>(() => Find("services/a", _root)).Message;
        one.ShouldContain($"--project names {Folder("services/a")}, and there is no project in that folder. Below it is ");
        one.ShouldEndWith("services/a/build/Hooks.csproj: name that, or its folder");
        var two = Should.Throw<HooksException>(() => Find("services", _root)).Message;
        two.ShouldContain("Below it are ");
        two.ShouldEndWith("services/b/build/Hooks.csproj: name one, or its folder");
        Should.Throw<HooksException>(() => Find("docs", _root)).Message.ShouldEndWith("Name a .csproj that references the package Hooks.Build, or its folder");
    }

    [TestMethod]
    public void A_named_project_must_exist() =>
        Should.Throw<HooksException>(() => Find("nowhere.csproj", _root)).Message.ShouldContain("does not exist");

    private static string Find(string? named, string folder) =>
        ProjectFinder.Find(named is null ? [] : [named], folder, CancellationToken.None).ShouldHaveSingleItem().Project;

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
