namespace Hooks.Build.Runner.Serving;

/// <summary>A run that goes on, and what it has told until now.</summary>
/// <param name="began">When it began to tell, by <see cref="TimeProvider.GetTimestamp"/>.</param>
internal sealed class LiveRun(long began)
{
    // What does not fit whoever comes later does not see until the run is over.
    private const int MostBytes = 4 << 20;
    private readonly List<byte[]> _events = [];
    private int _bytes;

    /// <summary>When it began to tell.</summary>
    public long Began => began;

    /// <summary>What it has told, each an event with its time.</summary>
    public IReadOnlyList<byte[]> Events => _events;

    /// <summary>Keeps an event.</summary>
    public void Add(byte[] told)
    {
        if (_bytes + told.Length <= MostBytes)
        {
            _bytes += told.Length;
            _events.Add(told);
        }
    }
}
