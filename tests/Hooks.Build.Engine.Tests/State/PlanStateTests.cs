using System.Text;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Hashing;
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
        read.ShouldBeEquivalentTo(state with
        {
            Values = read.Values,
            Settings = read.Settings,
            Inputs = read.Inputs,
            Folders = read.Folders,
            Excluded = read.Excluded,
            PackageFolders = read.PackageFolders,
        });
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
    public void What_was_not_written_by_this_user_here_is_none()
    {
        using TempFolder folder = new();
        var file = folder.In("hooks.state");
        PlanStateFile.Write(file, Sample(folder.Path));
        var lines = File.ReadAllLines(file);
        var text = TabbedText.Seal(string.Concat(lines[..^2].Select(line => line + "\n")));
        File.WriteAllText(file, text + lines[^1] + "\n");
        PlanStateFile.TryRead(file).ShouldNotBeNull("it was written here");
        File.WriteAllText(file, TabbedText.Seal(text.Replace("1.2.3", "1.2.4", StringComparison.Ordinal)) + lines[^1] + "\n");
        PlanStateFile.TryRead(file).ShouldBeNull("another text with this code");
        File.WriteAllText(file, text + Hmac.Hex(new byte[32], Encoding.UTF8.GetBytes(text)) + "\n");
        PlanStateFile.TryRead(file).ShouldBeNull("another user's code");
        File.WriteAllText(file, text);
        PlanStateFile.TryRead(file).ShouldBeNull("no code");
    }

    [TestMethod]
    public void A_user_has_one_key_and_none_where_others_could_have_written_it()
    {
        using TempFolder folder = new();
        string? Of(string name) => name == (OperatingSystem.IsWindows() ? "LOCALAPPDATA" : "HOME") ? folder.Path : null;
        var key = UserKey.Get(Of).ShouldNotBeNull();
        UserKey.Get(Of).ShouldBe(key);
        UserKey.Get(name => name == "XDG_STATE_HOME" ? folder.In("elsewhere") : Of(name)).ShouldBe(key, "a client of MCP hands on the home alone");
        UserKey.Get(_ => null).ShouldBeNull();
        if (!OperatingSystem.IsWindows())
        {
            var place = UserFolder.OfState(Of)!;
            (File.GetUnixFileMode(Path.Combine(place, "key")) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)).ShouldBe(UnixFileMode.None);
            File.SetUnixFileMode(place, UserFolder.Private | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute);
            UserKey.Get(Of).ShouldBeNull();
        }
    }

    [TestMethod]
    public void Builds_that_make_the_key_at_once_have_one_and_what_is_no_key_is_replaced()
    {
        using TempFolder folder = new();
        string? Of(string name) => name == (OperatingSystem.IsWindows() ? "LOCALAPPDATA" : "HOME") ? folder.Path : null;
        using Barrier start = new(8);
        var keys = new byte[]?[8];
        var threads = keys.Select((_, i) => new Thread(() =>
        {
            start.SignalAndWait();
            keys[i] = UserKey.Get(Of);
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        keys.ShouldAllBe(key => Equals(Convert.ToHexString(key!), Convert.ToHexString(keys[0]!)));

        var file = Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).ShouldHaveSingleItem();
        File.WriteAllText(file, "cut");
        UserKey.Get(Of).ShouldNotBeNull().ShouldBe(UserKey.Get(Of));
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
        Values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["ProjectPath"] = Path.Combine(root, "build/Hooks.csproj"),
            ["Text"] = "a\tb\\n\nc=d",
        },
        Settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["HooksFix"] = "true" },
        Inputs = [new InputFile(Path.Combine(root, "build/Repo\tHooks\n.cs"), 638_000_000_000_000_001, 42, 0xcbf29ce484222325)
        {
            Changed = 1_764_000_000_000_000_001,
        }],
        Folders = [new InputFolder(Path.Combine(root, "build"), 5)],
        Excluded = [Path.Combine(root, "build/Left out.cs")],
    };
}
