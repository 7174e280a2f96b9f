using System.Text;
using Hooks.Build.Engine.Processes;

namespace Hooks.Build.Engine.Workers;

/// <summary>What a worker's process writes past its hooks: native code, children without redirection, the runtime's last words in a crash.</summary>
internal sealed class StrayOutput
{
    private const int Most = 16 * 1024;
    private readonly object _lock = new();
    private readonly List<byte> _kept = [];

    /// <summary>Takes the output as well, once somebody is there to.</summary>
    public OutputReceiver? Follower { get; set; }

    /// <summary>Sets who takes the output, and gives it what is kept of the output until now.</summary>
    public void FollowFromStart(OutputReceiver follower)
    {
        lock (_lock)
        {
            follower([.. _kept]);
            Follower = follower;
        }
    }

    /// <summary>The beginning of what was written.</summary>
    public string Text
    {
        get
        {
            lock (_lock)
            {
                return Encoding.UTF8.GetString([.. _kept]).Trim();
            }
        }
    }

    /// <summary>The same in one line and without a stack: what the runtime says where it cannot go on, such as without ICU.</summary>
    public string LastWords => InOneLine(Text);

    /// <summary>A text in one line and without a stack.</summary>
    public static string InOneLine(string text) =>
        string.Join(
            ' ',
            text.Split('\n').Select(line => line.Trim()).TakeWhile(line => !line.StartsWith("at ", StringComparison.Ordinal)).Where(line => line.Length > 0));

    public void Write(ReadOnlySpan<byte> data)
    {
        OutputReceiver? follower;
        lock (_lock)
        {
            _kept.AddRange(data[..Math.Min(data.Length, Most - _kept.Count)]);
            follower = Follower;
        }

        follower?.Invoke(data);
    }
}
