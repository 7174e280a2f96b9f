using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
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

    private const int Block = 64;
    private const byte OfWord = 0x0F;

    private readonly NibbleTable _sets = new();
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
                _sets.Enter((byte)one, set);
        }
    }

    /// <summary>What long words are made of. Behind a dot or a dash another may begin.</summary>
    public static SearchValues<byte> Characters { get; } = SearchValues.Create(Encoding.ASCII.GetBytes(SecretText.Alphanumeric + "_-."));

    /// <summary>Adds the places where the texts begin a long word.</summary>
    public void Search(ReadOnlySpan<byte> content, List<AnchorPlace> places)
    {
        if (Ssse3.IsSupported)
            SearchVectors<NibbleTable.Ssse3Shuffle>(content, places);
        else if (AdvSimd.Arm64.IsSupported)
            SearchVectors<NibbleTable.ArmShuffle>(content, places);
        else
            SearchBytes(content, places);
    }

    private void SearchVectors<TShuffle>(ReadOnlySpan<byte> content, List<AnchorPlace> places)
        where TShuffle : NibbleTable.IShuffle
    {
        var (low, high) = (_sets.Low, _sets.High);
        var ofWord = Vector128.Create(OfWord);
        var last = default(Masks);
        Span<byte> rest = stackalloc byte[Block];
        for (var i = 0; i < content.Length; i += Block)
        {
            scoped var block = content[i..];
            if (block.Length < Block)
            {
                rest.Clear();
                block.CopyTo(rest);
                block = rest;
            }

            ref var start = ref MemoryMarshal.GetReference(block);
            var (others, gaps) = (0UL, 0UL);
            for (var at = 0; at < Block; at += Vector128<byte>.Count)
            {
                var sets = NibbleTable.Look<TShuffle>(low, high, Vector128.LoadUnsafe(ref start, (nuint)at));
                others |= (ulong)Vector128.Equals(sets, Vector128<byte>.Zero).ExtractMostSignificantBits() << at;
                gaps |= (ulong)Vector128.Equals(sets & ofWord, Vector128<byte>.Zero).ExtractMostSignificantBits() << at;
            }

            last = Go(content, i, last, ~others, ~gaps, places);
        }

        Look(content, last, 0, places);
    }

    private void SearchBytes(ReadOnlySpan<byte> content, List<AnchorPlace> places)
    {
        var last = default(Masks);
        for (var i = 0; i < content.Length; i += Block)
        {
            var (characters, words) = (0UL, 0UL);
            for (var at = 0; at < Math.Min(Block, content.Length - i); at++)
            {
                var sets = _sets[content[i + at]];
                characters |= (sets != 0 ? 1UL : 0) << at;
                words |= ((sets & OfWord) != 0 ? 1UL : 0) << at;
            }

            last = Go(content, i, last, characters, words, places);
        }

        Look(content, last, 0, places);
    }

    // How long a word at the end of a block is, the next block tells.
    private Masks Go(ReadOnlySpan<byte> content, int block, Masks last, ulong characters, ulong words, List<AnchorPlace> places)
    {
        Look(content, last, characters, places);
        return new Masks(block, characters, ~((words << 1) | last.IsBehindWord), words >> (Block - 1));
    }

    private void Look(ReadOnlySpan<byte> content, Masks masks, ulong next, List<AnchorPlace> places)
    {
        var characters = masks.Characters;
        for (var length = 1; length < Least; length *= 2)
        {
            characters &= (characters >> length) | (next << (Block - length));
            next &= next >> length;
        }

        for (var starts = characters & masks.Starts; starts != 0; starts &= starts - 1)
        {
            var at = masks.Block + BitOperations.TrailingZeroCount(starts);
            if (at + AnchorTable.Looked <= content.Length)
                _table.Look(content, at, places);
        }
    }

    /// <summary>What stands in a block, a bit for each byte.</summary>
    /// <param name="Block">Where the block begins.</param>
    /// <param name="Characters">What long words are made of.</param>
    /// <param name="Starts">Where no letter, digit or underscore stands before.</param>
    /// <param name="IsBehindWord">The lowest bit says whether such a one stands last.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Masks(int Block, ulong Characters, ulong Starts, ulong IsBehindWord);
}
