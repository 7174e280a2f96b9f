using System.Text;
using Hooks.Build.Checks;
using Hooks.Build.Engine.Checking;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Checking;

/// <summary>Repaired files that go to a place of their own, as at a commit: whatever is there is staged.</summary>
[TestClass]
public sealed class RepairedCopyTests
{
    [TestMethod]
    [OSCondition(OperatingSystems.Linux, IgnoreMessage = "tmpfs, which plays the full disk, is Linux's.")]
    public void A_copy_for_which_there_is_no_room_is_not_there()
    {
        using TempFolder place = new();
        using var disk = SmallDisk.Mount(place.Path, "size=64k");
        Write(place.Path, "src/a.txt", new string('a', 200_000)).ShouldNotBeNull().ShouldStartWith("could not be repaired: ");
        Directory.GetFiles(place.Path, "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux, IgnoreMessage = "tmpfs, which plays the full disk, is Linux's.")]
    public void What_was_repaired_before_stays_where_there_is_no_room_for_more()
    {
        using TempFolder place = new();
        using var disk = SmallDisk.Mount(place.Path, "size=64k");
        Write(place.Path, "a.txt", "first\n").ShouldBeNull();
        _ = Write(place.Path, "a.txt", new string('a', 200_000)).ShouldNotBeNull();
        File.ReadAllText(Directory.GetFiles(place.Path, "*", SearchOption.AllDirectories).ShouldHaveSingleItem()).ShouldBe("first\n");
    }

    [TestMethod]
    public void A_name_as_long_as_names_can_be_is_no_obstacle()
    {
        using TempFolder place = new();
        var name = new string('n', 251) + ".txt";
        Write(place.Path, name, "repaired\n").ShouldBeNull();
        File.ReadAllText(place.In(name)).ShouldBe("repaired\n");
    }

    private static string? Write(string place, string path, string content)
    {
        PassWork work = new([], "/repository", place, fixing: true, isExecutable: null, new TextAttributes(new Lazy<GitProgram?>(() => null), "/repository"));
        return work.Write(new CheckedFile(path, "/repository/" + path), default, default, Encoding.UTF8.GetBytes(content));
    }
}
