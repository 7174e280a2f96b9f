using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.FileSystem;

/// <summary>What another program writes into a file that it has open is not lost by a repair.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux, IgnoreMessage = "Other systems do not tell who has a file open.")]
public sealed class HeldFileTests
{
    [TestMethod]
    [DataRow(">>")]
    [DataRow("<>")]
    public void A_file_that_a_program_has_open_for_writing_is_left_alone_and_all_that_it_writes_is_there(string how)
    {
        using TempFolder folder = new();
        var path = folder.File("file", "");
        using Holder holder = new(path, how);
        Should.Throw<HeldFileException>(() => Replace(path, "", "new")).Message.ShouldContain(path + " is open for writing in another program");
        holder.Write("late");
        File.ReadAllText(path).ShouldBe("late\n");
        Directory.GetFileSystemEntries(folder.Path).ShouldBe([path]);
    }

    [TestMethod]
    public void One_that_a_program_reads_is_replaced()
    {
        using TempFolder folder = new();
        var path = folder.File("file", "old");
        using Holder holder = new(path, "<");
        Replace(path, "old", "new").ShouldNotBeNull();
        File.ReadAllText(path).ShouldBe("new");
    }

    [TestMethod]
    public void One_that_is_closed_again_is_replaced()
    {
        using TempFolder folder = new();
        var path = folder.File("file", "");
        using (Holder holder = new(path, ">>"))
        {
            holder.Write("late");
        }

        Replace(path, "late\n", "new").ShouldNotBeNull();
        File.ReadAllText(path).ShouldBe("new");
    }

    // A lease is given back as soon as it is had; a signal that comes for it in between must not end us.
    [TestMethod]
    public async Task Whoever_opens_it_at_the_same_time_neither_waits_nor_ends_us()
    {
        using TempFolder folder = new();
        var (path, own) = (folder.File("file", "old"), folder.File("own", ""));
        var writer = Task.Run(() => folder.Shell("i=0; while [ $i -lt 3000 ]; do : >> file; i=$((i+1)); done"));
        while (!writer.IsCompleted)
        {
            _ = OpenElsewhere.IsWritten(path, own);
        }

        _ = await writer;
        OpenElsewhere.IsWritten(path, own).ShouldBeFalse();
    }

    private static FileStatus? Replace(string path, string before, string after) => new UserFile().TryReplace(new Replacement(
        path,
        FileStatus.Read(path),
        content => content.AsSpan().SequenceEqual(System.Text.Encoding.UTF8.GetBytes(before)),
        System.Text.Encoding.UTF8.GetBytes(after)));
}
