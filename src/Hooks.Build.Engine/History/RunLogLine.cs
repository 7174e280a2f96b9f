using System.Text.Json;

namespace Hooks.Build.Engine.History;

/// <summary>What learning needs of a line, found without making an object of it: hundreds are read. Numbers that are not there are NaN.</summary>
internal ref struct RunLogLine
{
    public ReadOnlySpan<byte> Stage;
    public ReadOnlySpan<byte> Platform;
    public ReadOnlySpan<byte> Hook;
    public ReadOnlySpan<byte> Outcome;
    public ReadOnlySpan<byte> Source;
    public double Duration;
    public double ProcessorTime;
    public double Cores;
    public double Files;
    public double RememberedFiles;

    private ReadOnlySpan<byte> _kind;
    private double _schema;

    /// <returns>False for a line that is damaged; one that is no hook's record of this schema has no <see cref="Hook"/>.</returns>
    public static bool TryRead(ReadOnlySpan<byte> line, out RunLogLine values)
    {
        values = default;
        if (!line.StartsWith(RunLogFormat.Beginning) || line[^1] != (byte)'}')
        {
            return false;
        }

        (values.Duration, values.ProcessorTime, values.Files, values.RememberedFiles) = (double.NaN, double.NaN, double.NaN, double.NaN);
        try
        {
            Utf8JsonReader json = new(line);
            _ = json.Read();
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var name = json.ValueSpan;
                _ = json.Read();
                if (json.TokenType == JsonTokenType.Number)
                {
                    values.Set(name, json.GetDouble());
                }
                else if (json.TokenType == JsonTokenType.String)
                {
                    values.Set(name, json.ValueIsEscaped ? Unescaped(json) : json.ValueSpan);
                }
                else
                {
                    json.Skip();
                }
            }

            // Throws where something follows the record.
            _ = json.Read();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return false;
        }

        if (values._schema != RunLogFormat.Schema || !values._kind.SequenceEqual("hook"u8))
        {
            values.Hook = default;
        }

        return true;
    }

    private void Set(ReadOnlySpan<byte> name, double value)
    {
        var other = 0.0;
        ref var known = ref name.SequenceEqual("durationMs"u8) ? ref Duration
            : ref name.SequenceEqual("cpuMs"u8) ? ref ProcessorTime
            : ref name.SequenceEqual("cores"u8) ? ref Cores
            : ref name.SequenceEqual("files"u8) ? ref Files
            : ref name.SequenceEqual("rememberedFiles"u8) ? ref RememberedFiles
            : ref name.SequenceEqual("schema"u8) ? ref _schema
            : ref other;
        known = value;
    }

    private void Set(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        ReadOnlySpan<byte> other = default;
        ref var known = ref name.SequenceEqual("kind"u8) ? ref _kind
            : ref name.SequenceEqual("hook"u8) ? ref Hook
            : ref name.SequenceEqual("stage"u8) ? ref Stage
            : ref name.SequenceEqual("platform"u8) ? ref Platform
            : ref name.SequenceEqual("outcome"u8) ? ref Outcome
            : ref name.SequenceEqual("source"u8) ? ref Source
            : ref other;
        known = value;
    }

    // Names of C# members may have letters beyond ASCII.
    private static ReadOnlySpan<byte> Unescaped(Utf8JsonReader json)
    {
        var text = new byte[json.ValueSpan.Length];
        return text.AsSpan(0, json.CopyString(text));
    }
}
