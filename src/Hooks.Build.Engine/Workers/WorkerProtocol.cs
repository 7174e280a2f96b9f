using System.Buffers.Binary;
using System.Text;

namespace Hooks.Build.Engine.Workers;

/// <summary>What engine and worker say to each other. One source, compiled into both; both always come from one package.</summary>
internal enum WorkerMessage : byte
{
    /// <summary>Engine: run a hook. See <see cref="RunCommand"/>.</summary>
    Run = 1,

    /// <summary>Engine: cancel a run. Its number.</summary>
    Cancel = 2,

    /// <summary>Engine: a child process ended. Request, whether it started, exit code, output or the reason it did not start.</summary>
    ProcessEnded = 3,

    /// <summary>Engine: the run is over.</summary>
    Close = 4,

    /// <summary>Engine: call the method that listens to the run. See <see cref="ListenCommand"/>. A worker has one at most, and no hooks beside it.</summary>
    Listen = 5,

    /// <summary>Engine: something happened in the run. A line of docs/doors.md in UTF-8.</summary>
    Event = 6,

    /// <summary>Engine: there are no more events.</summary>
    EventsEnded = 7,

    /// <summary>Worker: the assembly is loaded.</summary>
    Ready = 10,

    /// <summary>Worker: the assembly cannot be loaded. The reason.</summary>
    Broken = 11,

    /// <summary>Worker: a hook wrote to its console. Run, bytes.</summary>
    Output = 12,

    /// <summary>Worker: a hook found something. Run, level, file, line, column, code, text.</summary>
    Finding = 13,

    /// <summary>Worker: a hook wants a child process. Run, request, program, arguments.</summary>
    StartProcess = 14,

    /// <summary>Worker: a hook returned. Run, <see cref="RunEnd"/>, reason, ticks of processor time (-1 where they are not known).</summary>
    Ended = 15,

    /// <summary>Worker: all events came. How many of them the method will not get, as it did not read those before.</summary>
    EventsHeard = 16,

    /// <summary>Worker: the method that listens returned. <see cref="RunEnd"/>, reason.</summary>
    Listened = 17,
}

/// <summary>How a C# hook returned.</summary>
internal enum RunEnd : byte
{
    Succeeded = 0,
    Failed = 1,
    Threw = 2,
    Cancelled = 3,

    /// <summary>It succeeded, and its reason is for a coding agent.</summary>
    Context = 4,

    /// <summary>It denies what a coding agent is about to do.</summary>
    Denied = 5,

    /// <summary>It wants a coding agent to go on.</summary>
    Continue = 6,
}

/// <summary>What the worker needs to run a hook.</summary>
internal sealed record RunCommand(
    int Run, string Type, string Name, bool TakesContext, int Stage, string Root, string WriteRoot, bool Fixing, int Cores, IReadOnlyList<string> Files, IReadOnlyDictionary<string, string> Properties)
{
    // Stands in no name of a type that can declare a hook.
    private const string Separator = ", ";

    /// <summary>The type that declares a hook, with its assembly where that is another than the plan's.</summary>
    public static string TypeIn(string type, string? assembly) => assembly is null ? type : type + Separator + assembly;

    /// <summary>The type's name alone.</summary>
    public string TypeName => Type.IndexOf(Separator, StringComparison.Ordinal) is var comma and >= 0 ? Type[..comma] : Type;

    /// <summary>The assembly that has the type, where it is another than that with the plan.</summary>
    public string? AssemblyName => Type.IndexOf(Separator, StringComparison.Ordinal) is var comma and >= 0 ? Type[(comma + Separator.Length)..] : null;

    /// <summary>The item of the matrix of which the hook is one; empty where it is of none.</summary>
    public string Item { get; init; } = "";

    /// <summary>The event of a coding agent that the hook is about.</summary>
    public AgentEvent? Agent { get; init; }

    /// <summary>The method's name: the hook's, without its item.</summary>
    public string Method => Item.Length == 0 ? Name : Name[..Name.IndexOf('[', StringComparison.Ordinal)];

    public void Write(BinaryWriter writer)
    {
        writer.Write(Run);
        writer.Write(Type);
        writer.Write(Name);
        writer.Write(TakesContext);
        writer.Write(Stage);
        writer.Write(Root);
        writer.Write(WriteRoot);
        writer.Write(Fixing);
        writer.Write(Cores);
        writer.Write(Files.Count);
        foreach (var file in Files)
        {
            writer.Write(file);
        }

        writer.Write(Properties.Count);
        foreach (var (name, value) in Properties)
        {
            writer.Write(name);
            writer.Write(value);
        }

        writer.Write(Item);
        writer.Write(Agent is not null);
        if (Agent is not null)
        {
            AgentEventFields.Write(writer, Agent);
        }
    }

    public static RunCommand Read(BinaryReader reader)
    {
        var (run, type, name, takesContext, stage, root, writeRoot, fixing, cores) =
            (reader.ReadInt32(), reader.ReadString(), reader.ReadString(), reader.ReadBoolean(), reader.ReadInt32(), reader.ReadString(), reader.ReadString(), reader.ReadBoolean(), reader.ReadInt32());
        var files = new string[reader.ReadInt32()];
        for (var i = 0; i < files.Length; i++)
        {
            files[i] = reader.ReadString();
        }

        Dictionary<string, string> properties = new(StringComparer.OrdinalIgnoreCase);
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            properties[reader.ReadString()] = reader.ReadString();
        }

        return new RunCommand(run, type, name, takesContext, stage, root, writeRoot, fixing, cores, files, properties)
        {
            Item = reader.ReadString(),
            Agent = reader.ReadBoolean() ? AgentEventFields.Read(reader) : null,
        };
    }
}

/// <summary>Frames on a stream: a mark, kind, length, body. Writing is safe from several threads.</summary>
internal sealed class WorkerChannel(Stream stream)
{
    // Whatever else is written into the pipe begins otherwise.
    private const int Mark = 0x6B6F6F48;
    private const int HeaderSize = 9;
    private const int LargestBody = 1 << 30;
    private readonly object _writeLock = new();

    /// <summary>Sends a message. One that cannot be sent any more is dropped: the reading side sees the end of the stream.</summary>
    public void Send(WorkerMessage kind, Action<BinaryWriter>? body = null)
    {
        using MemoryStream frame = new();
        frame.SetLength(HeaderSize);
        frame.Position = HeaderSize;
        using (BinaryWriter writer = new(frame, Encoding.UTF8, leaveOpen: true))
        {
            body?.Invoke(writer);
        }

        var bytes = frame.GetBuffer();
        BinaryPrimitives.WriteInt32LittleEndian(bytes, Mark);
        bytes[4] = (byte)kind;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(5), (int)frame.Length - HeaderSize);
        try
        {
            lock (_writeLock)
            {
                stream.Write(bytes, 0, (int)frame.Length);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The other side is gone.
        }
    }

    /// <summary>Reads the next message; <see langword="null"/> at the end of the stream.</summary>
    /// <exception cref="InvalidDataException">What comes is no message.</exception>
    public async Task<(WorkerMessage Kind, BinaryReader Body)?> ReceiveAsync()
    {
        try
        {
            // The mark by itself: another version's message may be shorter than a header of this one.
            var header = new byte[HeaderSize];
            var count = await stream.ReadAtLeastAsync(header, sizeof(int));
            if (BinaryPrimitives.ReadInt32LittleEndian(header) != Mark)
            {
                throw Malformed();
            }

            await stream.ReadExactlyAsync(header.AsMemory(count));
            var length = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(5));
            if (length is < 0 or > LargestBody)
            {
                throw Malformed();
            }

            var body = new byte[length];
            await stream.ReadExactlyAsync(body);
            return ((WorkerMessage)header[4], new BinaryReader(new MemoryStream(body), Encoding.UTF8));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            return null;
        }
    }

    private static InvalidDataException Malformed() => new("what came is no message: engine and worker are of different versions, or something else writes into their pipe");
}
