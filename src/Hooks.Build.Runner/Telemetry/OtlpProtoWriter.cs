using System.Buffers.Binary;
using Hooks.Build.Engine.Remote;

namespace Hooks.Build.Runner.Telemetry;

/// <summary>OTLP as protobuf.</summary>
internal sealed class OtlpProtoWriter : OtlpWriter
{
    private readonly ProtoWriter _message = new();

    public override string ContentType => "application/x-protobuf";

    public override void Text(int field, string name, string value) => _message.Element(field, value);

    public override void Number(int field, string name, long value) => _message.Chosen(field, value);

    public override void Small(int field, string name, int value) => _message.Chosen(field, value);

    public override void Fixed(int field, string name, ulong value) => _message.Fixed(field, value);

    public override void Double(int field, string name, double value) => _message.Fixed(field, BitConverter.DoubleToUInt64Bits(value));

    public override void Flag(int field, string name, bool value) => _message.Chosen(field, value ? 1 : 0);

    public override void Id(int field, string name, string digits) => _message.Message(field, Convert.FromHexString(digits));

    public override void Counts(int field, string name, IReadOnlyList<ulong> values) => Packed(field, values.Count, i => values[i]);

    public override void Doubles(int field, string name, IReadOnlyList<double> values) => Packed(field, values.Count, i => BitConverter.DoubleToUInt64Bits(values[i]));

    public override void Message(int field, string name, Action<OtlpWriter> write)
    {
        OtlpProtoWriter inner = new();
        write(inner);
        _message.Message(field, inner._message.Written);
    }

    public override void Messages(int field, string name, IEnumerable<Action<OtlpWriter>> messages)
    {
        foreach (var write in messages)
        {
            Message(field, name, write);
        }
    }

    public override byte[] End() => _message.Written.ToArray();

    private void Packed(int field, int count, Func<int, ulong> value)
    {
        var bytes = new byte[count * sizeof(ulong)];
        for (var i = 0; i < count; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(i * sizeof(ulong)), value(i));
        }

        _message.Message(field, bytes);
    }
}
