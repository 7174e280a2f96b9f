using System.Runtime.CompilerServices;

namespace Hooks.Build.Checks;

/// <summary>Says which of the anchors stand at a position, by the first three of the bytes that are searched for.</summary>
internal sealed class AnchorTable
{
    /// <summary>How many bytes tell an anchor.</summary>
    public const int Looked = 3;

    private const int Bits = 12;

    private readonly ulong[] _isUsed = new ulong[(1 << Bits) / 64];
    private readonly short[] _starts = new short[(1 << Bits) + 1];
    private readonly uint[] _keys;
    private readonly SecretAnchor[] _anchors;

    public AnchorTable(IEnumerable<SecretAnchor> anchors)
    {
        _anchors = [.. anchors.OrderBy(anchor => Slot(Key(anchor.Text, anchor.Rare)))];
        _keys = Array.ConvertAll(_anchors, anchor => Key(anchor.Text, anchor.Rare));
        foreach (var key in _keys)
        {
            _starts[Slot(key) + 1]++;
            _isUsed[Slot(key) >> 6] |= 1UL << Slot(key);
        }

        for (var i = 1; i < _starts.Length; i++)
            _starts[i] += _starts[i - 1];
    }

    /// <summary>Adds the anchors whose rare bytes stand at a position.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Look(ReadOnlySpan<byte> content, int at, List<AnchorPlace> places)
    {
        if (at < 0 || at > content.Length - Looked)
            return;

        // Nearly always it ends here.
        var key = Key(content, at);
        if ((_isUsed[Slot(key) >> 6] & (1UL << Slot(key))) != 0)
            Look(content, at, key, places);
    }

    private void Look(ReadOnlySpan<byte> content, int at, uint key, List<AnchorPlace> places)
    {
        var slot = Slot(key);
        for (var i = _starts[slot]; i < _starts[slot + 1]; i++)
        {
            if (_keys[i] == key && _anchors[i].IsAt(content, at - _anchors[i].Rare))
                places.Add(new AnchorPlace(at - _anchors[i].Rare, _anchors[i]));
        }
    }

    private static uint Key(ReadOnlySpan<byte> text, int at) => text[at] | ((uint)text[at + 1] << 8) | ((uint)text[at + 2] << 16) | 0x202020;

    private static int Slot(uint key) => (int)((key * 0x9E3779B1) >> (32 - Bits));
}

/// <summary>Where an anchor stands.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Anchor">Which one it is.</param>
internal readonly record struct AnchorPlace(int Start, SecretAnchor Anchor);
