namespace Hooks.Build.Checks.Structured.Yaml;

/// <summary>A mapping or sequence that is open, with the keys so far.</summary>
/// <param name="isMapping">Whether it is a mapping.</param>
/// <param name="isFlow">Whether it is written with brackets.</param>
internal sealed class YamlCollection(bool isMapping, bool isFlow)
{
    private KeySet? _keys;
    private bool _isValueNext;

    public bool IsMapping => isMapping;

    public bool IsFlow => isFlow;

    /// <summary>Whether the next node is a key.</summary>
    public bool IsKeyNext => isMapping && !_isValueNext;

    /// <summary>Takes the next node.</summary>
    /// <param name="name">What it is as a key; <see langword="null"/> where keys of its kind are not compared.</param>
    /// <returns>Whether it is no key, or one that was not there before.</returns>
    public bool TryPlace(string? name)
    {
        if (!isMapping)
            return true;

        _isValueNext = !_isValueNext;
        return !_isValueNext || name is null || (_keys ??= new KeySet()).TryAdd(name);
    }
}
