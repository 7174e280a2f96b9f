using System.Buffers;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.ToolOutput;

/// <summary>Catches a report that a tool prints as a whole among its output: SARIF, JUnit's XML or a TRX file. It begins at the margin.</summary>
internal sealed class ReportCapture
{
    /// <summary>The longest report that is read, in bytes.</summary>
    public const int Longest = 32 * 1024 * 1024;

    // What it is can be told from here.
    private const int Head = 1024;

    private ArrayBufferWriter<byte> _caught = new();
    private State _state = State.LineStart;

    private enum State
    {
        InLine = 0,
        LineStart = 1,
        Head = 2,
        Report = 3,
        TooLong = 4,
    }

    /// <summary>Takes more of the output.</summary>
    public void Write(ReadOnlySpan<byte> data)
    {
        while (!data.IsEmpty)
        {
            switch (_state)
            {
                case State.LineStart:
                    _state = data[0] is (byte)'{' or (byte)'<' ? State.Head : State.InLine;
                    break;
                case State.InLine:
                    var begin = BeginOf(data);
                    if (begin < 0)
                    {
                        _state = data[^1] == '\n' ? State.LineStart : State.InLine;
                        return;
                    }

                    data = data[begin..];
                    _state = State.Head;
                    break;
                case State.Head:
                    var taken = Math.Min(data.Length, Head - _caught.WrittenCount);
                    _caught.Write(data[..taken]);
                    data = data[taken..];
                    if (_caught.WrittenCount == Head)
                    {
                        EndHead();
                    }

                    break;
                case State.Report:
                    if (_caught.WrittenCount + data.Length > Longest)
                    {
                        _caught = new ArrayBufferWriter<byte>();
                        _state = State.TooLong;
                        return;
                    }

                    _caught.Write(data);
                    return;
                default:
                    return;
            }
        }
    }

    /// <summary>Reads what was caught, once all is written.</summary>
    /// <param name="folder">Absolute path of the folder in which the tool ran.</param>
    /// <param name="add">Takes what is found.</param>
    /// <returns>What is to be told of it; <see langword="null"/> for nothing.</returns>
    public string? End(string folder, Action<Finding> add)
    {
        if (_state == State.TooLong)
        {
            return "its report is longer than 32 MB, and was not read";
        }

        while (_state == State.Head)
        {
            EndHead();
        }

        return _state == State.Report ? ReportKinds.Read(Caught, folder, add) : null;
    }

    private ReadOnlySpan<byte> Caught => _caught.WrittenSpan;

    /// <summary>Where behind its first line a text begins like a report; -1 for nowhere.</summary>
    public static int BeginOf(ReadOnlySpan<byte> data)
    {
        var at = 0;
        for (var end = data.IndexOf((byte)'\n'); end >= 0; end = data[at..].IndexOf((byte)'\n'))
        {
            at += end + 1;
            if (at < data.Length && data[at] is (byte)'{' or (byte)'<')
            {
                return at;
            }
        }

        return -1;
    }

    private void EndHead()
    {
        // JSON that ends in its line may come before; an element of XML stands below its declaration.
        var next = BeginOf(Caught);
        if (ReportKinds.Of(Caught[0] == '{' && next > 0 ? Caught[..next] : Caught) is not ReportKind.None)
        {
            _state = State.Report;
            return;
        }

        var rest = next > 0 ? Caught[next..].ToArray() : [];
        _state = next > 0 ? State.Head : Caught[^1] == '\n' ? State.LineStart : State.InLine;
        _caught.ResetWrittenCount();
        Write(rest);
    }
}
