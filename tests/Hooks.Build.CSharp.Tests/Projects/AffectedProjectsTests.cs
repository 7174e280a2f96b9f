using Hooks.Build.CSharp.Projects;

namespace Hooks.Build.CSharp.Tests.Projects;

[TestClass]
public sealed class AffectedProjectsTests
{
    private static readonly KnownProject[] Projects =
    [
        new("src/Core/Core.csproj") { Imports = ["eng/Common.props"] },
        new("src/Web/Web.csproj")
        {
            References = ["src/Core/Core.csproj"],
            LinkedFiles = ["shared/Version.cs"],
            LinkedPatterns = [new("shared/web/**/*.cs", ["shared/web/old/**"])],
        },
        new("src/Web/Tool/Tool.csproj"),
        new("tests/Web.Tests/Web.Tests.csproj") { References = ["src/Web/Web.csproj"] },
        new("other/One.csproj"),
        new("other/Two.csproj"),
    ];

    private static readonly string[] All = [.. Projects.Select(project => project.Path).Order(StringComparer.Ordinal)];

    [TestMethod]
    public void A_file_affects_the_project_whose_folder_it_lies_in_and_all_that_refer_to_it() =>
        Of("src/Core/Deep/A.cs").ShouldBe(["src/Core/Core.csproj", "src/Web/Web.csproj", "tests/Web.Tests/Web.Tests.csproj"]);

    [TestMethod]
    public void The_nearest_project_above_a_file_is_its_own() => Of("src/Web/Tool/A.cs").ShouldBe(["src/Web/Tool/Tool.csproj"]);

    [TestMethod]
    public void A_file_in_no_projects_folder_affects_none() => Of("README.md", "docs/a.md", "src/notes.txt").ShouldBeEmpty();

    [TestMethod]
    public void A_linked_file_affects_the_project_it_is_an_item_of() =>
        Of("shared/Version.cs").ShouldBe(["src/Web/Web.csproj", "tests/Web.Tests/Web.Tests.csproj"]);

    [TestMethod]
    public void A_new_file_that_a_pattern_means_affects_its_project() =>
        Of("shared/web/New.cs").ShouldBe(["src/Web/Web.csproj", "tests/Web.Tests/Web.Tests.csproj"]);

    [TestMethod]
    public void A_file_that_a_pattern_excludes_affects_none() => Of("shared/web/old/New.cs").ShouldBeEmpty();

    [TestMethod]
    public void An_imported_file_affects_the_project_that_imports_it() => Of("eng/Common.props").ShouldContain("src/Core/Core.csproj");

    [TestMethod]
    [DataRow("Directory.Build.props")]
    [DataRow("Directory.Packages.props")]
    [DataRow("global.json")]
    [DataRow("NuGet.Config")]
    [DataRow(".editorconfig")]
    [DataRow("own.props")]
    [DataRow("Own.targets")]
    public void What_is_found_by_name_above_affects_all_projects_below(string name)
    {
        Of(name).ShouldBe(All);
        Of("other/" + name).ShouldBe(["other/One.csproj", "other/Two.csproj"]);
    }

    [TestMethod]
    public void A_project_file_affects_itself_and_not_its_neighbour() => Of("other/One.csproj").ShouldBe(["other/One.csproj"]);

    [TestMethod]
    public void Two_projects_of_one_folder_share_its_files() => Of("other/A.cs").ShouldBe(["other/One.csproj", "other/Two.csproj"]);

    [TestMethod]
    public void A_project_in_the_root_owns_what_no_other_does()
    {
        KnownProject[] projects = [new("App.csproj"), new("lib/Lib.csproj")];

        AffectedProjects.Of(projects, ["Program.cs"]).ShouldBe(["App.csproj"]);
        AffectedProjects.Of(projects, ["lib/A.cs"]).ShouldBe(["lib/Lib.csproj"]);
    }

    private static IReadOnlyList<string> Of(params string[] files) => AffectedProjects.Of(Projects, files);
}
