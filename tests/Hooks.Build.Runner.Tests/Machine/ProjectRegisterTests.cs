using System.Globalization;
using System.Runtime.Versioning;
using Hooks.Build.Runner.Machine;
using Hooks.Build.Runner.Projects;
using Hooks.Build.Runner.Tests.Doors;

namespace Hooks.Build.Runner.Tests.Machine;

[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Looks at permissions.")]
[UnsupportedOSPlatform("windows")]
public sealed class ProjectRegisterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private ProjectRegister Register => ProjectRegister.Of(name => name == (OperatingSystem.IsMacOS() ? "HOME" : "XDG_STATE_HOME") ? _folder.Path : null)!;

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void What_is_noted_is_read_again_each_project_once()
    {
        var (one, other) = (Place("a"), Place("b\tc\n\\"));
        Register.Add(other);
        Register.Add(one);
        Register.Add(one with { StateFile = "/elsewhere/hooks.state" });
        Register.Read(out var damaged).ShouldBe([one with { StateFile = "/elsewhere/hooks.state" }, other]);
        damaged.ShouldBe(0);
    }

    [TestMethod]
    public void Nobody_else_may_read_it()
    {
        Register.Add(Place("a"));
        File.GetUnixFileMode(Register.Folder).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.GetUnixFileMode(Directory.GetFiles(Register.Folder).ShouldHaveSingleItem()).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [TestMethod]
    public void What_is_noted_already_is_not_written_again()
    {
        Register.Add(Place("a"));
        var file = Directory.GetFiles(Register.Folder).Single();
        var before = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(file, before);
        Register.Add(Place("a"));
        File.GetLastWriteTimeUtc(file).ShouldBe(before);
    }

    [TestMethod]
    public void A_folder_that_others_may_enter_is_neither_read_nor_written()
    {
        Register.Add(Place("a"));
        File.SetUnixFileMode(Register.Folder, (UnixFileMode)0x1FF);
        Register.Read(out _).ShouldBeEmpty();
        Should.Throw<IOException>(() => Register.Add(Place("b")));
    }

    [TestMethod]
    public void A_link_in_the_place_of_the_folder_is_not_followed()
    {
        Register.Add(Place("a"));
        var moved = Path.Combine(_folder.Path, "moved");
        Directory.Move(Register.Folder, moved);
        _ = Directory.CreateSymbolicLink(Register.Folder, moved);
        Register.Read(out _).ShouldBeEmpty();
        Should.Throw<IOException>(() => Register.Add(Place("b")));
    }

    [TestMethod]
    public void What_says_nothing_is_counted_and_what_stands_under_another_name_is_not_believed()
    {
        Register.Add(Place("a"));
        var file = Directory.GetFiles(Register.Folder).Single();
        File.Copy(file, Path.Combine(Register.Folder, new string('0', 64) + ".project"));
        File.WriteAllText(Path.Combine(Register.Folder, "x.project"), "1\trelative\trelative\n");
        File.WriteAllBytes(Path.Combine(Register.Folder, "y.project"), [0xFF, 0x00]);
        using (var large = File.Create(Path.Combine(Register.Folder, "z.project")))
        {
            large.SetLength(1L << 30);
        }

        _ = File.CreateSymbolicLink(Path.Combine(Register.Folder, "l.project"), "/dev/zero");
        Register.Read(out var damaged).ShouldHaveSingleItem();
        damaged.ShouldBe(5);
    }

    [TestMethod]
    public void When_there_are_many_those_that_are_gone_are_forgotten()
    {
        var there = Path.Combine(_folder.Path, "Hooks.csproj");
        File.WriteAllText(there, "<Project />");
        Register.Add(new ProjectPlace(there, there));
        for (var i = 0; i < ProjectRegister.MostUnswept + 2; i++)
        {
            Register.Add(Place(i.ToString(CultureInfo.InvariantCulture)));
        }

        Register.Read(out _).Count.ShouldBeLessThan(10);
        Register.Read(out _).ShouldContain(place => place.Project == there);
    }

    [TestMethod]
    public void Builds_at_the_same_time_note_all_of_theirs()
    {
        _ = Parallel.For(0, 200, i => Register.Add(Place((i % 100).ToString(CultureInfo.InvariantCulture))));
        Register.Read(out var damaged).Count.ShouldBe(100);
        damaged.ShouldBe(0);
        Directory.GetFiles(Register.Folder).Length.ShouldBe(100);
    }

    private static ProjectPlace Place(string name) => new($"/gone/{name}/Hooks.csproj", $"/gone/{name}/obj/hooks.state");
}
