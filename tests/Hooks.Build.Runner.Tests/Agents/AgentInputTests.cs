using System.IO.Pipes;
using System.Text;
using Hooks.Build.Runner.Agents;

namespace Hooks.Build.Runner.Tests.Agents;

[TestClass]
public sealed class AgentInputTests
{
    [TestMethod]
    public void All_that_is_written_is_read()
    {
        using MemoryStream stream = new(Encoding.UTF8.GetBytes("{\"a\":1}"));
        Encoding.UTF8.GetString(AgentInput.Read(stream, descriptor: -1).ShouldNotBeNull()).ShouldBe("{\"a\":1}");
    }

    [TestMethod]
    public void Too_much_is_not_read_to_its_end()
    {
        using Endless stream = new();
        AgentInput.Read(stream, descriptor: -1).ShouldBeNull();
        stream.Given.ShouldBeLessThan(AgentInput.Most + (1 << 20));
    }

    [TestMethod]
    [DataRow("{\"a\":1}", true)]
    [DataRow("{\"a\":", true)]
    [DataRow("{\"a\":1}", false)]
    [DataRow("{\"a\":", false)]
    public void What_nobody_closes_ends_with_what_there_is(string text, bool canWait)
    {
        if (canWait && OperatingSystem.IsWindows())
        {
            Assert.Inconclusive("Pipes cannot be waited for there.");
        }

        using AnonymousPipeServerStream writer = new(PipeDirection.Out);
        using AnonymousPipeClientStream reader = new(PipeDirection.In, writer.ClientSafePipeHandle);
        writer.Write(Encoding.UTF8.GetBytes(text));
        Encoding.UTF8.GetString(AgentInput.Read(
            reader,
            canWait ? (int)reader.SafePipeHandle.DangerousGetHandle() : -1,
            text.EndsWith('}') ? TimeSpan.FromDays(1) : TimeSpan.FromMilliseconds(300)).ShouldNotBeNull()).ShouldBe(text);

        // To dispose of a pipe that a thread reads waits for that.
        writer.Dispose();
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("[]")]
    [DataRow("{\"a\":")]
    [DataRow("hello")]
    [DataRow("{} {}")]
    public void What_is_no_object_is_no_event(string text) => AgentJson.TryParse(Encoding.UTF8.GetBytes(text)).ShouldBeNull();

    private sealed class Endless : Stream
    {
        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => Given; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Given += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
