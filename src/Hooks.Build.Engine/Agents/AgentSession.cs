using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Engine.Agents;

/// <summary>
/// What is remembered from event to event of one session of a coding agent: what it was told once, and how often it was sent on instead of ending its turn.
/// One small file a session; nothing that the agent wrote is in it but by its hash. One that is lost or damaged begins anew.
/// </summary>
internal sealed class AgentSession
{
    /// <summary>How the names of files begin that are there for one event.</summary>
    public const string InputPrefix = "event-";

    private const string Extension = ".session";
    private const string OnHead = "on ";
    private const int MostBytes = 1 << 20;
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);
    private readonly string _folder;
    private readonly string _file;
    private readonly List<string> _lines;
    private bool _isChanged;

    private AgentSession(string folder, string file, List<string> lines) => (_folder, _file, _lines) = (folder, file, lines);

    /// <summary>Opens what is known of a session.</summary>
    /// <param name="folder">Absolute path of the folder with the files of all sessions.</param>
    /// <param name="agent">The event.</param>
    public static AgentSession Open(string folder, AgentEvent agent)
    {
        var file = Path.Combine(folder, Hash(agent.Agent + "\0" + agent.Session) + Extension);
        return new AgentSession(folder, file, Read(file));
    }

    /// <summary>Whether something was not told in this session before; it was from now on.</summary>
    /// <param name="what">What is told.</param>
    public bool TellsFirst(string what)
    {
        var line = "told " + Hash(what);
        if (_lines.Contains(line))
        {
            return false;
        }

        _lines.Add(line);
        _isChanged = true;
        return true;
    }

    /// <summary>
    /// How often the agent was sent on one time after the other, this time included. Counted anew where it surely begins a turn: not all agents name turns or
    /// say that they were sent on, and some have a new name after each time.
    /// </summary>
    /// <param name="turn">The agent's name of the turn; empty where it has none.</param>
    /// <param name="isFirst">Whether the agent does not say that it was sent on before.</param>
    public int SendOn(string turn, bool isFirst)
    {
        var hash = turn.Length == 0 ? "-" : Hash(turn);
        var before = _lines.Find(line => line.StartsWith(OnHead, StringComparison.Ordinal))?.Split(' ');
        var isNew = isFirst && turn.Length > 0 && before is [_, var last, ..] && last != hash;
        var count = !isNew && before is [_, _, var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var known)
            ? known + 1
            : 1;
        EndTurn();
        _lines.Add($"{OnHead}{hash} {count.ToString(CultureInfo.InvariantCulture)}");
        _isChanged = true;
        return count;
    }

    /// <summary>Forgets how often the agent was sent on: it ended its turn, or somebody has spoken to it.</summary>
    public void EndTurn() => _isChanged |= _lines.RemoveAll(line => line.StartsWith(OnHead, StringComparison.Ordinal)) > 0;

    // A text stands for another, and is of one length.
    private static string Hash(string text) => XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(text)).ToString("x32", CultureInfo.InvariantCulture);

    /// <summary>Keeps what has changed, and removes what is of sessions long ago. Where that cannot be done the next event knows less.</summary>
    /// <param name="now">The time.</param>
    public void Keep(DateTimeOffset now)
    {
        if (!_isChanged)
        {
            return;
        }

        try
        {
            _ = Directory.CreateDirectory(_folder);
            var isNew = !File.Exists(_file);
            ReplacedFile.Write(_file, Encoding.UTF8.GetBytes(string.Join('\n', _lines) + "\n"));
            if (isNew)
            {
                RemoveOld(_folder, now);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // As often as it takes.
        }
    }

    /// <summary>Removes what is of sessions long ago.</summary>
    /// <param name="folder">Absolute path of the folder with the files of all sessions.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="IOException">It cannot be done.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be done.</exception>
    public static void RemoveOld(string folder, DateTimeOffset now)
    {
        foreach (var old in Directory.EnumerateFiles(folder).Where(file => IsOurs(file) && now.UtcDateTime - File.GetLastWriteTimeUtc(file) > Longest).ToList())
        {
            File.Delete(old);
        }
    }

    private static bool IsOurs(string file) =>
        file.EndsWith(Extension, StringComparison.Ordinal)
            || file.EndsWith(AgentStarts.Extension, StringComparison.Ordinal)
            || Path.GetFileName(file).StartsWith(InputPrefix, StringComparison.Ordinal);

    private static List<string> Read(string file)
    {
        try
        {
            return [.. (KeptFile.ReadText(file, MostBytes) ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return [];
        }
    }
}
