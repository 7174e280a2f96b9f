using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Hooks.Build.Engine.Remote;

/// <summary>Writes protobuf in its canonical form: fields in the order of their numbers, which is the caller's part; defaults left out.</summary>
internal sealed class ProtoWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    /// <summary>A number; 0 is left out.</summary>
    public void Number(int field, long value)
    {
        if (value != 0)
        {
            Varint((ulong)field << 3);
            Varint((ulong)value);
        }
    }

    /// <summary>A text; an empty one is left out.</summary>
    public void Text(int field, string value)
    {
        if (value.Length > 0)
        {
            Element(field, value);
        }
    }

    /// <summary>One text of a list, in which an empty one has its place.</summary>
    public void Element(int field, string value) => Message(field, Encoding.UTF8.GetBytes(value));

    /// <summary>Bytes or a message; an empty one has a meaning.</summary>
    public void Message(int field, ReadOnlySpan<byte> value)
    {
        Varint(((ulong)field << 3) | ProtoReader.LengthDelimited);
        Varint((ulong)value.Length);
        _bytes.Write(value);
    }

    /// <summary>A number of eight bytes; 0 has its place.</summary>
    public void Fixed(int field, ulong value)
    {
        const int EightBytes = 1;
        Varint(((ulong)field << 3) | EightBytes);
        BinaryPrimitives.WriteUInt64LittleEndian(_bytes.GetSpan(sizeof(ulong)), value);
        _bytes.Advance(sizeof(ulong));
    }

    /// <summary>A number or a flag of a choice, in which 0 is a choice, too.</summary>
    public void Chosen(int field, long value)
    {
        Varint((ulong)field << 3);
        Varint((ulong)value);
    }

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _bytes.Write([(byte)(value | 0x80)]);
        }

        _bytes.Write([(byte)value]);
    }
}
