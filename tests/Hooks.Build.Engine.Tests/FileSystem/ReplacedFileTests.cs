using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.FileSystem;

[TestClass]
public sealed class ReplacedFileTests
{
    [TestMethod]
    public void The_file_and_its_folder_come_to_be_and_nothing_else()
    {
        using TempFolder folder = new();
        ReplacedFile.Write(folder.In("deep/file"), "old"u8);
        ReplacedFile.Write(folder.In("deep/file"), "new"u8);
        File.ReadAllText(folder.In("deep/file")).ShouldBe("new");
        Directory.GetFileSystemEntries(folder.In("deep")).Length.ShouldBe(1);
    }

    [TestMethod]
    public void A_folder_in_its_place_stays_and_nothing_is_left_beside_it()
    {
        using TempFolder folder = new();
        _ = folder.File("file/inner");
        _ = Should.Throw<Exception>(() => ReplacedFile.Write(folder.In("file"), "new"u8)).ShouldBeAssignableTo<SystemException>();
        Directory.GetFileSystemEntries(folder.Path).ShouldBe([folder.In("file")]);
    }
}
