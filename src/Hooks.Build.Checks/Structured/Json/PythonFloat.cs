using System.Buffers;
using System.Globalization;

namespace Hooks.Build.Checks.Json;

/// <summary>Writes numbers as Python prints what it reads: whole numbers digit for digit, others by repr(float).</summary>
internal static class PythonFloat
{
    /// <summary>The place of the decimal point up to which Python writes no exponent.</summary>
    private const int MostWithoutExponent = 16;

    public static void Write(ReadOnlySpan<byte> number, IBufferWriter<byte> output)
    {
        if (number.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0)
        {
            output.Write(number.SequenceEqual("-0"u8) ? "0"u8 : number);
            return;
        }

        var value = double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (double.IsInfinity(value))
        {
            output.Write(value < 0 ? "-Infinity"u8 : "Infinity"u8);
            return;
        }

        if (double.IsNegative(value))
            output.Write("-"u8);
        WriteFinite(Math.Abs(value), output);
    }

    private static void WriteFinite(double value, IBufferWriter<byte> output)
    {
        // The shortest digits that read back as the same number: plain, or with E+xx
        Span<byte> shortest = stackalloc byte[32];
        _ = value.TryFormat(shortest, out var length, "R", CultureInfo.InvariantCulture);
        Span<byte> digits = stackalloc byte[32];
        var (count, point) = Digits(shortest[..length], digits);
        digits = digits[..count];
        if (point is > -4 and <= MostWithoutExponent)
            WritePlain(digits, point, output);
        else
            WriteExponent(digits, point - 1, output);
    }

    /// <summary>Takes the digits out of a number that is written in any way, without zeros at either end.</summary>
    /// <returns>How many there are, and where the decimal point belongs, counted from before the first.</returns>
    private static (int Count, int Point) Digits(ReadOnlySpan<byte> number, Span<byte> digits)
    {
        var exponentAt = number.IndexOf((byte)'E');
        var exponent = 0;
        if (exponentAt >= 0)
        {
            exponent = int.Parse(number[(exponentAt + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            number = number[..exponentAt];
        }

        var point = number.IndexOf((byte)'.');
        var count = 0;
        var leading = 0;
        foreach (var digit in number)
        {
            if (digit == '.')
                continue;
            if (digit == '0' && count == 0)
                leading++;
            else
                digits[count++] = digit;
        }

        if (count == 0)
            return (1, Zero(digits));

        var whole = point < 0 ? number.Length : point;
        while (digits[count - 1] == '0')
        {
            count--;
        }

        return (count, whole - leading + exponent);
    }

    private static int Zero(Span<byte> digits)
    {
        digits[0] = (byte)'0';
        return 1;
    }

    private static void WritePlain(ReadOnlySpan<byte> digits, int point, IBufferWriter<byte> output)
    {
        if (point <= 0)
        {
            output.Write("0."u8);
            output.Write("000"u8[..-point]);
            output.Write(digits);
            return;
        }

        output.Write(digits[..Math.Min(point, digits.Length)]);
        output.Write("0000000000000000"u8[..Math.Max(0, point - digits.Length)]);
        output.Write("."u8);
        output.Write(point < digits.Length ? digits[point..] : "0"u8);
    }

    private static void WriteExponent(ReadOnlySpan<byte> digits, int exponent, IBufferWriter<byte> output)
    {
        output.Write(digits[..1]);
        if (digits.Length > 1)
        {
            output.Write("."u8);
            output.Write(digits[1..]);
        }

        output.Write(exponent < 0 ? "e-"u8 : "e+"u8);
        Span<byte> written = stackalloc byte[8];
        _ = Math.Abs(exponent).TryFormat(written, out var length, "00", CultureInfo.InvariantCulture);
        output.Write(written[..length]);
    }
}
