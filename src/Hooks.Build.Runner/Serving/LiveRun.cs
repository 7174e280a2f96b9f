namespace Hooks.Build.Runner.Serving;

/// <summary>A run that goes on, and what it has told until now.</summary>
/// <param name="began">When it began to tell, by <see cref="TimeProvider.GetTimestamp"/>.</param>
internal sealed class LiveRun(long began)
{
    // What does not fit whoever comes later does not see until the run is over.
    private const int MostBytes = 4 << 20;

    // Of what hooks write the newest counts.
    private const int MostOutputBytes = 64 << 10;
    private readonly LinkedList<byte[]> _events = [];
    private readonly Queue<LinkedListNode<byte[]>> _outputs = [];
    private int _bytes;
    private int _outputBytes;

    /// <summary>When it began to tell.</summary>
    public long Began => began;

    /// <summary>What it has told, each an event with its time; of what hooks write the end.</summary>
    public IReadOnlyCollection<byte[]> Events => _events;

    /// <summary>Keeps an event.</summary>
    public void Add(byte[] told)
    {
        if (_bytes + told.Length <= MostBytes)
        {
            _bytes += told.Length;
            _ = _events.AddLast(told);
        }
    }

    /// <summary>Keeps an event that tells what a hook writes.</summary>
    public void AddOutput(byte[] told)
    {
        _outputs.Enqueue(_events.AddLast(told));
        for (_outputBytes += told.Length; _outputBytes > MostOutputBytes && _outputs.TryDequeue(out var oldest);)
        {
            _outputBytes -= oldest.Value.Length;
            _events.Remove(oldest);
        }
    }
}
