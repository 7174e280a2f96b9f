using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.FileSystem;

/// <summary>What .NET tells of files where the system is not asked, as on Windows.</summary>
[TestClass]
public sealed class FileStatusTests
{
    [TestMethod]
    public void A_link_that_is_followed_is_what_it_leads_to()
    {
        using TempFolder files = new();
        _ = files.File("a.txt", "four");
        _ = Directory.CreateDirectory(files.In("folder"));
        foreach (var (link, target) in new[] { ("to-file", "a.txt"), ("to-folder", "folder"), ("to-link", "to-file"), ("to-nothing", "nothing"), ("to-itself", "to-itself") })
        {
            _ = File.CreateSymbolicLink(files.In(link), target);
            FileStatus.OfDotNet(files.In(link), followsLinks: false).Kind.ShouldBe(FileKind.Link);
        }

        FileStatus.OfDotNet(files.In("to-file"), followsLinks: true).ShouldBe(FileStatus.OfDotNet(files.In("a.txt"), followsLinks: true));
        FileStatus.OfDotNet(files.In("to-link"), followsLinks: true).Size.ShouldBe(4);
        FileStatus.OfDotNet(files.In("to-folder"), followsLinks: true).Kind.ShouldBe(FileKind.Folder);
        FileStatus.OfDotNet(files.In("to-nothing"), followsLinks: true).Kind.ShouldBe(FileKind.None);
        FileStatus.OfDotNet(files.In("to-itself"), followsLinks: true).Kind.ShouldBe(FileKind.None);
    }
}
