using System.IO.Pipelines;
using System.Text;
using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Doors;

namespace Hooks.Build.Runner.Tests.Doors;

/// <summary>What a door says.</summary>
[TestClass]
public sealed class DoorChannelTests
{
    private const string Paths = "project\t/r/a.csproj\nassembly\t/r/a.dll\nlogs\t/r/logs\n";

    [TestMethod]
    public void A_request_is_lines_to_an_empty_one()
    {
        using var channel = Open(Paths
            + "root\t/repository\nsetting.HooksFix\ttrue\nsetting.hooksfix\tfalse\nvalues\tA=1; B=x=y;C=;\nsource\ta\\tb\nsource\tc\\\\n\nsource\td\\r\\ne\npackages\t/p;/q\n\n");
        channel.Request.Text("root").ShouldBe("/repository");
        channel.Request.All("source").ShouldBe(["a\tb", "c\\n", "d\r\ne"]);
        var state = channel.Request.ToState();
        state.Setting("HooksFix").ShouldBe("false");
        state.PackageFolders.ShouldBe(["/p", "/q"]);
        state.Values.ShouldBe(new Dictionary<string, string>(StringComparer.Ordinal) { ["A"] = "1", ["B"] = "x=y" }, ignoreOrder: true);
    }

    [TestMethod]
    [DataRow("", "'root' is '', and an absolute path is wanted")]
    [DataRow("root\trepository\n", "'root' is 'repository', and an absolute path is wanted")]
    [DataRow("root\t/repo\0sitory\n", "an absolute path is wanted")]
    public void What_is_to_be_worked_on_is_named_by_absolute_paths(string root, string expected)
    {
        using var channel = Open($"{Paths}{root}\n");
        Should.Throw<HooksException>(() => channel.Request.ToState()).Problems.ShouldHaveSingleItem().Message.ShouldContain(expected);
    }

    [TestMethod]
    public void A_request_may_begin_with_a_byte_order_mark()
    {
        using var channel = Open("\uFEFFproject\t/r/a.csproj\n\n");
        channel.Request.Text("project").ShouldBe("/r/a.csproj");
    }

    [TestMethod]
    [DataRow("root\t/repository\n", "The request ended before its empty line")]
    [DataRow("", "The request ended before its empty line")]
    [DataRow("nonsense\n\n", "'nonsense' is no field of a request")]
    [DataRow("\tvalue\n\n", "is no field of a request")]
    public void A_request_that_is_not_whole_is_refused(string text, string expected) =>
        Should.Throw<HooksException>(() => Open(text)).Problems.ShouldHaveSingleItem().Message.ShouldContain(expected);

    [TestMethod]
    public async Task Cores_are_waited_for_and_the_end_of_the_input_cancels()
    {
        Pipe pipe = new();
        await pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes("root\t/r\n\n"));
        using var channel = DoorChannel.Open(pipe.Reader.AsStream());
        channel.Closed.IsCancellationRequested.ShouldBeFalse();
        await pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes("nonsense\ncores\tmany\ncores\t3\n"));
        channel.WaitForCores().ShouldBe(3);
        TaskCompletionSource closed = new();
        await using var registration = channel.Closed.Register(closed.SetResult);
        await pipe.Writer.CompleteAsync();
        await closed.Task;
    }

    [TestMethod]
    public void A_door_that_closes_instead_of_an_answer_is_not_waited_for()
    {
        using var channel = Open("root\t/r\n\n");
        channel.WaitForCores().ShouldBe(1);
    }

    private static DoorChannel Open(string text) => DoorChannel.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)));
}
