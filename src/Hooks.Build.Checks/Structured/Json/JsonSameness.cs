using System.Text.Json;

namespace Hooks.Build.Checks.Structured.Json;

/// <summary>Whether two texts have the same values, whatever the order of their keys: what is written in place of another is held against it.</summary>
internal readonly ref struct JsonSameness(ReadOnlySpan<byte> one, JsonParts partsOfOne, ReadOnlySpan<byte> other, JsonParts partsOfOther)
{
    private static readonly JsonOrder Order = new(new PrettyStyle([], EnsureAscii: false, SortKeys: true, []));

    private readonly ReadOnlySpan<byte> _one = one;
    private readonly ReadOnlySpan<byte> _other = other;

    /// <summary>Whether they have.</summary>
    public bool Holds() => Holds(0, 0);

    private bool Holds(int number, int otherNumber)
    {
        ref readonly var part = ref partsOfOne[number];
        ref readonly var otherPart = ref partsOfOther[otherNumber];
        return part.Type == otherPart.Type && part.Type switch
        {
            JsonTokenType.StartObject => AreObjectsSame(number, otherNumber),
            JsonTokenType.StartArray => AreArraysSame(number, otherNumber),
            JsonTokenType.String or JsonTokenType.PropertyName => Plain(_one, in part).AsSpan().SequenceEqual(Plain(_other, in otherPart)),
            JsonTokenType.Number => JsonNumbers.At(_one, in part).SequenceEqual(JsonNumbers.At(_other, in otherPart)),
            _ => true,
        };
    }

    private bool AreArraysSame(int number, int otherNumber)
    {
        var (item, otherItem) = (number + 1, otherNumber + 1);
        while (item < partsOfOne[number].Next && otherItem < partsOfOther[otherNumber].Next)
        {
            if (!Holds(item, otherItem))
                return false;

            (item, otherItem) = (partsOfOne[item].Next, partsOfOther[otherItem].Next);
        }

        return item == partsOfOne[number].Next && otherItem == partsOfOther[otherNumber].Next;
    }

    // Keys that stand twice were refused before.
    private bool AreObjectsSame(int number, int otherNumber)
    {
        var keys = Order.KeysOf(_one, partsOfOne, number);
        var otherKeys = Order.KeysOf(_other, partsOfOther, otherNumber);
        if (keys.Length != otherKeys.Length)
            return false;

        for (var i = 0; i < keys.Length; i++)
        {
            if (!Holds(keys[i], otherKeys[i]) || !Holds(keys[i] + 1, otherKeys[i] + 1))
                return false;
        }

        return true;
    }

    private static byte[] Plain(ReadOnlySpan<byte> text, in JsonPart part)
    {
        var plain = new byte[part.Length];
        return plain[..JsonTexts.Unescape(text.Slice(part.Start, part.Length), plain)];
    }
}
