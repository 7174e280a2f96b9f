using System.Diagnostics;

namespace Hooks.Build.Runner.Telemetry;

/// <summary><c>ExportTraceServiceRequest</c>: spans as OTLP has them.</summary>
internal static class OtlpTraces
{
    /// <summary>Writes the request.</summary>
    public static void Write(OtlpWriter writer, IReadOnlyList<KeyValuePair<string, object?>> resource, IReadOnlyList<Activity> spans) =>
        writer.Messages(1, "resourceSpans", [one =>
        {
            OtlpValues.WriteResource(one, resource);
            one.Messages(2, "scopeSpans", [scope =>
            {
                OtlpValues.WriteScope(scope);
                scope.Messages(2, "spans", spans.Select<Activity, Action<OtlpWriter>>(span => to => WriteSpan(to, span)));
            }]);
        }]);

    private static void WriteSpan(OtlpWriter writer, Activity span)
    {
        writer.Id(1, "traceId", span.TraceId.ToHexString());
        writer.Id(2, "spanId", span.SpanId.ToHexString());
        if (!string.IsNullOrEmpty(span.TraceStateString))
        {
            writer.Text(3, "traceState", span.TraceStateString);
        }

        if (span.ParentSpanId != default)
        {
            writer.Id(4, "parentSpanId", span.ParentSpanId.ToHexString());
        }

        writer.Text(5, "name", span.DisplayName);
        writer.Small(6, "kind", span.Kind == ActivityKind.Server ? 2 : 1);
        writer.Fixed(7, "startTimeUnixNano", OtlpValues.Nanoseconds(span.StartTimeUtc));
        writer.Fixed(8, "endTimeUnixNano", OtlpValues.Nanoseconds(span.StartTimeUtc + span.Duration));
        OtlpValues.WriteAttributes(writer, 9, span.TagObjects);
        writer.Messages(11, "events", span.Events.Select<ActivityEvent, Action<OtlpWriter>>(happened => to => WriteEvent(to, happened)));

        // What there was beyond the events that are kept.
        var dropped = (span.GetTagItem("hooks.findings") as int? ?? 0) - span.Events.Count();
        if (dropped > 0)
        {
            writer.Small(12, "droppedEventsCount", dropped);
        }

        writer.Messages(13, "links", span.Links.Select<ActivityLink, Action<OtlpWriter>>(link => to =>
        {
            to.Id(1, "traceId", link.Context.TraceId.ToHexString());
            to.Id(2, "spanId", link.Context.SpanId.ToHexString());
        }));
        if (span.Status == ActivityStatusCode.Error)
        {
            writer.Message(15, "status", status => status.Small(3, "code", 2));
        }
    }

    private static void WriteEvent(OtlpWriter writer, ActivityEvent happened)
    {
        writer.Fixed(1, "timeUnixNano", OtlpValues.Nanoseconds(happened.Timestamp.UtcDateTime));
        writer.Text(2, "name", happened.Name);
        OtlpValues.WriteAttributes(writer, 3, happened.Tags);
    }
}
