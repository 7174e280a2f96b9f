using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.FileSystem;

[TestClass]
public sealed class UserGroupTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DataRow("ann:x:1000:", true, DisplayName = "of the user's number")]
    [DataRow("ann:x:1000:eve", false, DisplayName = "of the user's number, with another in it")]
    [DataRow("ann:x:1001:", true, DisplayName = "of the user's name")]
    [DataRow("ann:x:1001:ann", true, DisplayName = "with the user as its member")]
    [DataRow("ann:x:1001:eve", false, DisplayName = "with another in it")]
    [DataRow("team:x:1001:", false, DisplayName = "of another name")]
    [DataRow("", false, DisplayName = "unknown")]
    public void A_group_is_a_users_alone_that_has_the_users_number_or_name_and_nobody_else_in_it(string line, bool isAlone)
    {
        var (users, groups) = (_folder.File(
            "users", "root:x:0:0:root:/root:/bin/sh\nann:x:1000:1001::/home/ann:/bin/sh\n"), _folder.File("group", "root:x:0:\n" + line + "\n"));
        UserGroup.IsAlone(1000, line.Contains("1000", StringComparison.Ordinal) ? 1000u : 1001u, users, groups).ShouldBe(isAlone);
        UserGroup.IsAlone(1000, 1001, _folder.In("none"), groups).ShouldBeFalse();
    }

    [TestMethod]
    [DataRow(1000u, DisplayName = "of the user's number")]
    [DataRow(1001u, DisplayName = "of the user's name")]
    public void A_group_that_is_anothers_first_is_not_a_users_alone(uint group)
    {
        var users = _folder.File("users", $"ann:x:1000:{group}::/home/ann:/bin/sh\neve:x:1002:{group}::/home/eve:/bin/sh\n");
        UserGroup.IsAlone(1000, group, users, _folder.File("group", $"ann:x:{group}:\n")).ShouldBeFalse();
    }

    [TestMethod]
    public void A_group_that_no_file_lists_is_a_users_alone_by_its_number()
    {
        UserGroup.IsAlone(1000, 1000, _folder.In("none"), _folder.In("none")).ShouldBeTrue();
        UserGroup.IsAlone(1000, 1001, _folder.In("none"), _folder.In("none")).ShouldBeFalse();
    }
}
