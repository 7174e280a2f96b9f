using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace Hooks.Build.Checks;

/// <summary>
/// Searches for tokens by their first bytes, at the beginnings of long words alone: there are few of those in source text, so it does not matter how many
/// tokens are known.
/// </summary>
internal sealed class LongWords
{
    /// <summary>How long a word is at least.</summary>
    public const int Least = 16;

    /// <summary>How many bytes are told at once.</summary>
    public const int Block = 64;

    /// <summary>The sets whose characters nothing may begin behind.</summary>
    public const byte OfWord = 0x0F;

    private readonly AnchorTable _table;

    /// <param name="anchors">The texts that tokens begin with.</param>
    public LongWords(IEnumerable<SecretAnchor> anchors)
    {
        _table = new AnchorTable(anchors);

        // In sets that have no bytes more than these.
        Enter(SecretText.Digits, 1);
        Enter("ABCDEFGHIJKLMNOabcdefghijklmno", 2);
        Enter("PQRSTUVWXYZpqrstuvwxyz", 4);
        Enter("_", 8);
        Enter("-.", 16);

        void Enter(string characters, byte set)
        {
            foreach (var one in characters)
                Sets.Enter((byte)one, set);
        }
    }

    /// <summary>The sets that a byte is in.</summary>
    public NibbleTable Sets { get; } = new();

    /// <summary>What long words are made of. Behind a dot or a dash another may begin.</summary>
    public static SearchValues<byte> Characters { get; } = SearchValues.Create(Encoding.ASCII.GetBytes(SecretText.Alphanumeric + "_-."));

    /// <summary>Adds the places where the texts begin a long word of the block before: how long a word at its end is, this block tells.</summary>
    public Masks Look(ReadOnlySpan<byte> content, int block, Masks last, ulong characters, ulong words, List<AnchorPlace> places)
    {
        Look(content, last, characters, places);
        return new Masks(block, characters, ~((words << 1) | last.IsBehindWord), words >> (Block - 1));
    }

    /// <summary>Adds those of the last block.</summary>
    public void LookAtLast(ReadOnlySpan<byte> content, Masks last, List<AnchorPlace> places) => Look(content, last, 0, places);

    private void Look(ReadOnlySpan<byte> content, Masks masks, ulong next, List<AnchorPlace> places)
    {
        var characters = masks.Characters;
        for (var length = 1; length < Least && characters != 0; length *= 2)
        {
            characters &= (characters >> length) | (next << (Block - length));
            next &= next >> length;
        }

        for (var starts = characters & masks.Starts; starts != 0; starts &= starts - 1)
            _table.Look(content, masks.Block + BitOperations.TrailingZeroCount(starts), places);
    }

    /// <summary>What stands in a block, a bit for each byte.</summary>
    /// <param name="Block">Where the block begins.</param>
    /// <param name="Characters">What long words are made of.</param>
    /// <param name="Starts">Where no letter, digit or underscore stands before.</param>
    /// <param name="IsBehindWord">The lowest bit says whether such a one stands last.</param>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Masks(int Block, ulong Characters, ulong Starts, ulong IsBehindWord);
}
