using System.Net.Sockets;
using System.Text;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Native;
using Hooks.Build.Engine.Spares;

namespace Hooks.Build.Worker;

/// <summary>
/// A worker before its run: it waits at a socket, its descriptor 3, until an engine takes it. It ends by itself when nobody has for some minutes, when a file
/// that it was started from has changed, or when its folder is gone, as at logout. One source, compiled into both workers.
/// </summary>
/// <param name="path">Path of the socket, without a dot and the name of this process at its end.</param>
internal sealed class Waiting(string path)
{
    private const string Mark = "HOOKS_RUN";
    private const int Listening = 3;
    private const int Tick = 15_000;

    // Who starts it names it a moment later, unless that was killed.
    private const int FirstTick = 1000;
    private const int Longest = 10 * 60 * 1000;

    // An engine that has connected has yet to start its watchdog.
    private const int Patience = 10_000;
    private readonly string _path = $"{path}.{SpareName.Of(System.Environment.ProcessId)}";
    private readonly long _since = System.Environment.TickCount64;
    private readonly string[] _files = [.. Files()];
    private readonly string _state = StateOf(Files());

    /// <summary>A folder that is not there yet and nobody else uses.</summary>
    public string Folder => $"{path}.new{System.Environment.ProcessId}";

    /// <summary>A descriptor of a connection as a stream.</summary>
#pragma warning disable CA2000 // the stream owns them
    public static NetworkStream StreamOf(int descriptor) => new(new Socket(new SafeSocketHandle(descriptor, ownsHandle: true)), ownsSocket: true);
#pragma warning restore CA2000

    /// <summary>Waits for the engine. Output goes to it from then on, and what is started has the mark of its run.</summary>
    /// <returns>The descriptor of the connection.</returns>
    public int UntilTaken()
    {
        for (var tick = FirstTick; true;)
        {
            if (!SpareSocket.HasMore(Listening, tick))
            {
                EndIfUseless();
                tick = Tick;
                continue;
            }

            var socket = Accept();
            if (socket >= 0 && SpareSocket.IsOurs(socket) && SpareSocket.Hear(socket, Patience) is { } heard)
            {
                if (heard is { Word: SpareWord.Take, Descriptor: >= 0 } && IsUnchanged())
                {
                    Take(heard.Mark, heard.Descriptor);
                    _ = SpareSocket.Answer(socket, SpareWord.Agreed);
                    SpareSocket.Close(Listening);
                    return socket;
                }

                _ = SpareSocket.Answer(socket, heard.Word == SpareWord.Stop ? SpareWord.Agreed : SpareWord.Stale);
                End();
            }

            SpareSocket.Close(socket);
        }
    }

    private static void Take(string mark, int output)
    {
        _ = LibcSocket.Duplicate(output, 1);
        _ = LibcSocket.Duplicate(output, 2);
        SpareSocket.Close(output);
        System.Environment.SetEnvironmentVariable(Mark, mark);
    }

    private static unsafe int Accept() => LibcSocket.Accept(Listening, null, null, LibcSocket.CloseOnExec);

    private void EndIfUseless()
    {
        if (System.Environment.TickCount64 - _since > Longest || FileStatus.Read(_path).Kind == FileKind.None || !IsUnchanged())
        {
            End();
        }
    }

    private void End()
    {
        File.Delete(_path);
        System.Environment.Exit(0);
    }

    /// <summary>Does once what is done when an engine comes.</summary>
    /// <param name="one">A descriptor of a connection.</param>
    /// <param name="other">That of its other end.</param>
    public void Rehearse(int one, int other)
    {
        _ = SpareSocket.Say(one, SpareWord.Take, new string('0', SpareSocket.MarkSize));
        if (SpareSocket.IsOurs(other) && SpareSocket.Hear(other, Patience) is { Word: SpareWord.Take, Descriptor: < 0 } heard && IsUnchanged())
        {
            System.Environment.SetEnvironmentVariable(Mark + "_REHEARSED", heard.Mark);
            System.Environment.SetEnvironmentVariable(Mark + "_REHEARSED", null);
            _ = SpareSocket.Answer(other, SpareWord.Agreed);
            _ = SpareSocket.WaitForAnswer(one, Patience);
        }
    }

    private bool IsUnchanged() => StateOf(_files) == _state;

    // In the form of a text: to compare values of a type of ours the runtime would have to compile code, while the engine waits.
    private static string StateOf(IEnumerable<string> files)
    {
        StringBuilder text = new();
        foreach (var file in files)
        {
            var status = FileStatus.Read(file, followsLinks: true);
            _ = text.Append((int)status.Kind).Append(' ').Append(status.Inode).Append(' ').Append(status.Size).Append(' ')
                .Append(status.Modified.Seconds)
                .Append('.')
                .Append(status.Modified.Nanoseconds)
                .Append(' ')
                .Append(status.Changed.Seconds)
                .Append('.')
                .Append(status.Changed.Nanoseconds)
                .Append('\n');
        }

        return text.ToString();
    }

    // What the host found, the packages of the project among it. The runtime's own files the engine looks after.
    private static IEnumerable<string> Files()
    {
        var runtime = Path.GetDirectoryName(Path.GetDirectoryName(typeof(object).Assembly.Location)!)!;
        var shared = Path.GetDirectoryName(runtime)! + Path.DirectorySeparatorChar;
        return ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(file => !file.StartsWith(shared, StringComparison.Ordinal));
    }
}
