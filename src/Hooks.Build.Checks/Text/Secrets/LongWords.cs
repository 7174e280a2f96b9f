using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
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

    private const byte Parting = 0x80;

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
        Enter("-.", Parting);

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

    /// <summary>Adds the places where the texts begin long words.</summary>
    public void Look(ReadOnlySpan<byte> content, ReadOnlySpan<int> starts, List<AnchorPlace> places)
    {
        foreach (var start in starts)
            _table.Look(content, start, places);
    }

    /// <summary>What stands in a block, a bit for each byte.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal readonly struct Masks
    {
        private readonly ulong _characters;
        private readonly ulong _words;
        private readonly ulong _starts;

        /// <param name="before">The block before.</param>
        /// <param name="characters">What long words are made of.</param>
        /// <param name="parting">Those behind which another may begin.</param>
        public Masks(Masks before, ulong characters, ulong parting)
        {
            (_characters, _words) = (characters, characters & ~parting);
            _starts = ~((_words << 1) | (before._words >> (Block - 1)));
        }

        /// <summary>Writes where those words begin that are long from here on, and perhaps something behind them; returns how many they are.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public int Write(Masks before, int block, Span<int> starts)
        {
            // Runs of 2, 4, 8 and 16 characters; written out, as shifts by what is not constant are slow.
            var (one, past1) = (_characters, before._characters);
            var (two, past2) = (one & ((one << 1) | (past1 >> (Block - 1))), past1 & (past1 << 1));
            var (four, past4) = (two & ((two << 2) | (past2 >> (Block - 2))), past2 & (past2 << 2));
            var (eight, past8) = (four & ((four << 4) | (past4 >> (Block - 4))), past4 & (past4 << 4));
            var sixteen = eight & ((eight << 8) | (past8 >> (Block - 8)));
            var ends = sixteen & ((_starts << (Least - 1)) | (before._starts >> (Block - Least + 1)));
            var count = BitOperations.PopCount(ends);

            // Whether there are none, one or two is not asked: a processor would guess it wrong every other time.
            var at = 0;
            do
            {
                starts[at++] = block + First(ends) - Least + 1;
                ends &= ends - 1;
                starts[at++] = block + First(ends) - Least + 1;
                ends &= ends - 1;
            }
            while (ends != 0);

            return count;
        }

        // Where there is none, any.
        private static int First(ulong bits) => BitOperations.TrailingZeroCount(bits | (1UL << (Block - 1)));
    }
}
