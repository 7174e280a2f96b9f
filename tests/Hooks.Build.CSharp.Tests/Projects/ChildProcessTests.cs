using System.Diagnostics;
using Hooks.Build.CSharp.Projects;

namespace Hooks.Build.CSharp.Tests.Projects;

[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Starts sh.")]
public sealed class ChildProcessTests
{
    [TestMethod]
    public async Task Who_takes_the_lines_and_fails_ends_the_process_and_is_heard()
    {
        var lines = 0;
        ProcessStartInfo start = new("/bin/sh", ["-c", "echo one; echo two >&2; exec sleep 600"]);
        (await Should.ThrowAsync<InvalidDataException>(ChildProcess.RunAsync(
            start,
            line =>
            {
                lines++;
                throw new InvalidDataException(line);
            },
            CancellationToken.None))).Message.ShouldBeOneOf("one", "two");
        lines.ShouldBe(1);
    }

    [TestMethod]
    public async Task Lines_of_both_streams_are_passed_on()
    {
        List<string> lines = [];
        (await ChildProcess.RunAsync(new ProcessStartInfo("/bin/sh", ["-c", "echo one; echo two >&2; exit 3"]), lines.Add, CancellationToken.None)).ShouldBe(3);
        lines.ShouldBe(["one", "two"], ignoreOrder: true);
    }
}
