using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.State;
using Hooks.Build.Runner.Projects;

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
    [DataRow("/r/x", "x")]
    [DataRow(".", "")]
    public void What_the_setting_says_counts(string said, string folder)
    {
        OwnedFolder.Of(State("/r/services/c/build/Hooks.csproj", said)).ShouldBe(folder);
        OwnedFolder.Said(State("/r/build/Hooks.csproj", said)).ShouldBe(folder);
    }

    [TestMethod]
    [DataRow("..")]
    [DataRow("/")]
    [DataRow("/rr")]
    public void A_folder_outside_of_the_repository_is_none(string said) =>
        Should.Throw<HooksException>(() => OwnedFolder.Of(State("/r/build/Hooks.csproj", said))).Problems.ShouldHaveSingleItem().Code.ShouldBe(Codes.InvalidSetting);

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
