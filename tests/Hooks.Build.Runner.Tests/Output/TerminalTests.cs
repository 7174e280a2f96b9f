using System.Text;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Tests.Output;

[TestClass]
public sealed class TerminalTests
{
    [TestMethod]
    public void What_cannot_be_written_to_a_stream_of_its_own_is_written_without_one()
    {
        List<string> written = [];
        Terminal terminal = new(() => throw new IOException("Too many open files"), isInteractive: false, hasColours: false)
        {
            WriteWithoutOpening = bytes => written.Add(Encoding.UTF8.GetString(bytes)),
        };
        terminal.WriteLine("No pipe could be made");
        written.ShouldBe(["No pipe could be made\n"]);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void What_a_console_that_cannot_set_itself_up_does_not_write_is_written_without_it(bool isOfSystem)
    {
        List<string> written = [];
        Terminal terminal = new(() => new UnpreparedConsole(isOfSystem), isInteractive: false, hasColours: false)
        {
            WriteWithoutOpening = bytes => written.Add(Encoding.UTF8.GetString(bytes)),
        };
        terminal.WriteLine("one");
        terminal.WriteLine("two");
        written.ShouldBe(["one\n", "two\n"]);
    }

    private sealed class UnpreparedConsole(bool isOfSystem) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw (isOfSystem ? new System.ComponentModel.Win32Exception(24) : new IOException("Too many open files", 24));
    }
}
