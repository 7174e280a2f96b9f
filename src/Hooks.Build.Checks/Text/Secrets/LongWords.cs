using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Hooks.Build.Checks.Text.Secrets;

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

    private const byte Parting = 0x80;
    private const string PartingCharacters = "-.";

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
        Enter(PartingCharacters, Parting);

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

    /// <summary>Whether another word may begin behind a byte, and none begins with it: lines of dashes are common.</summary>
    public static bool IsParting(byte value) => PartingCharacters.Contains((char)value, StringComparison.Ordinal);

    /// <summary>Adds the places where the texts begin long words.</summary>
    public void Look(ReadOnlySpan<byte> content, Span<int> starts, List<AnchorPlace> places) => _table.Look(content, starts, places);

    /// <summary>Tells where long words begin, two blocks at once.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal struct Runs
    {
        private Vector128<ulong> _words;
        private Vector128<ulong> _starts;
        private Vector128<ulong> _one;
        private Vector128<ulong> _two;
        private Vector128<ulong> _four;
        private Vector128<ulong> _eight;

        /// <summary>Writes a bit for each byte of the blocks: the last one of the least that a long word has.</summary>
        /// <param name="blocks">What stands in the blocks, which follow those that were read before.</param>
        /// <param name="count">How many they are, an even number.</param>
        /// <param name="ends">Where to write, a number for each block.</param>
        [MethodImpl(MethodImplOptions.NoInlining)]
        public void Read<TVector>(BlockMasks blocks, int count, Span<ulong> ends)
            where TVector : VectorOperations.IOperations
        {
            var (wasWords, wasStarts, was1, was2, was4, was8) = (_words, _starts, _one, _two, _four, _eight);
            ref var end = ref MemoryMarshal.GetReference(ends[..count]);
            for (var block = 0; block < count; block += 2)
            {
                // Runs of 2, 4, 8 and 16 characters, each told where it ends.
                var one = ~blocks.Others(block);
                var two = one & Behind<TVector>(was1, one, 1);
                was1 = one;
                var four = two & Behind<TVector>(was2, two, 2);
                was2 = two;
                var eight = four & Behind<TVector>(was4, four, 4);
                was4 = four;
                var sixteen = eight & Behind<TVector>(was8, eight, 8);
                was8 = eight;

                var words = Vector128.AndNot(one, blocks.Parting(block));
                var starts = Vector128.AndNot(words, Behind<TVector>(wasWords, words, 1));
                wasWords = words;
                (sixteen & Behind<TVector>(wasStarts, starts, Least - 1)).StoreUnsafe(ref end, (nuint)block);
                wasStarts = starts;
            }

            (_words, _starts, _one, _two, _four, _eight) = (wasWords, wasStarts, was1, was2, was4, was8);
        }

        // What stands so many bytes before.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector128<ulong> Behind<TVector>(Vector128<ulong> before, Vector128<ulong> blocks, [ConstantExpected] int bytes)
            where TVector : VectorOperations.IOperations =>
            Vector128.ShiftLeft(blocks, bytes)
            | Vector128.ShiftRightLogical(TVector.Align(before.AsByte(), blocks.AsByte(), sizeof(ulong)).AsUInt64(), Block - bytes);
    }
}
