using Hooks.Build.Engine.Fingerprints;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Fingerprints;

[TestClass]
public sealed class FilePrintsTests
{
    [TestMethod]
    public void The_digest_of_a_list_is_that_of_the_files_as_they_are_after_something_ran()
    {
        using TempFolder folder = new();
        var file = folder.File("a.txt");
        FilePrints prints = new(folder.Path, Path.Combine(folder.Path, "inputs.stat"));
        IReadOnlyList<string> files = ["a.txt"];
        var before = prints.DigestOf(files);
        File.WriteAllText(file, "something else");
        prints.Forget();
        prints.DigestOf(files).ShouldNotBe(before);
    }

    [TestMethod]
    public void Lists_of_the_same_files_have_the_same_digest()
    {
        using TempFolder folder = new();
        _ = folder.File("a.txt");
        FilePrints prints = new(folder.Path, Path.Combine(folder.Path, "inputs.stat"));
        prints.DigestOf(["a.txt"]).ShouldBe(prints.DigestOf(["a.txt"]));
        prints.DigestOf(["b.txt"]).ShouldNotBe(prints.DigestOf(["a.txt"]));
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux, IgnoreMessage = "Others have no file that is longer than it says.")]
    public void A_file_that_cannot_be_read_is_like_nothing_and_is_not_kept()
    {
        const string Unreadable = "/proc/version";
        using TempFolder folder = new();
        FilePrints prints = new(folder.Path, folder.In("inputs.stat"));
        var before = prints.Of(Unreadable);
        // What is there only now is not trusted.
        _ = folder.Shell("sleep 0.05");
        prints.Forget();
        prints.Of(Unreadable).ShouldNotBe(before);
        prints.Settled(Unreadable).ShouldBeNull();
        prints.Save();
        StatCache.Load(folder.In("inputs.stat")).ShouldBeEmpty();
    }
}
