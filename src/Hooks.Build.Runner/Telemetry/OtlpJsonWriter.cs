using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Hooks.Build.Runner.Telemetry;

/// <summary>OTLP as JSON: numbers of 64 bits are texts, ids hexadecimal digits.</summary>
#pragma warning disable CA1001 // the end of the message disposes of the writer, which holds nothing but memory
internal sealed class OtlpJsonWriter : OtlpWriter
#pragma warning restore CA1001
{
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _json;

    public OtlpJsonWriter()
    {
        _json = new Utf8JsonWriter(_buffer);
        _json.WriteStartObject();
    }

    public override string ContentType => "application/json";

    public override void Text(int field, string name, string value) => _json.WriteString(name, value);

    public override void Number(int field, string name, long value) => _json.WriteString(name, value.ToString(CultureInfo.InvariantCulture));

    public override void Small(int field, string name, int value) => _json.WriteNumber(name, value);

    public override void Fixed(int field, string name, ulong value) => _json.WriteString(name, value.ToString(CultureInfo.InvariantCulture));

    public override void Double(int field, string name, double value) => _json.WriteNumber(name, value);

    public override void Flag(int field, string name, bool value) => _json.WriteBoolean(name, value);

    public override void Id(int field, string name, string digits) => _json.WriteString(name, digits);

    public override void Counts(int field, string name, IReadOnlyList<ulong> values)
    {
        _json.WriteStartArray(name);
        foreach (var value in values)
        {
            _json.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
        }

        _json.WriteEndArray();
    }

    public override void Doubles(int field, string name, IReadOnlyList<double> values)
    {
        _json.WriteStartArray(name);
        foreach (var value in values)
        {
            _json.WriteNumberValue(value);
        }

        _json.WriteEndArray();
    }

    public override void Message(int field, string name, Action<OtlpWriter> write)
    {
        _json.WriteStartObject(name);
        write(this);
        _json.WriteEndObject();
    }

    public override void Messages(int field, string name, IEnumerable<Action<OtlpWriter>> messages)
    {
        _json.WriteStartArray(name);
        foreach (var write in messages)
        {
            _json.WriteStartObject();
            write(this);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    public override byte[] End()
    {
        _json.WriteEndObject();
        _json.Dispose();
        return _buffer.WrittenSpan.ToArray();
    }
}
