using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.FileSystem;

[TestClass]
public sealed class PlainFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void A_file_is_read_and_a_missing_one_is_none()
    {
        PlainFile.Read(_folder.File("a", "one")).ShouldBe("one"u8.ToArray());
        PlainFile.Read(_folder.In("b")).ShouldBeNull();
        PlainFile.Read(_folder.In("a/b")).ShouldBeNull();
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void A_link_is_followed()
    {
        _ = _folder.File("a", "one");
        _ = _folder.Shell("ln -s a link; ln -s nowhere dangling");

        PlainFile.Read(_folder.In("link")).ShouldBe("one"u8.ToArray());
        PlainFile.Read(_folder.In("dangling")).ShouldBeNull();
    }

    [TestMethod]
    [DataRow("mkfifo x", "it is no file, but a pipe, a device or the like")]
    [DataRow("ln -s /dev/zero x", "it is no file, but a pipe, a device or the like")]
    [DataRow("mkdir x", "it is a folder and no file")]
    [DataRow("mkfifo y; ln -s y x", "it is no file, but a pipe, a device or the like")]
    [DataRow("truncate -s 17M x", "it is larger than 16 MiB, or changes while it is read")]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void What_is_no_plain_file_is_told_at_once(string script, string reason)
    {
        _ = _folder.Shell(script);

        Should.Throw<IOException>(() => PlainFile.Read(_folder.In("x"))).Message.ShouldBe(reason);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void A_link_to_itself_is_told()
    {
        _ = _folder.Shell("ln -s x x");

        Should.Throw<IOException>(() => PlainFile.Read(_folder.In("x"))).Message.ShouldContain("symbolic links");
    }
}
