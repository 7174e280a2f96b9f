using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.State;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.State;

[TestClass]
public sealed class PlanStateTests
{
    [TestMethod]
    public void A_state_is_read_as_it_was_written()
    {
        using TempFolder folder = new();
        var state = Sample(folder.Path);
        var file = folder.In("build/obj/hooks.state");
        PlanStateFile.Write(file, state);
        var read = PlanStateFile.TryRead(file).ShouldNotBeNull();
        read.ShouldBeEquivalentTo(state with { Values = read.Values, Settings = read.Settings, Inputs = read.Inputs, Folders = read.Folders, Excluded = read.Excluded, PackageFolders = read.PackageFolders });
        read.Values.ShouldBe(state.Values, ignoreOrder: true);
        read.Settings.ShouldBe(state.Settings, ignoreOrder: true);
        read.Inputs.ShouldBe(state.Inputs);
        read.Folders.ShouldBe(state.Folders);
        read.Excluded.ShouldBe(state.Excluded);
        read.PackageFolders.ShouldBe(state.PackageFolders);
    }

    [TestMethod]
    public void A_state_moves_with_its_checkout()
    {
        using TempFolder folder = new();
        PlanStateFile.Write(folder.In("old/build/obj/hooks.state"), Sample(folder.In("old")));
        Directory.Move(folder.In("old"), folder.In("new"));
        var read = PlanStateFile.TryRead(folder.In("new/build/obj/hooks.state")).ShouldNotBeNull();
        read.RepositoryRoot.ShouldBe(folder.In("new"));
        read.Assembly.ShouldBe(folder.In("new/build/bin/Hooks.dll"));
        read.Values["ProjectPath"].ShouldBe(folder.In("new/build/Hooks.csproj"));
        read.Worker.ShouldBe("/packages/worker.dll");
        read.Inputs[0].Path.ShouldBe(folder.In("new/build/Repo\tHooks\n.cs"));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("hooks-state\t3\n")]
    [DataRow("hooks-state\t2\nassembly\ta\nroot\t.\nproject\tp\nlogs\tl\ninput\t1\t1\t1\t1\tx\n")]
    [DataRow("hooks-state\t3\nassembly\ta\nroot\t.\nproject\tp\nlogs\tl\ninput\tone\t1\t1\t1\tx\n")]
    public void What_is_no_state_of_this_format_is_none(string text)
    {
        using TempFolder folder = new();
        PlanStateFile.TryRead(folder.File("hooks.state", TabbedText.Seal(text))).ShouldBeNull();
    }

    [TestMethod]
    public void A_missing_file_is_no_state() => PlanStateFile.TryRead("/nowhere/hooks.state").ShouldBeNull();

    [TestMethod]
    public void Writing_leaves_no_other_file()
    {
        using TempFolder folder = new();
        PlanStateFile.Write(folder.In("hooks.state"), Sample(folder.Path));
        PlanStateFile.Write(folder.In("hooks.state"), Sample(folder.Path));
        Directory.GetFileSystemEntries(folder.Path).ShouldHaveSingleItem();
    }

    private static PlanState Sample(string root) => new()
    {
        Package = "1.2.3",
        Assembly = Path.Combine(root, "build/bin/Hooks.dll"),
        RepositoryRoot = root,
        Project = Path.Combine(root, "build/Hooks.csproj"),
        LogDirectory = Path.Combine(root, "build/obj/hooks/"),
        Dotnet = "/usr/bin/dotnet",
        Worker = "/packages/worker.dll",
        PackageFolders = ["/packages/", "/more packages/"],
        Values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["ProjectPath"] = Path.Combine(root, "build/Hooks.csproj"), ["Text"] = "a\tb\\n\nc=d" },
        Settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["HooksFix"] = "true" },
        Inputs = [new InputFile(Path.Combine(root, "build/Repo\tHooks\n.cs"), 638_000_000_000_000_001, 42, 0xcbf29ce484222325) { Changed = 1_764_000_000_000_000_001 }],
        Folders = [new InputFolder(Path.Combine(root, "build"), 5)],
        Excluded = [Path.Combine(root, "build/Left out.cs")],
    };
}
