using System.Diagnostics;

namespace Hooks.Build.Runner.Telemetry;

/// <summary><c>ExportTraceServiceRequest</c>: spans as OTLP has them.</summary>
internal static class OtlpTraces
{
    private const int KindInternal = 1;
    private const int KindServer = 2;
    private const int StatusError = 2;

    /// <summary>The request.</summary>
    public static byte[] Written(IReadOnlyList<KeyValuePair<string, object?>> resource, IReadOnlyList<Activity> spans) =>
        OtlpWriter.Written(request => request.Message(1, one =>
        {
            OtlpValues.WriteResource(one, resource);
            one.Message(2, scope =>
            {
                OtlpValues.WriteScope(scope);
                foreach (var span in spans)
                {
                    scope.Message(2, to => WriteSpan(to, span));
                }
            });
        }));

    private static void WriteSpan(OtlpWriter writer, Activity span)
    {
        writer.Id(1, span.TraceId.ToHexString());
        writer.Id(2, span.SpanId.ToHexString());
        if (!string.IsNullOrEmpty(span.TraceStateString))
        {
            writer.Text(3, span.TraceStateString);
        }

        if (span.ParentSpanId != default)
        {
            writer.Id(4, span.ParentSpanId.ToHexString());
        }

        writer.Text(5, span.DisplayName);
        writer.Number(6, span.Kind == ActivityKind.Server ? KindServer : KindInternal);
        writer.Fixed(7, OtlpValues.Nanoseconds(span.StartTimeUtc));
        writer.Fixed(8, OtlpValues.Nanoseconds(span.StartTimeUtc + span.Duration));
        OtlpValues.WriteAttributes(writer, 9, span.TagObjects);
        foreach (var happened in span.Events)
        {
            writer.Message(11, to => WriteEvent(to, happened));
        }

        // What there was beyond the events that are kept.
        var dropped = (span.GetTagItem("hooks.findings") as int? ?? 0) - span.Events.Count();
        if (dropped > 0)
        {
            writer.Number(12, dropped);
        }

        foreach (var link in span.Links)
        {
            writer.Message(13, to =>
            {
                to.Id(1, link.Context.TraceId.ToHexString());
                to.Id(2, link.Context.SpanId.ToHexString());
            });
        }

        if (span.Status == ActivityStatusCode.Error)
        {
            writer.Message(15, status => status.Number(3, StatusError));
        }
    }

    private static void WriteEvent(OtlpWriter writer, ActivityEvent happened)
    {
        writer.Fixed(1, OtlpValues.Nanoseconds(happened.Timestamp.UtcDateTime));
        writer.Text(2, happened.Name);
        OtlpValues.WriteAttributes(writer, 3, happened.Tags);
    }
}
