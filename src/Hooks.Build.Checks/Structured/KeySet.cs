namespace Hooks.Build.Checks.Structured;

/// <summary>The keys so far of an object or mapping that is open.</summary>
internal sealed class KeySet
{
    private const int MostCompared = 8;

    private readonly List<string> _few = [];
    private HashSet<string>? _many;

    /// <summary>Takes a key; says whether it was not there before.</summary>
    public bool TryAdd(string key)
    {
        if (_many is not null)
            return _many.Add(key);
        if (_few.Contains(key))
            return false;

        _few.Add(key);
        if (_few.Count > MostCompared)
            _many = new HashSet<string>(_few, StringComparer.Ordinal);
        return true;
    }

    /// <summary>Forgets all, to be used for another one.</summary>
    public void Clear()
    {
        _few.Clear();
        _many = null;
    }
}
