using System.IO.Pipelines;
using System.Text;
using Hooks.Build.Engine.Processes;

namespace Hooks.Build.Engine.Tests.Processes;

/// <summary>Output as it comes on Windows.</summary>
[TestClass]
public sealed class StreamedOutputTests
{
    private readonly Pipe _output = new();
    private readonly Pipe _errors = new();
    private readonly TaskCompletionSource _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StringBuilder _told = new();

    [TestMethod]
    public async Task Both_streams_are_read_to_their_ends()
    {
        var reading = ReadAsync(Tell, Tell);
        await WriteAsync(_output, "out");
        await WriteAsync(_errors, "err");
        End();
        (await reading).ShouldBeFalse();
        _told.ToString().ShouldBeOneOf("outerr", "errout");
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task A_receiver_that_throws_ends_the_process_and_is_heard(bool ofErrors)
    {
        OutputReceiver full = _ => throw new IOException("disk full");
        var reading = ofErrors ? ReadAsync(Tell, full) : ReadAsync(full, Tell);
        await WriteAsync(ofErrors ? _errors : _output, "x");
        (await Should.ThrowAsync<IOException>(reading)).Message.ShouldBe("disk full");
    }

    [TestMethod]
    public async Task What_comes_after_a_receiver_threw_is_handed_to_nobody()
    {
        var calls = 0;
        OutputReceiver breaks = data =>
        {
            calls++;
            _ = _errors.Writer.WriteAsync(data.ToArray()).AsTask();
            throw new InvalidOperationException("broken");
        };
        var reading = ReadAsync(breaks, Tell);
        await WriteAsync(_output, "x");
        _ = await Should.ThrowAsync<InvalidOperationException>(reading);
        (calls, _told.ToString()).ShouldBe((1, ""));
    }

    [TestMethod]
    public async Task A_stream_that_somebody_holds_is_given_up_and_what_comes_later_is_not_handed_on()
    {
        StreamedOutput streams = new(() => { });
        _exited.SetResult();
        (await streams.ReadAsync(_exited.Task, (_output.Reader.AsStream(), Tell))).ShouldBeTrue();
        await WriteAsync(_output, "late");
        await _output.Writer.CompleteAsync();
        _told.ToString().ShouldBeEmpty();
    }

    [TestMethod]
    public async Task A_pipe_that_breaks_is_at_its_end()
    {
        var reading = ReadAsync(Tell, Tell);
        await _output.Writer.CompleteAsync(new IOException("broken pipe"));
        End();
        (await reading).ShouldBeFalse();
    }

    private static async Task WriteAsync(Pipe pipe, string text) => _ = await pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes(text));

    private Task<bool> ReadAsync(OutputReceiver output, OutputReceiver errors) =>
        new StreamedOutput(End).ReadAsync(_exited.Task, (_output.Reader.AsStream(), output), (_errors.Reader.AsStream(), errors));

    // As the job's end does.
    private void End()
    {
        _output.Writer.Complete();
        _errors.Writer.Complete();
        _ = _exited.TrySetResult();
    }

    private void Tell(ReadOnlySpan<byte> data) => _told.Append(Encoding.UTF8.GetString(data));
}
