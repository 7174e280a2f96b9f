using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Engine.Agents;

/// <summary>
/// The agents that a session's agent has started, and which of them have ended: one line an event, added at the end of a file that only this user can read, so
/// that events that come at once lose none of each other. What is damaged in it is passed over; one that grows too long begins anew.
/// </summary>
internal sealed class AgentStarts
{
    /// <summary>How names of these files end.</summary>
    public const string Extension = ".starts";

    private const int MostBytes = 64 * 1024;
    private readonly string _file;
    private readonly string _turn;
    private readonly string _id;

    private AgentStarts(string file, string turn, string id) => (_file, _turn, _id) = (file, turn, id);

    private enum Kind
    {
        Start,
        End,
        Denied,
    }

    /// <summary>Opens what is known of a session.</summary>
    /// <param name="folder">Absolute path of the folder with the files of all sessions.</param>
    /// <param name="agent">The event.</param>
    /// <param name="id">The agent's name of this use of the tool; empty where it does not say.</param>
    public static AgentStarts Open(string folder, AgentEvent agent, string id) =>
        new(
            Path.Combine(folder, Hash(agent.Agent + "\0" + agent.Session + "\0" + agent.Subagent) + Extension),
            Hash(agent.Turn),
            id.Length == 0 ? "" : Hash(id));

    /// <summary>An agent starts.</summary>
    /// <returns>How many were started before it in this turn, each by itself, after the one before had ended; 0 where another runs beside it, or it is the
    /// first.</returns>
    public int Start()
    {
        Add(Kind.Start);
        return Alone();
    }

    /// <summary>How many in a row ran each by itself, before the last start of this turn; 0 where that one does not.</summary>
    public int Alone()
    {
        var (open, inBatch, alone) = (0, 0, 0);
        foreach (var kind in Read())
        {
            switch (kind)
            {
                case Kind.Start when open == 0:
                    // What ran together before it begins the count anew.
                    alone = inBatch == 1 ? alone + 1 : 0;
                    (open, inBatch) = (1, 1);
                    break;
                case Kind.Start:
                    (open, inBatch) = (open + 1, inBatch + 1);
                    break;
                case Kind.End:
                    open = Math.Max(0, open - 1);
                    break;
                default:
                    // It was not started; the next one is.
                    (open, inBatch, alone) = (Math.Max(0, open - 1), 0, 0);
                    break;
            }
        }

        return inBatch == 1 && open == 1 ? alone : 0;
    }

    /// <summary>An agent has ended.</summary>
    public void End() => Add(Kind.End);

    /// <summary>The agent that was about to start is not started.</summary>
    public void Deny() => Add(Kind.Denied);

    private static string Hash(string text) => XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(text)).ToString("x16", CultureInfo.InvariantCulture);

    private void Add(Kind kind)
    {
        var folder = Path.GetDirectoryName(_file)!;
        _ = Directory.CreateDirectory(folder);
        var isNew = !File.Exists(_file);
        if (!isNew && new FileInfo(_file).Length > MostBytes)
        {
            File.Delete(_file);
        }

        // A line that another process was killed at begins no line of ours.
        using (var file = AppendedFile.Open(_file, UnixFileMode.UserRead | UnixFileMode.UserWrite))
        {
            AppendedFile.Write(file, RandomAccess.GetLength(file), Encoding.ASCII.GetBytes($"\n{kind} {_turn} {_id}\n"));
        }

        if (isNew)
        {
            AgentSession.RemoveOld(folder, TimeProvider.System.GetUtcNow());
        }
    }

    // An end counts for the start that it names, or else for any; a start that is told twice is one.
    private IEnumerable<Kind> Read()
    {
        HashSet<string> running = new(StringComparer.Ordinal);
        foreach (var line in (KeptFile.ReadText(_file, 2 * MostBytes) ?? "").Split('\n'))
        {
            if (line.Split(' ') is not [var name, var turn, var id] || turn != _turn || !Enum.TryParse<Kind>(name, out var kind) || !Enum.IsDefined(kind))
            {
                continue;
            }

            if (id.Length == 0 || (kind == Kind.Start ? running.Add(id) : running.Remove(id)))
            {
                yield return kind;
            }
        }
    }
}
