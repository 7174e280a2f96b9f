using System.Globalization;
using Hooks.Build.Runner.Hosting;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Telemetry;

/// <summary>What all of OTLP's messages are made of.</summary>
internal static class OtlpValues
{
    /// <summary>Writes whom it is told of.</summary>
    public static void WriteResource(OtlpWriter writer, IReadOnlyList<KeyValuePair<string, object?>> resource) =>
        writer.Message(1, one => WriteAttributes(one, 1, resource));

    /// <summary>Writes who tells it.</summary>
    public static void WriteScope(OtlpWriter writer) => writer.Message(1, scope =>
    {
        scope.Text(1, TelemetrySource.Name);
        scope.Text(2, BuildInformation.Version);
    });

    /// <summary>Writes attributes; those without a value are none.</summary>
    public static void WriteAttributes(OtlpWriter writer, int field, IEnumerable<KeyValuePair<string, object?>> attributes)
    {
        foreach (var (key, value) in attributes)
        {
            if (value is not null)
            {
                writer.Message(field, attribute =>
                {
                    attribute.Text(1, key);
                    attribute.Message(2, to => WriteValue(to, value));
                });
            }
        }
    }

    /// <summary>A time as OTLP has it.</summary>
    public static ulong Nanoseconds(DateTime time) => (ulong)Math.Max(0, (time - DateTime.UnixEpoch).Ticks) * TimeSpan.NanosecondsPerTick;

    private static void WriteValue(OtlpWriter writer, object value)
    {
        switch (value)
        {
            case bool flag:
                writer.Flag(2, flag);
                break;
            case int or long:
                writer.Number(3, Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case double number:
                writer.Double(4, number);
                break;
            default:
                writer.Text(1, VisibleText.Of(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""));
                break;
        }
    }
}
