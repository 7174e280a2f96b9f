using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Tests.Output;

[TestClass]
public sealed class TerminalTests
{
    [TestMethod]
    public void What_nobody_reads_any_more_ends_no_run()
    {
        Terminal terminal = new(() => new UnreadPipe(), isInteractive: false, hasColours: false);
        Should.NotThrow(() => terminal.WriteLine("one"));
    }

    private sealed class UnreadPipe : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("Broken pipe", 32);
    }
}
