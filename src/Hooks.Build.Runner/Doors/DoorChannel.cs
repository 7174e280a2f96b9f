using System.Globalization;
using System.Text;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Runner.Doors;

/// <summary>
/// What a door says, on standard input: its request, an empty line, then answers. The end of the input asks for the end of the work. It comes by itself
/// when the door is killed, so nothing is left behind whatever happens to a build.
/// </summary>
internal sealed class DoorChannel : IDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private readonly SemaphoreSlim _answered = new(0);
    private readonly StreamReader _input;
    private int _cores = 1;

    private DoorChannel(StreamReader input) => _input = input;

    /// <summary>Is cancelled when the door closes the input.</summary>
    public CancellationToken Closed => _closed.Token;

    /// <summary>What is wanted.</summary>
    public DoorRequest Request { get; } = new();

    /// <summary>Reads the request, and goes on listening.</summary>
    /// <exception cref="HooksException">HOOK9024: the request is not whole.</exception>
    public static DoorChannel Open(Stream input)
    {
        // .NET Framework puts a byte order mark before what it writes to a child where the console is UTF-8 (tyrrrz/CliWrap#215).
        DoorChannel channel = new(new StreamReader(
            input, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), detectEncodingFromByteOrderMarks: true, bufferSize: 16384));
        try
        {
            channel.ReadRequest();
            new Thread(channel.Listen, 256 * 1024) { IsBackground = true, Name = "door" }.Start();
            return channel;
        }
        catch
        {
            channel.Dispose();
            throw;
        }
    }

    /// <summary>Waits until the door answers how many cores there are for the run; 1 where it does not.</summary>
    public int WaitForCores()
    {
        try
        {
            _answered.Wait(Closed);
        }
        catch (OperationCanceledException)
        {
            // The run that follows sees it, too.
        }

        return _cores;
    }

    public void Dispose()
    {
        // The thread may stand in a read that nothing ends; the input is the process's own.
        _closed.Dispose();
        _answered.Dispose();
    }

    private void ReadRequest()
    {
        while (_input.ReadLine() is not { Length: 0 } and var line)
        {
            if (line?.IndexOf('\t', StringComparison.Ordinal) is not (> 0 and var end))
            {
                throw new HooksException(Codes.Door, line is null
                    ? "The request ended before its empty line: 'hooks door' is called by programs, see docs/doors.md"
                    : $"'{line}' is no field of a request: a name, a tab and a value are wanted, see docs/doors.md");
            }

            Request.Add(line[..end], TabbedText.Unescape(line[(end + 1)..]));
        }
    }

    private void Listen()
    {
        try
        {
            while (_input.ReadLine() is { } line)
            {
                if (line.Split('\t') is ["cores", var text] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var cores) && cores > 0)
                {
                    _cores = cores;
                    _ = _answered.Release();
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // As good as the end.
        }

        try
        {
            _closed.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The work is done.
        }
    }
}
