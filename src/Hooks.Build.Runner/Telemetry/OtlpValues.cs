using System.Globalization;
using Hooks.Build.Runner.Hosting;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Telemetry;

/// <summary>What all of OTLP's messages are made of.</summary>
internal static class OtlpValues
{
    /// <summary>Writes whom it is told of.</summary>
    public static void WriteResource(OtlpWriter writer, IReadOnlyList<KeyValuePair<string, object?>> resource) => writer.Message(1, "resource", one => WriteAttributes(one, 1, resource));

    /// <summary>Writes who tells it.</summary>
    public static void WriteScope(OtlpWriter writer) => writer.Message(1, "scope", scope =>
    {
        scope.Text(1, "name", TelemetrySource.Name);
        scope.Text(2, "version", BuildInformation.Version);
    });

    /// <summary>Writes attributes; those without a value are none.</summary>
    public static void WriteAttributes(OtlpWriter writer, int field, IEnumerable<KeyValuePair<string, object?>> attributes) =>
        writer.Messages(field, "attributes", attributes.Where(attribute => attribute.Value is not null).Select<KeyValuePair<string, object?>, Action<OtlpWriter>>(attribute => to =>
        {
            to.Text(1, "key", attribute.Key);
            to.Message(2, "value", value => WriteValue(value, attribute.Value!));
        }));

    /// <summary>A time as OTLP has it.</summary>
    public static ulong Nanoseconds(DateTime time) => (ulong)Math.Max(0, (time - DateTime.UnixEpoch).Ticks) * TimeSpan.NanosecondsPerTick;

    private static void WriteValue(OtlpWriter writer, object value)
    {
        switch (value)
        {
            case bool flag:
                writer.Flag(2, "boolValue", flag);
                break;
            case int or long:
                writer.Number(3, "intValue", Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case double number:
                writer.Double(4, "doubleValue", number);
                break;
            default:
                writer.Text(1, "stringValue", VisibleText.Of(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""));
                break;
        }
    }
}
