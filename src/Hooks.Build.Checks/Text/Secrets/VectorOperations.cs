using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Hooks.Build.Checks.Text.Secrets;

/// <summary>
/// What the search needs of a processor, by the kind of processor. It is asked once before a loop and not in it, where a native program would ask again
/// each time.
/// </summary>
internal static class VectorOperations
{
    internal interface IOperations
    {
        /// <summary>The entries of a table of sixteen.</summary>
        static abstract Vector128<byte> Shuffle(Vector128<byte> table, Vector128<byte> indices);

        /// <summary>Sixteen bytes of two vectors that stand one behind the other, from a byte of the first.</summary>
        static abstract Vector128<byte> Align(Vector128<byte> first, Vector128<byte> second, [ConstantExpected(Max = (byte)15)] byte from);

        /// <summary>How many bits are set.</summary>
        static abstract int Count(ulong bits);
    }

    /// <summary>A processor with <see cref="Ssse3"/> and <see cref="Popcnt.X64"/>.</summary>
    internal readonly struct X64 : IOperations
    {
        public static Vector128<byte> Shuffle(Vector128<byte> table, Vector128<byte> indices) => Ssse3.Shuffle(table, indices);

        public static Vector128<byte> Align(Vector128<byte> first, Vector128<byte> second, [ConstantExpected(Max = (byte)15)] byte from) =>
            Ssse3.AlignRight(second, first, from);

        public static int Count(ulong bits) => (int)Popcnt.X64.PopCount(bits);
    }

    internal readonly struct Arm : IOperations
    {
        public static Vector128<byte> Shuffle(Vector128<byte> table, Vector128<byte> indices) => AdvSimd.Arm64.VectorTableLookup(table, indices);

        public static Vector128<byte> Align(Vector128<byte> first, Vector128<byte> second, [ConstantExpected(Max = (byte)15)] byte from) =>
            AdvSimd.ExtractVector128(first, second, from);

        public static int Count(ulong bits) => BitOperations.PopCount(bits);
    }

    /// <summary>Any processor. What an index beyond sixteen asks for is zero.</summary>
    internal readonly struct Any : IOperations
    {
        public static Vector128<byte> Shuffle(Vector128<byte> table, Vector128<byte> indices) => Vector128.Shuffle(table, indices);

        public static Vector128<byte> Align(Vector128<byte> first, Vector128<byte> second, [ConstantExpected(Max = (byte)15)] byte from)
        {
            var indices = Vector128.Create((byte)0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15) + Vector128.Create(from);
            return Vector128.Shuffle(first, indices) | Vector128.Shuffle(second, indices - Vector128.Create((byte)16));
        }

        public static int Count(ulong bits) => BitOperations.PopCount(bits);
    }
}
