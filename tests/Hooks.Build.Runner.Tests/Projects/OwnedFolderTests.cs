using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.State;
using Hooks.Build.Runner.Projects;
using Hooks.Build.Runner.Tests.Doors;

namespace Hooks.Build.Runner.Tests.Projects;

[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Paths are Unix's.")]
public sealed class OwnedFolderTests
{
    [TestMethod]
    [DataRow("/r/build/Hooks.csproj", "")]
    [DataRow("/r/services/a/build/Hooks.csproj", "services/a")]
    [DataRow("/r/eng/hooks/Hooks.csproj", "", DisplayName = "what is elsewhere is about all: better too much than too little")]
    [DataRow("/r/services/a/Hooks.csproj", "")]
    [DataRow("/elsewhere/x/build/Hooks.csproj", "")]
    [DataRow("/r/a b/[c]/build/Hooks.csproj", "a b/[c]")]
    public void Of_several_a_project_owns_the_folder_of_its_build_folder(string project, string folder) => OwnedFolder.Of(State(project)).ShouldBe(folder);

    [TestMethod]
    [DataRow("services/a", "services/a")]
    [DataRow("services/a/", "services/a")]
    [DataRow("./services//a/../b", "services/b")]
    [DataRow("ROOT/x", "x")]
    [DataRow(".", "")]
    public void What_the_setting_says_counts(string said, string folder)
    {
        using TemporaryFolder root = new();
        _ = Directory.CreateDirectory(Path.Combine(root.Path, folder));
        var state = State(
            Path.Combine(root.Path, "services/c/build/Hooks.csproj"),
            said.Replace("ROOT", root.Path, StringComparison.Ordinal)) with
        { RepositoryRoot = root.Path };
        OwnedFolder.Of(state).ShouldBe(folder);
        OwnedFolder.Said(state).ShouldBe(folder);
    }

    [TestMethod]
    public void A_folder_that_is_not_there_is_refused_with_what_to_write()
    {
        using TemporaryFolder root = new();
        _ = Directory.CreateDirectory(Path.Combine(root.Path, "services/api"));
        var problem = Should.Throw<HooksException>(() => OwnedFolder.Said(State(
            "/r/build/Hooks.csproj", "services/apis") with
        { RepositoryRoot = root.Path })).Problems.ShouldHaveSingleItem();
        problem.Code.ShouldBe(Codes.InvalidSetting);
        problem.Message.ShouldStartWith(
            $"HooksFolder is 'services/apis', and there is no folder {root.Path}/services/apis: no hook of the project would run. Write the folder");
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux, IgnoreMessage = "Elsewhere case makes no difference to the disk.")]
    public void One_of_another_case_is_refused_with_the_spelling_of_the_disk()
    {
        using TemporaryFolder root = new();
        _ = Directory.CreateDirectory(Path.Combine(root.Path, "Services/api"));
        Should.Throw<HooksException>(() => OwnedFolder.Said(State(
            "/r/build/Hooks.csproj", "services/API") with
        { RepositoryRoot = root.Path })).Message.ShouldContain("<HooksFolder>Services/api</HooksFolder>");
    }

    [TestMethod]
    public void The_disk_says_how_a_folder_is_spelled()
    {
        using TemporaryFolder root = new();
        _ = Directory.CreateDirectory(Path.Combine(root.Path, "Services/api"));
        OwnedFolder.OnDisk(Path.Combine(root.Path, "SERVICES/Api"), root.Path).ShouldBe("Services/api");
        OwnedFolder.OnDisk(Path.Combine(root.Path, "Services/api"), root.Path).ShouldBe("Services/api");
        OwnedFolder.OnDisk(Path.Combine(root.Path, "Services/other"), root.Path).ShouldBeNull();
    }

    [TestMethod]
    [DataRow("..")]
    [DataRow("/")]
    [DataRow("/rr")]
    public void A_folder_outside_of_the_repository_is_none(string said) =>
        Should.Throw<HooksException>(() => OwnedFolder.Of(State(
            "/r/build/Hooks.csproj", said))).Problems.ShouldHaveSingleItem().Code.ShouldBe(Codes.InvalidSetting);

    [TestMethod]
    public void Alone_nothing_is_said() => OwnedFolder.Said(State("/r/services/a/build/Hooks.csproj")).ShouldBeNull();

    private static PlanState State(string project, string folder = "") => new()
    {
        Assembly = "/r/x.dll",
        RepositoryRoot = "/r",
        Project = project,
        LogDirectory = "/r/logs",
        Settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["HooksFolder"] = folder },
    };
}
