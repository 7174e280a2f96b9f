using System.Buffers.Binary;
using Hooks.Build.Engine.Remote;

namespace Hooks.Build.Runner.Telemetry;

/// <summary>Writes a message of OTLP field by field, in protobuf.</summary>
internal sealed class OtlpWriter
{
    private readonly ProtoWriter _message = new();

    /// <summary>A whole message.</summary>
    public static byte[] Written(Action<OtlpWriter> write)
    {
        OtlpWriter writer = new();
        write(writer);
        return writer._message.Written.ToArray();
    }

    /// <summary>A text; an empty one has its place.</summary>
    public void Text(int field, string value) => _message.Element(field, value);

    /// <summary>A number, or one of an enumeration.</summary>
    public void Number(int field, long value) => _message.Chosen(field, value);

    /// <summary>A number that always takes eight bytes: times in nanoseconds, counts.</summary>
    public void Fixed(int field, ulong value) => _message.Fixed(field, value);

    /// <summary>A floating-point number.</summary>
    public void Double(int field, double value) => _message.Fixed(field, BitConverter.DoubleToUInt64Bits(value));

    /// <summary>A flag.</summary>
    public void Flag(int field, bool value) => _message.Chosen(field, value ? 1 : 0);

    /// <summary>Bytes.</summary>
    /// <param name="field">The number of the field.</param>
    /// <param name="digits">The bytes as hexadecimal digits.</param>
    public void Id(int field, string digits) => _message.Message(field, Convert.FromHexString(digits));

    /// <summary>Numbers that take eight bytes each.</summary>
    public void Fixed(int field, IReadOnlyList<ulong> values)
    {
        var bytes = new byte[values.Count * sizeof(ulong)];
        for (var i = 0; i < values.Count; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(i * sizeof(ulong)), values[i]);
        }

        _message.Message(field, bytes);
    }

    /// <summary>A message; several in one field are a list.</summary>
    public void Message(int field, Action<OtlpWriter> write) => _message.Message(field, Written(write));
}
